import { describe, expect, it } from 'vitest';
import { buildFromFiles } from '../../geodata/build';
import { GeodataError } from '../../geodata/steps/problems';
import { readQuarter } from '../../geodata/steps/read';

const authored = readQuarter('iq-ost');
const FOLDER = 'quarters/iq-ost';
const HOUSE = `${FOLDER}/buildings/11-eisenbahnstrasse-83.json`;
const RATIOS = `${FOLDER}/plan-ratios.json`;
const GARDEN = `${FOLDER}/plans/hofgarten.json`;
const MARKET = `${FOLDER}/plans/markthof.json`;
const RULES = `${FOLDER}/plan-rules.json`;
const BLOCKS = `${FOLDER}/blocks.json`;
const MERGED = `${FOLDER}/buildings/02-hermann-liebmann-strasse-88.json`;

/** Sets (or, with undefined, removes) one value of one file and answers what the build says. */
function breakAt(file: string, pointer: string, value: unknown): string {
  const files = new Map(structuredClone([...authored.files]));
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/'));
  let target = files.get(file) as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) target = target[key] as Record<string, unknown>;
  const last = keys.at(-1)!;
  if (value === undefined) delete target[last];
  else target[last] = value;
  try {
    buildFromFiles({ ...authored, files });
  } catch (error) {
    if (error instanceof GeodataError) return error.message;
    throw error;
  }
  return 'nothing wrong';
}

