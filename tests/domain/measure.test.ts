import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUNDING_SOURCES, MILESTONE_KINDS, type FundingSource } from '../../src/lib/domain/codes';
import {
  classifyOwnerShare,
  deriveMeasureState,
  splitFunding,
  sumFunding,
  sumFundingYears,
  sumPublicCents,
  type FundingLine
} from '../../src/lib/domain/measure';

const milestones = MILESTONE_KINDS.map((kind, year) => ({ kind, plannedOn: null, actualOn: `201${year}-05-01` }));
const line = (source: FundingSource, plannedCents: number, rest: Partial<FundingLine> = {}): FundingLine => ({
  source,
  year: 2026,
  plannedCents,
  approvedCents: null,
  paidCents: null,
  ...rest
});

describe('deriveMeasureState', () => {
  it.each([
    ['2010-04-30', 'planned'],
    ['2010-05-01', 'applied'],
    ['2011-05-01', 'approved'],
    ['2012-05-01', 'running'],
    ['2013-05-01', 'completed'],
    ['2014-05-01', 'settled']
  ])('on %s it is %s', (date, expected) => {
    expect(deriveMeasureState({ milestones, cancelledOn: null }, date)).toBe(expected);
  });

  it('never takes a planned day for reached', () => {
    const planned = [{ kind: 'start' as const, plannedOn: '2010-01-01', actualOn: null }];
    expect(deriveMeasureState({ milestones: planned, cancelledOn: null }, '2026-01-01')).toBe('planned');
  });

  it('goes by the course, not by the order of the list or a missing step', () => {
    const some = [milestones[3]!, milestones[0]!];
    expect(deriveMeasureState({ milestones: some, cancelledOn: null }, '2026-01-01')).toBe('completed');
  });

  it('is cancelled from that day on, unless completed before', () => {
    expect(deriveMeasureState({ milestones, cancelledOn: '2012-07-01' }, '2012-06-30')).toBe('running');
    expect(deriveMeasureState({ milestones, cancelledOn: '2012-07-01' }, '2012-07-01')).toBe('cancelled');
    expect(deriveMeasureState({ milestones, cancelledOn: '2013-07-01' }, '2013-07-01')).toBe('completed');
  });
});

describe('sumFunding', () => {
  it('sums per source in their order, and leaves unknown money unknown', () => {
    expect(
      sumFunding([
        line('owner', 5),
        line('federal', 100, { approvedCents: 90 }),
        line('federal', 50, { year: 2027, paidCents: 0 })
      ])
    ).toEqual([
      { source: 'federal', plannedCents: 150, approvedCents: 90, paidCents: 0 },
      { source: 'owner', plannedCents: 5, approvedCents: null, paidCents: null }
    ]);
  });

  const lines = fc.array(
    fc.record({
      source: fc.constantFrom(...FUNDING_SOURCES),
      year: fc.integer({ min: 2000, max: 2030 }),
      plannedCents: fc.integer({ min: 0, max: 1e11 }),
      approvedCents: fc.option(fc.integer({ min: 0, max: 1e11 })),
      paidCents: fc.option(fc.integer({ min: 0, max: 1e11 }))
    })
  );

  it('loses no cent, and years hold public money alone', () => {
    fc.assert(
      fc.property(lines, (list) => {
        const total = list.reduce((sum, { plannedCents }) => sum + plannedCents, 0);
        const sums = sumFunding(list);
        expect(sums.reduce((sum, { plannedCents }) => sum + plannedCents, 0)).toBe(total);
        const owner = sums.find(({ source }) => source === 'owner')?.plannedCents ?? 0;
        expect(sumPublicCents(list)).toBe(total - owner);
        const years = sumFundingYears(list);
        expect(years.reduce((sum, { plannedCents }) => sum + plannedCents, 0)).toBe(total - owner);
        expect(years.map(({ year }) => year)).toEqual([...new Set(years.map(({ year }) => year))].sort());
      })
    );
  });
});

describe('classifyOwnerShare', () => {
  it.each([
    [0, 100, 'none'],
    [33, 67, 'minor'],
    [1, 2, 'half'],
    [2, 1, 'half'],
    [67, 33, 'major'],
    [100, 0, 'major'],
    [0, 0, 'none']
  ])('%d of the owner beside %d public cents is %s', (owner, others, expected) => {
    expect(classifyOwnerShare([line('owner', owner), line('state', others)])).toBe(expected);
  });
});

describe('splitFunding', () => {
  it('is thirds by default, the odd cents in the order of the sources', () => {
    expect(splitFunding(100)).toEqual({ federal: 34, state: 33, municipal: 33 });
    expect(splitFunding(101)).toEqual({ federal: 34, state: 34, municipal: 33 });
  });

  it('takes other shares as data', () => {
    expect(splitFunding(1000, { eu: 80, municipal: 20 })).toEqual({ municipal: 200, eu: 800 });
  });

  it('loses no cent and is at most one off the exact share', () => {
    const weights = fc.dictionary(fc.constantFrom(...FUNDING_SOURCES), fc.integer({ min: 1, max: 100 }), {
      minKeys: 1
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), weights, (total, parts) => {
        const shares = splitFunding(total, parts);
        const whole = Object.values(parts).reduce((sum, weight) => sum + weight, 0);
        expect(Object.values(shares).reduce((sum, cents) => sum + cents, 0)).toBe(total);
        for (const [source, weight] of Object.entries(parts)) {
          expect(Math.abs(shares[source as FundingSource]! - (total * weight) / whole)).toBeLessThanOrEqual(1.001);
        }
      })
    );
  });

  it.each([-1, 0.5, NaN])('refuses %d cents', (cents) => {
    expect(() => splitFunding(cents)).toThrow(RangeError);
  });

  it('refuses to split among nobody', () => {
    expect(() => splitFunding(100, {})).toThrow(RangeError);
  });
});
