import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  explainMatch,
  isWorthAlert,
  listAsked,
  matchIdea,
  rankIdea,
  type MatchingRules,
  type SpaceOption
} from '../../src/lib/domain/matching';
import type { Space } from '../../src/lib/domain/space';
import { listOptions } from '../../src/lib/domain/space-option';
import { MATCH_CRITERIA, SPACE_NEEDS, type MatchCriterion, type SpaceIdea } from '../../src/lib/domain/space-request';
import { makeIdea, makeSpace, someDay, someIdea, someSpace, someSpaces } from './space-factory';
import { SPACE_PARAMETERS } from './space-parameters';

const RULES: MatchingRules = { matching: SPACE_PARAMETERS.matching, countsRaisedGroundFloor: true };
/** Weights of a quarter are any; a criterion may be worth nothing. */
const someRules: fc.Arbitrary<MatchingRules> = fc
  .record({
    weights: fc.tuple(...MATCH_CRITERIA.map(() => fc.integer({ min: 0, max: 30 }))),
    areaTolerance: fc.constantFrom(0, 0.3, 0.5, 1),
    rentTolerance: fc.constantFrom(0, 0.3, 1),
    waitingDays: fc.constantFrom(0, 90, 365),
    countsRaisedGroundFloor: fc.boolean()
  })
  .map(({ weights, countsRaisedGroundFloor, ...tolerances }) => ({
    countsRaisedGroundFloor,
    matching: {
      ...SPACE_PARAMETERS.matching,
      ...tolerances,
      weights: Object.fromEntries(MATCH_CRITERIA.map((criterion, at) => [criterion, weights[at]!])) as Record<
        MatchCriterion,
        number
      >
    }
  }));

const wholeOf = (space: Space): SpaceOption =>
  listOptions({ spaces: [space], neighbours: [] }, makeIdea()).find(({ kind }) => kind === 'whole')!;
const optionOf = (fields: Partial<Space> = {}): SpaceOption => wholeOf(makeSpace(fields));
const scoreOf = (idea: SpaceIdea, option: SpaceOption, rules = RULES) => explainMatch(idea, option, rules).score;

function reasonOf(idea: SpaceIdea, option: SpaceOption, criterion: MatchCriterion) {
  const found = explainMatch(idea, option, RULES).reasons.find((reason) => reason.criterion === criterion);
  if (!found) throw new Error(`no reason for ${criterion}`);
  return found;
}

