import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAN_USES } from '../../../src/lib/domain/codes';
import { applyChange, differContents, invertChange } from '../../../src/lib/domain/plan/plan-change';
import { checkContent } from '../../../src/lib/domain/plan/plan-check';
import {
  EMPTY_PLAN,
  groupOf,
  indexEntries,
  partsOf,
  type PlanArea,
  type PlanContent,
  type PlanUnit
} from '../../../src/lib/domain/plan/plan-content';
import {
  describeTargets,
  divideUnit,
  eraseUnits,
  giveUse,
  joinUnits,
  measureWhole,
  putArea,
  removeArea,
  separateUnits,
  shareWhole,
  uniteParts,
  type Brush
} from '../../../src/lib/domain/plan/plan-drawing';
import { content, contents, entry, joined, part, units } from './plan-factory';

const TOLERANCE = 0.02;
const BRUSH: Brush = { use: 'health', targetOn: '2029-06-30' };
const HOUSE: readonly PlanUnit[] = [
  { unitId: 1, buildingId: 1, areaSqm: 80, frontageM: 6 },
  { unitId: 2, buildingId: 1, areaSqm: 45.5, frontageM: 4.5 },
  { unitId: 3, buildingId: 1, areaSqm: null, frontageM: null },
  { unitId: 4, buildingId: 2, areaSqm: 60, frontageM: null }
];
const whole = (unitId: number) => ({ unitId, part: null });
const index = (all: readonly PlanUnit[]) => new Map(all.map((unit) => [unit.unitId, unit]));
const UNITS = index(HOUSE);

describe('drawing on a plan', () => {
  it('gives a use; words and day that are there stay', () => {
    const before = content([entry(1, part('retail', { wish: 'Markt', targetOn: '2027-01-31' }))]);
    const after = giveUse(before, [whole(1), whole(2)], BRUSH);
    expect(after).toEqual(
      content([
        entry(1, part('health', { wish: 'Markt', targetOn: '2027-01-31' })),
        entry(2, part('health', { targetOn: '2029-06-30' }))
      ])
    );
  });

  it('gives a use to one part of a divided unit, or to all of it', () => {
    const before = content([entry(1, part('retail', { areaSqm: 30 }), part('office', { areaSqm: 50 }))]);
    const uses = (after: PlanContent) => after.entries[0]!.parts.map(({ use }) => use);
    expect(uses(giveUse(before, [{ unitId: 1, part: 1 }], BRUSH))).toEqual(['retail', 'health']);
    expect(uses(giveUse(before, [whole(1)], BRUSH))).toEqual(['health', 'health']);
  });

  it('speaks to all that is joined when one of it is drawn on or erased', () => {
    const before = content([entry(1, part('retail')), joined(2, 1), entry(4, part('office'))]);
    expect(giveUse(before, [whole(2)], BRUSH).entries[0]!.parts[0]!.use).toBe('health');
    expect(eraseUnits(before, [2])).toEqual(content([entry(4, part('office'))]));
  });

  it('describes what is drawn, and nothing else', () => {
    const before = content([entry(1, part('retail'))]);
    const after = describeTargets(before, [whole(1), whole(2)], { wish: 'Bäckerei', reason: 'Fehlt in der Straße' });
    expect(after).toEqual(content([entry(1, part('retail', { wish: 'Bäckerei', reason: 'Fehlt in der Straße' }))]));
  });

  it('joins: the first leads, what the others said first is taken where it says nothing', () => {
    const before = content([entry(2, part('office', { wish: 'Beratung' }))]);
    const { content: after } = joinUnits(before, [1, 2], { units: UNITS, brush: BRUSH });
    expect(after).toEqual(content([entry(1, part('office', { wish: 'Beratung' })), joined(2, 1)]));
    expect(joinUnits(EMPTY_PLAN, [2, 1], { units: UNITS, brush: BRUSH }).content).toEqual(
      content([entry(2, part('health', { targetOn: '2029-06-30' })), joined(1, 2)])
    );
  });

  it('joins groups, and ends a division with it', () => {
    const before = content([
      entry(1, part('retail', { areaSqm: 50 }), part('office', { areaSqm: 75.5 })),
      joined(2, 1)
    ]);
    const { content: after } = joinUnits(before, [3, 2], { units: UNITS, brush: BRUSH });
    expect(after).toEqual(content([joined(1, 3), joined(2, 3), entry(3, part('office'))]));
  });

  it('does not join across houses, nor one unit with itself', () => {
    const codes = (unitIds: number[]) =>
      joinUnits(EMPTY_PLAN, unitIds, { units: UNITS, brush: BRUSH }).issues?.map(({ code }) => code);
    expect(codes([1, 4])).toEqual(['join_other_house']);
    expect(codes([1, 1])).toEqual(['too_few_units']);
  });

  it('separates: each of them keeps what was said of all', () => {
    const before = content([entry(1, part('retail', { wish: 'Markt' })), joined(2, 1), joined(3, 1)]);
    expect(separateUnits(before, [3])).toEqual(
      content([1, 2, 3].map((unitId) => entry(unitId, part('retail', { wish: 'Markt' }))))
    );
  });

  it('divides a unit: what was said stays with the first part', () => {
    const before = content([entry(1, part('retail', { wish: 'Markt' }))]);
    const parts = [
      { use: 'retail', areaSqm: 30, frontageM: 4 },
      { use: 'health', areaSqm: 50, frontageM: 2 }
    ] as const;
    const { content: after } = divideUnit(before, 1, { parts, brush: BRUSH });
    expect(after!.entries[0]!.parts).toEqual([
      part('retail', { wish: 'Markt', areaSqm: 30, frontageM: 4 }),
      part('health', { areaSqm: 50, frontageM: 2, targetOn: BRUSH.targetOn })
    ]);
    expect(uniteParts(after!, 1)).toEqual(content([entry(1, part('health', { targetOn: BRUSH.targetOn }))]));
    expect(divideUnit(before, 1, { parts: parts.slice(0, 1), brush: BRUSH }).issues?.[0]?.code).toBe('too_few_parts');
  });

  it('knows the measures of what is joined; an unknown area makes the whole unknown', () => {
    const plan = content([entry(1, part('retail')), joined(2, 1)]);
    expect(measureWhole(plan, 2, UNITS)).toEqual({ areaSqm: 125.5, frontageM: 10.5 });
    expect(measureWhole(content([entry(1, part('retail')), joined(3, 1)]), 1, UNITS)).toEqual({
      areaSqm: null,
      frontageM: 6
    });
  });

  it('adds, changes and removes areas', () => {
    const area: PlanArea = {
      ...{ wish: null, reason: null, translations: {}, targetOn: '2028-12-31' },
      id: 'b',
      kind: 'courtyard',
      use: 'courtyard',
      storeys: 0,
      geometry: { type: 'Polygon', coordinates: [] }
    };
    const both = putArea(putArea(EMPTY_PLAN, area), { ...area, id: 'a' });
    expect(both.areas.map(({ id }) => id)).toEqual(['a', 'b']);
    const changed = putArea(both, { ...area, use: 'education' });
    expect(changed.areas.map(({ use }) => use)).toEqual(['courtyard', 'education']);
    expect(removeArea(changed, 'a')).toEqual({ entries: [], areas: [{ ...area, use: 'education' }] });
  });
});

