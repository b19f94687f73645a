import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkContent } from '../../../src/lib/domain/plan/plan-check';
import type { PlanUnit } from '../../../src/lib/domain/plan/plan-content';
import { insistOn, mergeContents } from '../../../src/lib/domain/plan/plan-merge';
import { content, contents, entry, joined, part, units } from './plan-factory';

const HOUSE: readonly PlanUnit[] = [1, 2, 3].map((unitId) => ({
  ...{ unitId, buildingId: 1, areaSqm: 50, frontageM: null }
}));
const rulesOf = (all: readonly PlanUnit[]) => ({
  units: new Map(all.map((unit) => [unit.unitId, unit])),
  areaTolerance: 0.02
});
const RULES = rulesOf(HOUSE);
const BASE = content([entry(1, part('retail')), entry(2, part('office'))]);

describe('two planners on one draft', () => {
  it('keeps what both drew on different units', () => {
    const mine = content([entry(1, part('health')), entry(2, part('office'))]);
    const theirs = content([entry(1, part('retail')), entry(2, part('office')), entry(3, part('culture'))]);
    expect(mergeContents({ base: BASE, mine, theirs }, RULES)).toEqual({
      content: content([entry(1, part('health')), entry(2, part('office')), entry(3, part('culture'))]),
      collisions: []
    });
  });

  it('names what both drew on the same unit, with both values; theirs stands until somebody insists', () => {
    const mine = content([entry(1, part('health')), entry(2, part('office'))]);
    const theirs = content([entry(1, part('gastronomy')), entry(2, part('office'))]);
    const merged = mergeContents({ base: BASE, mine, theirs }, RULES);
    expect(merged.content).toEqual(theirs);
    expect(merged.collisions).toEqual([
      { kind: 'units', unitIds: [1], mine: [entry(1, part('health'))], theirs: [entry(1, part('gastronomy'))] }
    ]);
    expect(insistOn(merged.content, merged.collisions[0]!, mine)).toEqual(mine);
  });

  it('sees that a unit cannot be joined to one whose target the other took away', () => {
    const mine = content([entry(1, part('retail')), joined(2, 1)]);
    const theirs = content([entry(2, part('office'))]);
    const merged = mergeContents({ base: BASE, mine, theirs }, RULES);
    expect(merged.content).toEqual(theirs);
    expect(merged.collisions.map((one) => one.kind === 'units' && one.unitIds)).toEqual([[2]]);
    expect(insistOn(merged.content, merged.collisions[0]!, mine)).toEqual(mine);
  });

  it('takes the same drawing of both for one', () => {
    const both = content([entry(1, part('health')), entry(2, part('office'))]);
    expect(mergeContents({ base: BASE, mine: both, theirs: both }, RULES)).toEqual({ content: both, collisions: [] });
  });

  const three = units.chain((all) => fc.tuple(fc.constant(all), contents(all), contents(all), contents(all)));

  it('always makes a sound plan, whatever both drew, also when one insists', () => {
    fc.assert(
      fc.property(three, ([all, base, mine, theirs]) => {
        const rules = rulesOf(all);
        const { content: merged, collisions } = mergeContents({ base, mine, theirs }, rules);
        expect(checkContent(merged, rules)).toEqual([]);
        const insisted = collisions.reduce((plan, collision) => insistOn(plan, collision, mine), merged);
        expect(checkContent(insisted, rules)).toEqual([]);
      })
    );
  });

  it('loses nothing of mine without naming it, and nothing of theirs at all where I drew nothing', () => {
    fc.assert(
      fc.property(three, ([all, base, mine, theirs]) => {
        expect(mergeContents({ base, mine: base, theirs }, rulesOf(all))).toEqual({ content: theirs, collisions: [] });
        expect(mergeContents({ base, mine, theirs: base }, rulesOf(all))).toEqual({ content: mine, collisions: [] });
      })
    );
  });
});