describe('explainMatch', () => {
  it('has exactly one reason for each criterion that is asked for, and its score is their sum', () => {
    fc.assert(
      fc.property(someIdea, someSpace, someRules, (idea, space, rules) => {
        const { score, reasons } = explainMatch(idea, wholeOf(space), rules);
        expect(reasons.map(({ criterion, origin }) => ({ criterion, origin }))).toEqual(listAsked(idea, rules));
        const outOf = reasons.reduce((sum, reason) => sum + reason.outOf, 0);
        const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
        expect(score).toBeCloseTo(outOf === 0 ? 1 : points / outOf, 12);
        for (const { criterion, verdict, points: own, outOf: most } of reasons) {
          expect(most).toBe(rules.matching.weights[criterion]);
          if (verdict === 'met') expect(own).toBe(most);
          if (verdict === 'missed') expect(own).toBe(0);
          if (verdict === 'unknown') expect(own).toBe(most / 2);
          expect(own).toBeGreaterThanOrEqual(0);
          expect(own).toBeLessThanOrEqual(most);
        }
      })
    );
  });

  it('asks for what the person says and for what the use needs anyway', () => {
    const wish = (criterion: MatchCriterion) => ({ criterion, origin: 'wish' });
    expect(listAsked(makeIdea(), RULES)).toEqual([wish('use'), { criterion: 'frontage', origin: 'use' }]);
    expect(listAsked(makeIdea({ needs: ['frontage', 'toilet'] }), RULES)).toEqual(
      (['use', 'frontage', 'toilet'] as const).map(wish)
    );
    const full = makeIdea({ maxSqm: 60, maxRentCents: 1, startsOn: '2027-01-01', needs: [...SPACE_NEEDS] });
    expect(listAsked(full, RULES)).toEqual(MATCH_CRITERIA.map(wish));
  });

  it.each<[string, Partial<SpaceIdea>, Partial<Space>, MatchCriterion, string, number]>([
    ['a use that it is offered for', {}, {}, 'use', 'met', 10],
    ['a use that its kind is built for', {}, { suitableUses: [] }, 'use', 'met', 10],
    ['a use that may move in', { use: 'office' }, { suitableUses: [] }, 'use', 'partly', 5],
    ['a use that the owner does not offer it for', { use: 'office' }, {}, 'use', 'missed', 0],
    ['an area within', { minSqm: 40, maxSqm: 60 }, { areaSqm: 45 }, 'area', 'met', 10],
    ['an area a quarter too small', { minSqm: 40 }, { areaSqm: 30 }, 'area', 'partly', 5],
    ['an area a quarter too large', { maxSqm: 60 }, { areaSqm: 75 }, 'area', 'partly', 5],
    ['an area half as large again', { maxSqm: 60 }, { areaSqm: 90 }, 'area', 'missed', 0],
    ['an area that is not recorded', { minSqm: 40 }, { areaSqm: null }, 'area', 'unknown', 5],
    ['a rent that can be paid', { maxRentCents: 50_000 }, {}, 'rent', 'met', 10],
    ['a rent 15 % too high', { maxRentCents: 50_000 }, { rentCentsPerSqm: 1150 }, 'rent', 'partly', 5],
    ['a rent 30 % too high', { maxRentCents: 50_000 }, { rentCentsPerSqm: 1300 }, 'rent', 'missed', 0],
    ['a rent on request', { maxRentCents: 50_000 }, { rentCentsPerSqm: null }, 'rent', 'unknown', 5],
    ['a start in time', { startsOn: '2026-12-01' }, {}, 'start', 'met', 10],
    ['a start 73 days late', { startsOn: '2026-12-01' }, { availableOn: '2027-02-12' }, 'start', 'partly', 8],
    ['a start a year late', { startsOn: '2026-12-01' }, { availableOn: '2027-12-01' }, 'start', 'missed', 0],
    ['the ground floor', { needs: ['ground_floor'] }, { storeyType: 'HP' }, 'ground_floor', 'met', 10],
    ['an upper floor', { needs: ['ground_floor'] }, { level: 1, storeyType: 'OG' }, 'ground_floor', 'missed', 0],
    ['weak power', { needs: ['power'] }, { powerKw: 19 }, 'power', 'missed', 0],
    ['strong power', { needs: ['power'] }, { powerKw: 20 }, 'power', 'met', 10],
    ['no extractor', { use: 'gastronomy' }, { hasExtractor: false }, 'extractor', 'missed', 0],
    ['an extractor that nobody recorded', { use: 'gastronomy' }, { hasExtractor: null }, 'extractor', 'unknown', 5]
  ])('judges %s', (...[, idea, space, criterion, verdict, points]) => {
    const reason = reasonOf(makeIdea(idea), optionOf(space), criterion);
    expect(reason.verdict).toBe(verdict);
    expect(reason.points).toBeCloseTo(points, 9);
  });

  it('judges two neighbours by what both must have and what one of them is enough for', () => {
    const left = makeSpace({ listingId: 1, isStepFree: true, hasToilet: false, availableOn: '2027-01-01' });
    const right = makeSpace({ listingId: 2, isStepFree: false, hasToilet: true, rentCentsPerSqm: null });
    const pair = listOptions({ spaces: [left, right], neighbours: [[0, 1]] }, makeIdea()).at(-1)!;
    expect(pair).toEqual({ kind: 'joined', spaces: [left, right], areaSqm: 100, rentCents: null });
    const idea = makeIdea({ minSqm: 90, maxRentCents: 1, startsOn: '2026-12-01', needs: ['step_free', 'toilet'] });
    const verdicts = explainMatch(idea, pair, RULES).reasons.map(({ criterion, verdict }) => `${criterion} ${verdict}`);
    expect(verdicts).toEqual([
      ...['use met', 'area met', 'rent unknown', 'start partly', 'frontage met', 'step_free missed', 'toilet met']
    ]);
  });
});

/** The recorded values of a space from the worst for a need to the best. */
const STATES: Readonly<Record<'frontage' | 'step_free' | 'power' | 'extractor' | 'toilet', readonly Partial<Space>[]>> =
  {
    frontage: [{ frontageM: null, level: 1, storeyType: 'OG' }, { frontageM: null }, { frontageM: 3 }],
    step_free: [{ isStepFree: false }, { isStepFree: null }, { isStepFree: true }],
    power: [{ powerKw: 5 }, { powerKw: null }, { powerKw: 20 }],
    extractor: [{ hasExtractor: false }, { hasExtractor: null }, { hasExtractor: true }],
    toilet: [{ hasToilet: false }, { hasToilet: null }, { hasToilet: true }]
  };