/** Everything that somebody can do at the drawing desk, on units and numbers of their choice. */
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('use', 'erase', 'join', 'separate', 'divide', 'unite', 'describe'),
    picks: fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
    use: fc.constantFrom(...PLAN_USES),
    count: fc.integer({ min: 2, max: 5 })
  }),
  { maxLength: 12 }
);

type Step = typeof steps extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

function take(before: PlanContent, { kind, picks, use, count }: Step, all: readonly PlanUnit[]): PlanContent {
  const ids = picks.map((pick) => all[pick % all.length]!.unitId);
  const brush = { ...BRUSH, use };
  const known = index(all);
  switch (kind) {
    case 'use':
      return giveUse(before, ids.map(whole), brush);
    case 'describe':
      return describeTargets(before, ids.map(whole), { wish: 'Wunsch' });
    case 'erase':
      return eraseUnits(before, ids);
    case 'join':
      return joinUnits(before, ids, { units: known, brush }).content ?? before;
    case 'separate':
      return separateUnits(before, ids);
    case 'unite':
      return uniteParts(before, ids[0]!);
    case 'divide': {
      const parts = shareWhole(measureWhole(before, ids[0]!, known), count).map((measures) => ({ use, ...measures }));
      return divideUnit(before, ids[0]!, { parts, brush }).content ?? before;
    }
  }
}

/** Square metres that a plan speaks of, worked out from its parts where it divides and from the units elsewhere. */
function plannedSqm(plan: PlanContent, all: readonly PlanUnit[]): number {
  const entries = indexEntries(plan);
  const areas = index(all);
  return plan.entries
    .filter(({ joinedTo }) => joinedTo === null)
    .reduce((sum, { unitId }) => {
      const parts = partsOf(entries, unitId);
      const ofGroup = groupOf(plan, unitId).reduce((total, member) => total + areas.get(member)!.areaSqm!, 0);
      return sum + (parts.length > 1 ? parts.reduce((total, { areaSqm }) => total + areaSqm!, 0) : ofGroup);
    }, 0);
}

const drawings = units.chain((all) => fc.tuple(fc.constant(all), contents(all), steps));

describe('whatever is drawn', () => {
  it('is sound after every step', () => {
    fc.assert(
      fc.property(drawings, ([all, start, all_steps]) => {
        let plan = start;
        for (const step of all_steps) {
          plan = take(plan, step, all);
          expect(checkContent(plan, { units: index(all), areaTolerance: TOLERANCE })).toEqual([]);
        }
      })
    );
  });

  it('balances: the parts and groups of a plan cover exactly the units that it speaks of', () => {
    fc.assert(
      fc.property(drawings, ([all, start, all_steps]) => {
        const plan = all_steps.reduce((before, step) => take(before, step, all), start);
        const areas = index(all);
        const spokenOf = plan.entries.reduce((sum, { unitId }) => sum + areas.get(unitId)!.areaSqm!, 0);
        expect(plannedSqm(plan, all)).toBeCloseTo(spokenOf, 1);
      })
    );
  });

  it('is taken back by the change turned round, step by step, and comes again', () => {
    fc.assert(
      fc.property(drawings, ([all, start, all_steps]) => {
        const states = [start];
        for (const step of all_steps) states.push(take(states.at(-1)!, step, all));
        for (let place = states.length - 1; place > 0; place -= 1) {
          const change = differContents(states[place - 1]!, states[place]!);
          const undone = applyChange(states[place]!, invertChange(change));
          expect(undone).toEqual({ content: states[place - 1]!, conflict: null });
          expect(applyChange(undone.content, change).content).toEqual(states[place]!);
        }
      })
    );
  });

  it('shares a whole without a rest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400_00 }), fc.integer({ min: 2, max: 12 }), (hundredths, count) => {
        const areaSqm = hundredths / 100;
        const shares = shareWhole({ areaSqm, frontageM: null }, count);
        expect(shares).toHaveLength(count);
        expect(shares.reduce((sum, share) => sum + share.areaSqm!, 0)).toBeCloseTo(areaSqm, 1);
      })
    );
  });
});
