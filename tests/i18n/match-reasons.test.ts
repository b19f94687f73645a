import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { baseLocale, locales, overwriteGetLocale, type Locale } from '../../src/i18n/paraglide/runtime';
import { explainMatch, type SpaceOption, type Verdict } from '../../src/lib/domain/matching';
import { EMPTY_SPACE_FILTER, SPACE_WISHES, type Space, type SpaceCard } from '../../src/lib/domain/space';
import { monthlyRentCents } from '../../src/lib/domain/space-facts';
import { MATCH_CRITERIA, SPACE_NEEDS, type SpaceIdea } from '../../src/lib/domain/space-request';
import { labelCriterion, labelReason } from '../../src/lib/ui/space/match-reason';
import { dropWish, labelMiss, labelWish } from '../../src/lib/ui/space/wish-text';
import { makeIdea, makeSpace, someSpace } from '../domain/space-factory';
import { SPACE_PARAMETERS } from '../domain/space-parameters';

afterEach(() => overwriteGetLocale(() => baseLocale));

const TODAY = '2026-11-22';
const rules = { matching: SPACE_PARAMETERS.matching, countsRaisedGroundFloor: true };
/** The reasons as the quarter has them, in all languages. */
const authored = JSON.parse(readFileSync('geodata/quarters/iq-ost/quarter.json', 'utf8')) as {
  settings: { parameters: { matching: (typeof SPACE_PARAMETERS)['matching'] } };
};

const whole = (space: Space): SpaceOption => ({
  kind: 'whole',
  spaces: [space],
  areaSqm: space.areaSqm,
  rentCents: monthlyRentCents(space)
});

function sentences(idea: SpaceIdea, option: SpaceOption, from = rules): Readonly<Record<string, string>> {
  const { reasons } = explainMatch(idea, option, from);
  const context = { option, idea, rules: from, today: TODAY };
  return Object.fromEntries(reasons.map((reason) => [reason.criterion, labelReason(reason, context)]));
}

const ASKING = makeIdea({
  minSqm: 40,
  maxSqm: 60,
  maxRentCents: 60_000,
  startsOn: '2027-01-01',
  needs: [...SPACE_NEEDS]
});