describe('a space that fits a wish better never scores lower', () => {
  const pair = <T>(values: fc.Arbitrary<T>) => fc.tuple(values, values);
  const notLower = (idea: SpaceIdea, worse: SpaceOption, better: SpaceOption, rules: MatchingRules) =>
    expect(scoreOf(idea, better, rules)).toBeGreaterThanOrEqual(scoreOf(idea, worse, rules));

  it('by an area nearer to what is wanted', () => {
    const excess = (areaSqm: number, { minSqm, maxSqm }: SpaceIdea) =>
      minSqm !== null && areaSqm < minSqm
        ? (minSqm - areaSqm) / minSqm
        : Math.max(0, (areaSqm - (maxSqm ?? Infinity)) / (maxSqm ?? 1));
    const area = fc.integer({ min: 10, max: 4000 }).map((number) => number / 10);
    fc.assert(
      fc.property(someIdea, someSpace, pair(area), someRules, (idea, space, areas, rules) => {
        const [near, far] = areas.toSorted((a, b) => excess(a, idea) - excess(b, idea)) as [number, number];
        const option = wholeOf(space);
        notLower(idea, { ...option, areaSqm: far }, { ...option, areaSqm: near }, rules);
      })
    );
  });

  it('by a lower rent', () => {
    fc.assert(
      fc.property(someIdea, someSpace, pair(fc.nat({ max: 3000 })), someRules, (idea, space, rents, rules) => {
        const [lower, higher] = rents.toSorted((a, b) => a - b) as [number, number];
        const at = (rentCentsPerSqm: number) => wholeOf({ ...space, rentCentsPerSqm });
        notLower(idea, at(higher), at(lower), rules);
      })
    );
  });

  it('by being free earlier', () => {
    fc.assert(
      fc.property(someIdea, someSpace, pair(someDay), someRules, (idea, space, days, rules) => {
        const [earlier, later] = days.toSorted() as [string, string];
        notLower(idea, wholeOf({ ...space, availableOn: later }), wholeOf({ ...space, availableOn: earlier }), rules);
      })
    );
  });

  it('by what it has, what is not recorded between what it has and what it lacks', () => {
    const states = fc.constantFrom(...Object.values(STATES));
    fc.assert(
      fc.property(someIdea, someSpace, states, someRules, (idea, space, [worst, unknown, best], rules) => {
        const base = { ...space, level: 0, storeyType: 'EG' as const, frontageM: null };
        // Off the street there is no shop window: then the storey is compared, too, and it is the worse one.
        const [low, middle, high] = [worst, unknown, best].map((state) => wholeOf({ ...base, ...state }));
        notLower(idea, low!, middle!, rules);
        notLower(idea, middle!, high!, rules);
      })
    );
  });

  it.each(Object.entries(STATES))('by %s, and strictly where it is needed', (need, [worst, unknown, best]) => {
    const idea = makeIdea({ use: 'storage', needs: [need as (typeof SPACE_NEEDS)[number]] });
    const [low, middle, high] = [worst, unknown, best].map((state) =>
      scoreOf(idea, optionOf({ suitableUses: ['storage'], ...state }))
    );
    expect(low).toBeLessThan(middle!);
    expect(middle).toBeLessThan(high!);
  });

  it('by being offered for the use rather than possibly suiting it, and that rather than not', () => {
    const idea = makeIdea({ use: 'culture', needs: [] });
    const scores = [
      { suitableUses: ['office'] as const },
      { suitableUses: [] },
      { suitableUses: ['culture'] as const }
    ].map((space) => scoreOf(idea, optionOf(space)));
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(new Set(scores).size).toBe(3);
  });
});