describe('the check of an authored folder', () => {
  it('finds nothing wrong with the quarter as it is', () => {
    expect(breakAt(HOUSE, '/postcode', '04315')).toBe('nothing wrong');
  });

  it.each([
    [
      HOUSE,
      '/parts/0/storeys/1/units/1/kind',
      'shopp',
      `${HOUSE}: /parts/0/storeys/1/units/1/kind: "shopp" is none of`
    ],
    [HOUSE, '/parts/0/storeys/1/units/1/areaSqm', -3, `${HOUSE}: /parts/0/storeys/1/units/1/areaSqm: more than 0`],
    [HOUSE, '/storeys', 5, `${HOUSE}: /storeys: this key is not known`],
    [HOUSE, '/footprint', undefined, `${HOUSE}: /footprint: is missing`],
    [HOUSE, '/footprint', '12.4 51.3; 12.5', `${HOUSE}: /footprint: pairs "lon lat" separated by "; "`],
    [
      HOUSE,
      '/footprint',
      '12.40658 51.34558; 12.40688 51.34567; 12.40688 51.34558; 12.40658 51.34567',
      `${HOUSE}: /footprint: crosses itself`
    ],
    [HOUSE, '/storeysAbove', 4, `${HOUSE}: /parts/0/storeys: 5 full storeys, but storeysAbove is 4`],
    [RATIOS, '/0/key', 'jobs', `${RATIOS}: /0/key: "jobs" is none of`],
    [RATIOS, '/0/value', -1, `${RATIOS}: /0/value: not below 0`],
    [RATIOS, '/1/use', 'retail', `${RATIOS}: /1/key: "jobs_per_100_sqm retail" is also at ${RATIOS}: /0/key`],
    [RATIOS, '/0/source', 'nobody', `${RATIOS}: /0/source: there is no "nobody"`],
    [RULES, '/0/condition/all/0/fact', 'owner', `${RULES}: /0/condition/all/0/fact: unknown fact`],
    [RULES, '/0/condition/all/0/value', 'XX', `${RULES}: /0/condition/all/0/value: wrong value`],
    [
      RULES,
      '/0/examples/0/expected',
      'not_given',
      `${RULES}: /0/examples/0: the rule says "given" here, not "not_given"`
    ],
    [RULES, '/0/examples/0/facts/zone_type', 'XX', `${RULES}: /0/examples/0/facts/zone_type: no fact of this name`],
    [RULES, '/0/hint/de', undefined, `${RULES}: /0/hint: has no text in "de"`],
    [RULES, '/1/ref', 'wr-other-uses', `${RULES}: /1/ref: "wr-other-uses" is also at`],
    [BLOCKS, '/0/zone/type', 'XX', `${BLOCKS}: /0/zone/type: "XX" is none of`],
    [BLOCKS, '/0/zone/source', 'nobody', `${BLOCKS}: /0/zone/source: there is no "nobody"`],
    [HOUSE, '/block', 'block-98', `${HOUSE}: /block: there is no "block-98"`],
    [HOUSE, '/unitSource', 'nobody', `${HOUSE}: /unitSource: there is no "nobody"`],
    [HOUSE, '/renewals/1/from', '2003-05-05', `${HOUSE}: /renewals/1/from: 2003-05-05 is not after 2004-01-01`],
    [
      HOUSE,
      '/parts/0/storeys/1/units/1/history/2/from',
      '2010-01-01',
      `${HOUSE}: /parts/0/storeys/1/units/1/history/2/from: 2010-01-01 is not after 2011-04-01`
    ],
    [
      HOUSE,
      '/parts/0/storeys/1/units/1/history/2/from',
      '2012-02-30',
      `${HOUSE}: /parts/0/storeys/1/units/1/history/2/from: a calendar day`
    ],
    [
      HOUSE,
      '/parts/0/storeys/1/units/1/history/6/use',
      'retail',
      `${HOUSE}: /parts/0/storeys/1/units/1/history/6/use: does not go with "vacant"`
    ],
    [
      HOUSE,
      '/parts/0/storeys/1/units/1/history/6/checkedOn',
      '2026-01-01',
      `${HOUSE}: /parts/0/storeys/1/units/1/history/6/checkedOn: 2026-01-01 is outside of the entry`
    ],
    [
      HOUSE,
      '/parts/0/storeys/1/units/1/history/0/business',
      'nobody',
      `${HOUSE}: /parts/0/storeys/1/units/1/history/0/business: there is no "nobody"`
    ],
    [
      HOUSE,
      '/parts/0/storeys/1/units/1/history/0/business',
      'kornkammer',
      '"kornkammer" was founded on 2021-04-01, after 2004-01-01'
    ],
    [
      HOUSE,
      '/parts/0/storeys/1/units/1/code',
      'EG-L',
      `${HOUSE}: /parts/0/storeys/1/units/0/code: "EG-L" begins twice on 2004-01-01`
    ],
    [
      MERGED,
      '/parts/0/storeys/0/units/2/areaSqm',
      160,
      `${MERGED}: /parts/0/storeys/0/units/2/areaSqm: areas do not balance: 130 m² before, 160 m² after`
    ],
    [
      MERGED,
      '/parts/0/storeys/0/units/2/predecessors/0',
      'EG-X',
      `${MERGED}: /parts/0/storeys/0/units/2/predecessors/0: no unit "EG-X" of this storey ends on 2017-09-01`
    ],
    [MERGED, '/parts/0/storeys/0/units/2/predecessors', undefined, 'names no predecessors'],
    [
      `${FOLDER}/plans/iq-ost.json`,
      '/targets/block-99~111/0/unit',
      'EG-Z',
      'block-99/11 has no unit "EG-Z" on 2025-12-31'
    ],
    [
      `${FOLDER}/plans/iq-ost.json`,
      '/targets/block-99~102/0/unit',
      'EG-L',
      'block-99/02 has no unit "EG-L" on 2028-03-31'
    ],
    [GARDEN, '/targets/block-99~102/0/use', 'retail', 'needs use and targetOn, or joinedTo, or parts'],
    [GARDEN, '/targets/block-99~102/0/parts/0/areaSqm', 20, 'areas_do_not_balance'],
    [
      GARDEN,
      '/targets/block-99~102/0/parts/0/targetOn',
      '2031-01-01',
      "/targets/block-99~102/0/parts/0/targetOn: 2031-01-01 is after the plan's horizon, 2029-12-31"
    ],
    [GARDEN, '/targets/block-99~110/2/joinedTo', '2OG-L', `${GARDEN}: /targets/block-99~110/2: join_without_lead`],
    [GARDEN, '/areas/0/use', 'garden', `${GARDEN}: /areas/0/use: "garden" is none of`],
    [
      GARDEN,
      '/areas/0/outline',
      '12.40658 51.34558; 12.40688 51.34567; 12.40688 51.34558; 12.40658 51.34567',
      `${GARDEN}: /areas/0/outline: crosses itself`
    ],
    [MARKET, '/consultation', undefined, `${MARKET}: /: "consultation" needs consultation`],
    [MARKET, '/consultation/to', '2026-01-01', `${MARKET}: /consultation: 2026-01-01 is before 2026-11-02`],
    [`${FOLDER}/listings.json`, '/0/publishedOn', undefined, `${FOLDER}/listings.json: /0: "public" needs publishedOn`],
    [
      `${FOLDER}/measures.json`,
      '/measures/0/buildings/0',
      'block-99/77',
      `${FOLDER}/measures.json: /measures/0/buildings/0: there is no "block-99/77"`
    ],
    [
      `${FOLDER}/measures.json`,
      '/measures/0/milestones/1/actualOn',
      '2004-01-01',
      `${FOLDER}/measures.json: /measures/0/milestones/1: 2004-01-01 is before the milestone before`
    ],
    [
      `${FOLDER}/indicators.json`,
      '/0/values/99',
      { 2020: 1 },
      `${FOLDER}/indicators.json: /0/values/99: there is no "99"`
    ],
    [`${FOLDER}/businesses.json`, '/1/ref', 'zimtgarten', `"zimtgarten" is also at ${FOLDER}/businesses.json: /0/ref`],
    [
      `${FOLDER}/businesses.json`,
      '/1/description',
      { en: 'x' },
      `${FOLDER}/businesses.json: /1/description: has no text in "de"`
    ],
    [
      `${FOLDER}/businesses.json`,
      '/1/description/fr',
      'x',
      `${FOLDER}/businesses.json: /1/description/fr: the quarter has no such language`
    ],
    [`${FOLDER}/guide.json`, '/0/office', 'nobody', `${FOLDER}/guide.json: /0/office: there is no "nobody"`],
    [`${FOLDER}/guide.json`, '/0/kind', 'party', `${FOLDER}/guide.json: /0/kind: "party" is none of`],
    [`${FOLDER}/guide.json`, '/0/uses', ['living'], `${FOLDER}/guide.json: /0/uses/0: "living" is none of`],
    [`${FOLDER}/guide.json`, '/1/ref', 'idea', `"idea" is also at ${FOLDER}/guide.json: /0/ref`],
    [`${FOLDER}/guide.json`, '/0/body', { en: 'x' }, `${FOLDER}/guide.json: /0/body: has no text in "de"`],
    [
      `${FOLDER}/offices.json`,
      '/0/openingHours',
      'Mo-Th 10:00-16:00; Xy off',
      `${FOLDER}/offices.json: /0/openingHours: cannot be read from "`
    ],
    [`${FOLDER}/offices.json`, '/0/languages', ['Deutsch'], `${FOLDER}/offices.json: /0/languages/0: `],
    [`${FOLDER}/offices.json`, '/0/source', 'nobody', `${FOLDER}/offices.json: /0/source: there is no "nobody"`],
    [
      `${FOLDER}/businesses.json`,
      '/0/openingHours',
      'Mo-Su 11:00-',
      `${FOLDER}/businesses.json: /0/openingHours: cannot be read from "`
    ],
    [
      `${FOLDER}/quarter.json`,
      '/settings/leadPlan',
      'none',
      `${FOLDER}/quarter.json: /settings/leadPlan: there is no "none"`
    ],
    [
      `${FOLDER}/quarter.json`,
      '/settings/timeZone',
      'Mars/Olympus',
      `${FOLDER}/quarter.json: /settings/timeZone: an IANA time zone`
    ]
  ])('names %s %s', (file, pointer, value, message) => {
    expect(breakAt(file, pointer, value)).toContain(message);
  });

  it('names every problem at once', () => {
    const files = new Map(authored.files);
    files.set(`${FOLDER}/parties.json`, [{ ref: 'a', kind: 'robot', name: '', source: 'illustrative' }]);
    files.set(`${FOLDER}/notes.json`, {});
    expect(() => buildFromFiles({ ...authored, files })).toThrow(
      expect.objectContaining({ problems: expect.objectContaining({ length: 3 }) })
    );
  });

  it('names the line of broken JSON and a quarter that is not there', () => {
    expect(() => readQuarter('nowhere')).toThrow('quarters/nowhere/quarter.json: /: there is no such quarter');
  });
});