describe('reasons of a match', () => {
  it('name what is met with its numbers', () => {
    const space = makeSpace({ areaSqm: 45, availableOn: '2026-12-01', rentCentsPerSqm: 1000 });
    expect(sentences(ASKING, whole(space))).toEqual({
      use: 'angeboten für Handel',
      area: '45\u00a0m² von 40–60 m² gewünscht',
      rent: '450\u00a0€ kalt im Monat, innerhalb Ihrer 600\u00a0€',
      start: 'frei ab 01.12.2026, rechtzeitig für 01.01.2027',
      ground_floor: 'Erdgeschoss',
      frontage: 'Schaufenster 6 m',
      step_free: 'stufenfrei erreichbar',
      power: '30 kW Strom',
      extractor: 'Abluft vorhanden',
      toilet: 'Toilette vorhanden'
    });
  });

  it('say how far off a space is, and why its use needs what is missing', () => {
    const space = makeSpace({
      suitableUses: ['office'],
      areaSqm: 75,
      rentCentsPerSqm: 1000,
      availableOn: '2027-03-02',
      level: 2,
      storeyType: 'OG',
      frontageM: 0,
      isStepFree: false,
      powerKw: 11,
      hasExtractor: false,
      hasToilet: false
    });
    expect(sentences(ASKING, whole(space))).toEqual({
      use: 'nicht für Handel vorgesehen',
      area: '75\u00a0m²: 15\u00a0m² größer als gewünscht (40–60 m²)',
      rent: '750\u00a0€ kalt im Monat: 150\u00a0€ über Ihren 600\u00a0€',
      start: expect.stringMatching(/^erst ab 02.03.2027 frei, 2 Monate nach/) as string,
      ground_floor: '2. OG, nicht im Erdgeschoss',
      frontage: 'kein Schaufenster. Ein Laden lebt vom Schaufenster.',
      step_free: 'Stufen am Zugang',
      power: '11 kW Strom statt 20 kW',
      extractor: 'kein Abzug',
      toilet: 'keine Toilette'
    });
  });

  it('tell what is not recorded from what is missing', () => {
    const nothing = { isStepFree: null, powerKw: null, hasExtractor: null, hasToilet: null, frontageM: null } as const;
    const space = makeSpace({ areaSqm: null, rentCentsPerSqm: null, ...nothing });
    const said = sentences({ ...ASKING, use: 'gastronomy' }, whole(space));
    expect(said).toMatchObject({
      area: 'Fläche nicht erfasst (40–60 m² gewünscht)',
      rent: 'Miete auf Anfrage (bis 600\u00a0€ gewünscht)',
      extractor: 'Abluft nicht erfasst. Wer kocht, braucht Abluft.',
      toilet: 'Toilette nicht erfasst'
    });
  });

  it('say of a kind that it is a rule of thumb', () => {
    const shop = whole(makeSpace({ suitableUses: [] }));
    expect(sentences(makeIdea(), shop)['use']).toBe('als Laden gebaut, passt zu Handel');
    expect(sentences(makeIdea({ use: 'office' }), shop)['use']).toContain('Nutzungsänderung');
  });

  it('name of two neighbours what decides: the worse use and storey, both windows, the stronger supply', () => {
    const [first, second] = [
      makeSpace({ listingId: 1, frontageM: 6, powerKw: 11, hasExtractor: false }),
      makeSpace({ listingId: 2, frontageM: 4, powerKw: 40, storeyType: 'OG', level: 1, hasExtractor: true })
    ];
    const option: SpaceOption = { kind: 'joined', spaces: [first, second], areaSqm: 100, rentCents: 100_000 };
    expect(sentences(ASKING, option)).toMatchObject({
      frontage: 'Schaufenster 10 m',
      power: '40 kW Strom',
      ground_floor: '1. OG, nicht im Erdgeschoss',
      extractor: 'Abluft vorhanden'
    });
  });

  it.each(locales)('are whole sentences for every verdict in %s, with the reason of the quarter', (locale) => {
    overwriteGetLocale(() => locale);
    const quarter = { ...rules, matching: authored.settings.parameters.matching };
    const seen = new Set<string>();
    fc.assert(
      fc.property(someSpace, fc.constantFrom('retail', 'gastronomy', 'health', 'workshop'), (space, use) => {
        const idea = { ...ASKING, use };
        const option = whole(space);
        for (const reason of explainMatch(idea, option, quarter).reasons) {
          const text = labelReason(reason, { option, idea, rules: quarter, today: TODAY });
          seen.add(`${reason.criterion} ${reason.verdict}`);
          expect(text).not.toMatch(/undefined|null|NaN|Infinity|\{|\}|_/);
          expect(text.trim().length).toBeGreaterThan(2);
          const need = quarter.matching.useNeeds.find((one) => one.use === use && one.need === reason.criterion);
          if (need) expect(text.includes(need.reason[locale]!)).toBe(reason.verdict !== 'met');
        }
      }),
      { numRuns: 400 }
    );
    const verdicts: readonly Verdict[] = ['met', 'missed'];
    const expected = MATCH_CRITERIA.flatMap((criterion) => verdicts.map((verdict) => `${criterion} ${verdict}`));
    expect(expected.filter((one) => !seen.has(one))).toEqual([]);
  });

  it('differ between the languages', () => {
    const texts = locales.map((locale: Locale) => {
      overwriteGetLocale(() => locale);
      return [...Object.values(sentences(ASKING, whole(makeSpace()))), ...MATCH_CRITERIA.map(labelCriterion)];
    });
    const [german = [], ...others] = texts;
    for (const other of others) {
      expect(other.filter((text, at) => text === german[at])).toEqual([]);
    }
  });
});

describe('wishes of a search', () => {
  const filter = {
    ...EMPTY_SPACE_FILTER,
    uses: ['retail', 'office'],
    minSqm: 40,
    maxSqm: 80,
    maxRentCents: 60_000,
    withOnRequest: false,
    storeys: ['ground'],
    hasFrontage: true,
    isStepFree: true,
    minPowerKw: 22,
    hasExtractor: true,
    hasToilet: true,
    isDivisible: true,
    availableBy: '2027-01-01'
  } as const;
  const card: SpaceCard = {
    ...makeSpace({ areaSqm: 96, rentCentsPerSqm: 820, powerKw: 11 }),
    title: 'Laden',
    isReserved: false,
    unit: null,
    block: null,
    position: null,
    nature: 'illustrative',
    confirmedOn: null,
    photo: null
  };

  it.each(locales)('have a name each, and a reason each why a space misses it, in %s', (locale) => {
    overwriteGetLocale(() => locale);
    for (const wish of SPACE_WISHES) {
      expect(labelWish(wish, filter), wish).not.toBe('');
      for (const isUnknown of [false, true]) {
        expect(labelMiss({ wish, isUnknown }, card, filter), wish).not.toMatch(/^$|undefined|NaN|\{/);
      }
    }
  });

  it('are gone once dropped, and no other with them', () => {
    for (const wish of SPACE_WISHES) {
      const left = { ...filter, ...dropWish(wish) };
      const changed = Object.keys(filter).filter(
        (key) => left[key as keyof typeof left] !== filter[key as keyof typeof filter]
      );
      expect(changed, wish).toEqual(Object.keys(dropWish(wish)));
    }
  });

  it('say the numbers of a miss', () => {
    expect(labelMiss({ wish: 'area', isUnknown: false }, card, filter)).toBe(
      '96\u00a0m²: 16\u00a0m² größer als gewünscht (40–80 m²)'
    );
    expect(labelMiss({ wish: 'rent', isUnknown: false }, card, filter)).toBe(
      '787\u00a0€ kalt im Monat: 187\u00a0€ über Ihren 600\u00a0€'
    );
  });
});