describe('listOptions', () => {
  const partOf = (space: Partial<Space>, idea: Partial<SpaceIdea>) =>
    listOptions({ spaces: [makeSpace(space)], neighbours: [] }, makeIdea(idea)).find(({ kind }) => kind === 'part');

  it.each<[string, Partial<Space>, Partial<SpaceIdea>, number | null]>([
    ['as large as wanted', { areaSqm: 200, divisibleFromSqm: 30 }, { minSqm: 40, maxSqm: 60 }, 60],
    [
      'as large as can be paid',
      { areaSqm: 200, divisibleFromSqm: 30 },
      { minSqm: 40, maxSqm: 60, maxRentCents: 45_500 },
      45
    ],
    [
      'not smaller than wanted, though too dear',
      { areaSqm: 200, divisibleFromSqm: 30 },
      { minSqm: 40, maxRentCents: 10_000 },
      40
    ],
    ['not smaller than it is let', { areaSqm: 200, divisibleFromSqm: 80 }, { maxSqm: 60 }, 80],
    ['half where nobody said from when on', { areaSqm: 200, isDivisible: true }, { maxSqm: 60 }, 100],
    ['no part where the whole is wanted', { areaSqm: 200, divisibleFromSqm: 30 }, { minSqm: 150 }, null],
    ['no part where more is wanted', { areaSqm: 200, divisibleFromSqm: 30 }, { minSqm: 250 }, null],
    ['no part of what is let as a whole', { areaSqm: 200, isDivisible: false }, { maxSqm: 60 }, null],
    ['no part where nobody knows', { areaSqm: 200, isDivisible: null }, { maxSqm: 60 }, null],
    ['no part without an area', { areaSqm: null, isDivisible: true, divisibleFromSqm: 20 }, { maxSqm: 60 }, null]
  ])('offers %s', (_, space, idea, areaSqm) => {
    expect(partOf(space, idea)?.areaSqm ?? null).toBe(areaSqm);
  });

  it('offers parts and pairs for what their square metres cost', () => {
    const spaces = [
      makeSpace({ listingId: 1, areaSqm: 200, divisibleFromSqm: 30 }),
      makeSpace({ listingId: 2, rentCentsPerSqm: 800 })
    ];
    const options = listOptions({ spaces, neighbours: [[0, 1]] }, makeIdea({ maxSqm: 60 }));
    expect(options.map(({ kind, areaSqm, rentCents }) => [kind, areaSqm, rentCents])).toEqual([
      ['whole', 200, 200_000],
      ['part', 60, 60_000],
      ['whole', 50, 40_000],
      ['joined', 250, 240_000]
    ]);
  });

  it('balances area and rent: a part lies within the space, never costs more, and both go together', () => {
    fc.assert(
      fc.property(someSpaces, someIdea, (spaces, idea) => {
        const neighbours = spaces.slice(1).map((_, row) => [row, row + 1] as const);
        for (const { kind, spaces: of, areaSqm, rentCents } of listOptions({ spaces, neighbours }, idea)) {
          const whole = of.reduce<number | null>(
            (sum, each) => (sum === null || each.areaSqm === null ? null : sum + each.areaSqm),
            0
          );
          if (kind !== 'part') expect(areaSqm).toBe(whole);
          else {
            expect(areaSqm).toBeLessThan(whole!);
            expect(areaSqm).toBeGreaterThanOrEqual(of[0].divisibleFromSqm ?? whole! / 2);
          }
          const isPriced = of.every(({ rentCentsPerSqm, areaSqm: area }) => rentCentsPerSqm !== null && area !== null);
          expect(rentCents !== null).toBe(isPriced);
          if (kind === 'part' && isPriced) expect(rentCents).toBe(Math.round(areaSqm! * of[0].rentCentsPerSqm!));
        }
      })
    );
  });

  it('never offers a part that fits worse than another part of the same space', () => {
    const divisible = someSpace.map((space) => ({ ...space, areaSqm: 150, divisibleFromSqm: 30 }));
    fc.assert(
      fc.property(divisible, someIdea, fc.integer({ min: 30, max: 149 }), (space, idea, areaSqm) => {
        const part = listOptions({ spaces: [space], neighbours: [] }, idea).find(({ kind }) => kind === 'part');
        fc.pre(part !== undefined);
        const rentCents = space.rentCentsPerSqm === null ? null : Math.round(space.rentCentsPerSqm * areaSqm);
        const isWanted = areaSqm >= (idea.minSqm ?? 0) && areaSqm <= (idea.maxSqm ?? Infinity);
        fc.pre(isWanted);
        expect(scoreOf(idea, part!)).toBeGreaterThanOrEqual(scoreOf(idea, { ...part!, areaSqm, rentCents }));
      })
    );
  });
});

