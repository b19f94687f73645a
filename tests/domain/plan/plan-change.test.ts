import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyChange,
  differContents,
  invertChange,
  isEmptyChange,
  isSameData
} from '../../../src/lib/domain/plan/plan-change';
import { EMPTY_PLAN, groupOf, indexEntries, mainPart, partsOf } from '../../../src/lib/domain/plan/plan-content';
import { content, contents, entry, joined, part, units } from './plan-factory';

const twoContents = units.chain((on) => fc.tuple(contents(on), contents(on)));

describe('the difference of two contents', () => {
  it('applied to a copy of the first gives the second', () => {
    fc.assert(
      fc.property(twoContents, ([from, to]) => {
        expect(applyChange(structuredClone(from), differContents(from, to))).toEqual({ content: to, conflict: null });
      })
    );
  });

  it('inverted goes back, and twice is nothing', () => {
    fc.assert(
      fc.property(twoContents, ([from, to]) => {
        const change = differContents(from, to);
        expect(applyChange(to, invertChange(change)).content).toEqual(from);
        expect(applyChange(to, change)).toEqual({ content: to, conflict: null });
      })
    );
  });

  it('is empty between a content and its copy', () => {
    fc.assert(
      fc.property(twoContents, ([one]) => {
        expect(isEmptyChange(differContents(one, structuredClone(one)))).toBe(true);
      })
    );
  });

  it('of changes to different units loses neither', () => {
    const base = content([entry(1, part('retail')), entry(2, part('housing'))]);
    const mine = differContents(base, content([entry(1, part('health')), entry(2, part('housing'))]));
    const theirs = differContents(base, content([entry(1, part('retail'))]));
    const both = applyChange(applyChange(base, theirs).content, mine);
    expect(both).toEqual({ content: content([entry(1, part('health'))]), conflict: null });
  });

  it('leaves alone what somebody else has changed, and names it', () => {
    const base = content([entry(1, part('retail'))]);
    const mine = differContents(base, content([entry(1, part('health'))]));
    const present = entry(1, part('office'));
    const { content: after, conflict } = applyChange(content([present]), mine);
    expect(after.entries).toEqual([present]);
    expect(conflict?.entries).toEqual([{ change: mine.entries[0], present }]);
  });

  it('knows equal data whatever the order of its keys', () => {
    expect(isSameData({ a: 1, b: [null, { c: 'x' }] }, { b: [null, { c: 'x' }], a: 1 })).toBe(true);
    expect(isSameData({ a: undefined }, {})).toBe(false);
    expect(isSameData([1, 2], [2, 1])).toBe(false);
    expect(isSameData([], {})).toBe(false);
  });
});

describe('the parts of a unit', () => {
  const plan = content([
    entry(1, part('gastronomy')),
    joined(2, 1),
    entry(3, part('retail', { areaSqm: 20 }), part('office', { areaSqm: 40 }))
  ]);

  it('are those of the unit that it is joined to', () => {
    expect(partsOf(indexEntries(plan), 2)).toEqual([part('gastronomy')]);
    expect(partsOf(indexEntries(plan), 9)).toEqual([]);
    expect(groupOf(plan, 2)).toEqual([1, 2]);
    expect(groupOf(plan, 1)).toEqual([1, 2]);
    expect(groupOf(EMPTY_PLAN, 7)).toEqual([7]);
  });

  it('are told by the largest where there is room for one', () => {
    expect(mainPart(partsOf(indexEntries(plan), 3))?.use).toBe('office');
    expect(mainPart([])).toBeNull();
  });
});