describe('another quarter', () => {
  it('works from a folder with a block and nothing else around it', () => {
    const folder = 'quarters/small';
    const { settings, ...texts } = authored.files.get(`${FOLDER}/quarter.json`) as { settings: object };
    const files = new Map<string, unknown>([
      ['sources.json', authored.files.get('sources.json')],
      [`${folder}/quarter.json`, { ...texts, settings: { ...settings, leadPlan: null, focusBlock: 'yard' } }],
      [
        `${folder}/districts.json`,
        [
          {
            code: '1',
            name: { de: 'Mitte' },
            source: 'surroundings',
            outline: '12.40 51.34; 12.41 51.34; 12.41 51.35; 12.40 51.35'
          }
        ]
      ],
      [
        `${folder}/blocks.json`,
        [{ slug: 'yard', name: { de: 'Hof' }, district: '1', isAssumption: false, source: 'surroundings' }]
      ],
      [
        `${folder}/buildings/1.json`,
        {
          ref: 'yard/1',
          block: 'yard',
          source: 'surroundings',
          unitSource: 'illustrative',
          footprint: '12.4050 51.3450; 12.4052 51.3450; 12.4052 51.3451; 12.4050 51.3451'
        }
      ]
    ]);
    const data = buildFromFiles({ slug: 'small', contentHash: 'x', files });
    expect(data.buildings).toMatchObject([{ ref: 'yard/1', district: '1', storeys: [] }]);
    expect(data.blocks).toMatchObject([{ slug: 'yard' }]);
  });
});