describe('matchIdea', () => {
  const someStock = fc.tuple(someSpaces, fc.nat()).map(([spaces]) => ({
    spaces,
    neighbours: spaces.slice(1).flatMap((_, row) => (row % 2 === 0 ? [[row, row + 1] as const] : []))
  }));

  it('gives the same whatever the order of the options, the best first', () => {
    const shuffled = fc.tuple(someStock, someIdea).chain(([stock, idea]) => {
      const options = listOptions(stock, idea);
      const orders = fc.shuffledSubarray(options, { minLength: options.length, maxLength: options.length });
      return fc.record({ idea: fc.constant(idea), options: fc.constant(options), shuffled: orders });
    });
    fc.assert(
      fc.property(shuffled, someRules, (given, rules) => {
        const matches = matchIdea(given.idea, given.options, rules);
        expect(matchIdea(given.idea, given.shuffled, rules)).toEqual(matches);
        const scores = matches.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      })
    );
  });

  it('has the same first ones and the same number where not all are wanted', () => {
    fc.assert(
      fc.property(someStock, someIdea, fc.nat({ max: 12 }), (stock, idea, limit) => {
        const options = listOptions(stock, idea);
        const all = matchIdea(idea, options, RULES);
        expect(rankIdea(idea, options, { rules: RULES, limit })).toEqual({
          best: all.slice(0, limit),
          total: all.length
        });
      })
    );
  });

  it('keeps each space at its best, and nothing that is no gain', () => {
    fc.assert(
      fc.property(someStock, someIdea, (stock, idea) => {
        const options = listOptions(stock, idea);
        const kept = new Set(matchIdea(idea, options, RULES).map(({ option }) => option));
        const bestAlone = new Map<number, number>();
        for (const option of options) {
          if (option.kind === 'joined') continue;
          const { listingId } = option.spaces[0];
          bestAlone.set(listingId, Math.max(bestAlone.get(listingId) ?? 0, scoreOf(idea, option)));
        }
        for (const option of options) {
          const best = Math.max(...option.spaces.map(({ listingId }) => bestAlone.get(listingId)!));
          const score = scoreOf(idea, option);
          if (option.kind === 'joined') expect(kept.has(option)).toBe(score > best);
          else if (kept.has(option)) expect(score).toBe(best);
        }
        const alone = [...kept].filter(({ kind }) => kind !== 'joined').map(({ spaces: [space] }) => space.listingId);
        expect(alone.toSorted((a, b) => a - b)).toEqual(stock.spaces.map(({ listingId }) => listingId));
      })
    );
  });

  it('puts a whole space before a part and a part before a pair of equal score, then the later offer first', () => {
    const idea = makeIdea({ minSqm: 50, maxSqm: 60 });
    const small = { areaSqm: 28 };
    const spaces = [
      makeSpace({ listingId: 1, ...small }),
      makeSpace({ listingId: 2, ...small }),
      makeSpace({ listingId: 3, areaSqm: 55 }),
      makeSpace({ listingId: 4, areaSqm: 55 }),
      makeSpace({ listingId: 5, areaSqm: 120, divisibleFromSqm: 50 })
    ];
    const matches = matchIdea(idea, listOptions({ spaces, neighbours: [[0, 1]] }, idea), RULES);
    const named = matches.map(({ option, score }) => [
      option.kind,
      option.spaces.map(({ listingId }) => listingId),
      score
    ]);
    expect(named.slice(0, 4)).toEqual([
      ['whole', [4], 1],
      ['whole', [3], 1],
      ['part', [5], 1],
      ['joined', [1, 2], 1]
    ]);
  });

  it('gives every option its full score where the idea asks for nothing that counts', () => {
    const weights = Object.fromEntries(MATCH_CRITERIA.map((criterion) => [criterion, 0])) as Record<
      MatchCriterion,
      number
    >;
    const rules = { ...RULES, matching: { ...RULES.matching, weights } };
    expect(matchIdea(makeIdea({ use: 'housing' }), [optionOf()], rules)[0]!.score).toBe(1);
  });

  it('ranks a space by the points of its own alone: others do not change its score', () => {
    fc.assert(
      fc.property(someStock, someIdea, (stock, idea) => {
        const options = listOptions(stock, idea);
        for (const match of matchIdea(idea, options, RULES)) {
          expect(match).toEqual(explainMatch(idea, match.option, RULES));
        }
      })
    );
  });
});

describe('isWorthAlert', () => {
  const worth = (idea: Partial<SpaceIdea>, space: Partial<Space>) =>
    isWorthAlert(explainMatch(makeIdea(idea), optionOf(space), RULES), RULES);

  it('is true from the quarter’s score on', () => {
    expect(worth({ needs: ['step_free', 'power', 'toilet'] }, { isStepFree: false })).toBe(true);
    expect(worth({ needs: ['step_free', 'power', 'toilet'] }, { isStepFree: false, hasToilet: false })).toBe(false);
  });

  it('is false where the use is missed or what the use needs, whatever the score', () => {
    const needs = ['step_free', 'power', 'toilet', 'extractor', 'ground_floor'] as const;
    expect(worth({ needs }, { frontageM: 1 })).toBe(true);
    expect(worth({ use: 'office', needs }, {})).toBe(false);
    expect(
      worth(
        { use: 'gastronomy', needs: needs.filter((need) => need !== 'extractor') },
        { suitableUses: ['gastronomy'], hasExtractor: false }
      )
    ).toBe(false);
    expect(
      worth(
        { use: 'gastronomy', needs: needs.filter((need) => need !== 'extractor') },
        { suitableUses: ['gastronomy'], hasExtractor: null }
      )
    ).toBe(true);
  });
});
