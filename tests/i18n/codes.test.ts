import { SPACE_PARAMETERS } from '../domain/space-parameters';
import { afterEach, describe, expect, it } from 'vitest';
import { storeyLabel, storeyShortLabel, type Labels } from '../../src/i18n/codes';
import * as publicLabels from '../../src/i18n/codes';
import * as deskLabels from '../../src/i18n/desk-codes';
import * as offerLabels from '../../src/i18n/offer-codes';
import * as planLabels from '../../src/i18n/plan-codes';
import * as recordLabels from '../../src/i18n/record-codes';
import { FIGURE_EXPLANATIONS, FIGURE_LABELS } from '../../src/i18n/figures';
import { RATIO_LABELS } from '../../src/i18n/plan-ratios';
import { baseLocale, locales, overwriteGetLocale, type Locale } from '../../src/i18n/paraglide/runtime';
import { describeClassBounds, labelThemeClass } from '../../src/i18n/theme-classes';
import * as codes from '../../src/lib/domain/codes';
import * as planCodes from '../../src/lib/domain/plan-codes';
import { FIGURE_CODES } from '../../src/lib/domain/figure';
import { SPACE_WISHES, STOREY_PLACES } from '../../src/lib/domain/space';
import { SPACE_NEEDS } from '../../src/lib/domain/space-request';
import { THEME_CLASSES } from '../../src/lib/domain/theme';
import { MAP_FORMS, STAGES, TABLE_SORTS, THEMES } from '../../src/lib/domain/view-state';
import { ACTION_GROUPS } from '../../src/lib/ui/change/action-groups';
import type { QuarterParameters } from '../../src/lib/domain/quarter';

const codeLabels = { ...publicLabels, ...recordLabels, ...offerLabels, ...deskLabels };

const PARAMETERS: QuarterParameters = {
  marketActiveMonths: 6,
  availabilityMonths: 12,
  countsRaisedGroundFloor: false,
  reserve: { dwelling: 0.03, commercial: 0.05 },
  minimumCoverage: 0.8,
  durationDays: [365, 1095],
  freshnessDays: [90, 183, 365],
  disclosureK: 3,
  areaTolerance: 0.02,
  ...SPACE_PARAMETERS
};

/** Every closed list of codes, with the labels that readers see. */
const LISTS: Readonly<Record<string, readonly [codes: readonly string[], labels: Labels<string>]>> = {
  occupancy: [codes.OCCUPANCY_STATUSES, codeLabels.STATUS_LABELS],
  status: [codes.SHOWN_STATUSES, codeLabels.STATUS_LABELS],
  statusExplanation: [codes.SHOWN_STATUSES, codeLabels.STATUS_EXPLANATIONS],
  kind: [codes.UNIT_KINDS, codeLabels.UNIT_KIND_LABELS],
  use: [codes.USE_CLASSES, codeLabels.USE_LABELS],
  areaType: [codes.AREA_TYPES, codeLabels.AREA_TYPE_LABELS],
  areaTypeExplanation: [codes.AREA_TYPES, codeLabels.AREA_TYPE_EXPLANATIONS],
  storeyType: [codes.STOREY_TYPES, codeLabels.STOREY_TYPE_LABELS],
  part: [codes.BUILDING_PARTS, codeLabels.BUILDING_PART_LABELS],
  reason: [codes.VACANCY_REASONS, codeLabels.VACANCY_REASON_LABELS],
  duration: [codes.DURATION_CLASSES, codeLabels.DURATION_LABELS],
  freshness: [codes.FRESHNESS_CLASSES, codeLabels.FRESHNESS_LABELS],
  tenancy: [codes.TENANCY_TYPES, codeLabels.TENANCY_TYPE_LABELS],
  renewal: [codes.RENEWAL_STATES, codeLabels.RENEWAL_LABELS],
  measureType: [codes.MEASURE_TYPES, codeLabels.MEASURE_TYPE_LABELS],
  measureState: [codes.MEASURE_STATES, codeLabels.MEASURE_STATE_LABELS],
  milestone: [codes.MILESTONE_KINDS, codeLabels.MILESTONE_LABELS],
  funding: [codes.FUNDING_SOURCES, codeLabels.FUNDING_SOURCE_LABELS],
  planUse: [codes.PLAN_USES, codeLabels.PLAN_USE_LABELS],
  planArea: [planCodes.PLAN_AREA_KINDS, planLabels.PLAN_AREA_KIND_LABELS],
  planRatio: [planCodes.PLAN_RATIO_KEYS, RATIO_LABELS],
  comment: [planCodes.COMMENT_STATES, planLabels.COMMENT_STATE_LABELS],
  commentOutcome: [planCodes.COMMENT_OUTCOMES, planLabels.COMMENT_OUTCOME_LABELS],
  zone: [planCodes.ZONE_TYPES, planLabels.ZONE_TYPE_LABELS],
  zoneBasis: [planCodes.ZONE_BASES, planLabels.ZONE_BASIS_LABELS],
  planStatus: [codes.PLAN_STATUSES, codeLabels.PLAN_STATUS_LABELS],
  planDifference: [codes.PLAN_DIFFERENCES, codeLabels.PLAN_DIFFERENCE_LABELS],
  listing: [codes.LISTING_STATUSES, codeLabels.LISTING_STATUS_LABELS],
  precision: [codes.LOCATION_PRECISIONS, codeLabels.LOCATION_PRECISION_LABELS],
  disclosure: [codes.DISCLOSURE_GROUNDS, codeLabels.DISCLOSURE_GROUND_LABELS],
  nature: [codes.SOURCE_NATURES, codeLabels.SOURCE_NATURE_LABELS],
  natureExplanation: [codes.SOURCE_NATURES, codeLabels.SOURCE_NATURE_EXPLANATIONS],
  party: [codes.PARTY_KINDS, codeLabels.PARTY_KIND_LABELS],
  indicator: [codes.INDICATOR_KINDS, codeLabels.INDICATOR_KIND_LABELS],
  context: [codes.CONTEXT_KINDS, codeLabels.CONTEXT_KIND_LABELS],
  surveyMethod: [codes.SURVEY_METHODS, codeLabels.SURVEY_METHOD_LABELS],
  auditAction: [codes.AUDIT_ACTIONS, codeLabels.AUDIT_ACTION_LABELS],
  listingFile: [codes.LISTING_FILE_KINDS, codeLabels.LISTING_FILE_LABELS],
  energyKind: [codes.ENERGY_KINDS, codeLabels.ENERGY_KIND_LABELS],
  enquiryState: [codes.ENQUIRY_STATES, codeLabels.ENQUIRY_STATE_LABELS],
  messageAuthor: [codes.MESSAGE_AUTHORS, codeLabels.MESSAGE_AUTHOR_LABELS],
  viewingState: [codes.VIEWING_STATES, codeLabels.VIEWING_STATE_LABELS],
  requestKind: [codes.REQUEST_KINDS, codeLabels.REQUEST_KIND_LABELS],
  requestState: [codes.REQUEST_STATES, codeLabels.REQUEST_STATE_LABELS],
  guideStep: [codes.GUIDE_STEP_KINDS, codeLabels.GUIDE_STEP_LABELS],
  spaceWish: [SPACE_WISHES, codeLabels.SPACE_WISH_LABELS],
  storeyPlace: [STOREY_PLACES, codeLabels.STOREY_PLACE_LABELS],
  spaceNeed: [SPACE_NEEDS, codeLabels.SPACE_NEED_LABELS],
  theme: [THEMES, codeLabels.THEME_LABELS],
  themeExplanation: [THEMES, codeLabels.THEME_EXPLANATIONS],
  form: [MAP_FORMS, codeLabels.MAP_FORM_LABELS],
  stage: [STAGES, codeLabels.STAGE_LABELS],
  sort: [TABLE_SORTS, codeLabels.TABLE_SORT_LABELS],
  figure: [FIGURE_CODES, FIGURE_LABELS],
  figureExplanation: [
    FIGURE_CODES,
    Object.fromEntries(FIGURE_CODES.map((code) => [code, () => FIGURE_EXPLANATIONS[code](PARAMETERS)]))
  ]
};

function speak(locale: Locale): void {
  overwriteGetLocale(() => locale);
}

afterEach(() => speak(baseLocale));

describe.each(locales)('labels in %s', (locale) => {
  it.each(Object.entries(LISTS))('tell all codes of %s apart', (_, [list, labels]) => {
    speak(locale);
    const shown = list.map((code) => labels[code]!());
    expect(shown.filter((label) => label.startsWith('codes_') || label === '')).toEqual([]);
    expect(new Set(shown).size).toBe(list.length);
  });

  it.each(THEMES)('tell all classes of the theme %s apart', (theme) => {
    speak(locale);
    const classes: readonly string[] = THEME_CLASSES[theme];
    expect(new Set(classes.map((name) => labelThemeClass(theme, name))).size).toBe(classes.length);
  });
});

it('covers every closed list of codes', () => {
  const exported = [...Object.values(codes), ...Object.values(planCodes)].filter((value) => Array.isArray(value));
  const labelled = new Set(Object.values(LISTS).map(([list]) => list));
  expect(exported.filter((list) => !labelled.has(list))).toEqual([]);
});

it('offers every action of the audit list in one group', () => {
  expect(ACTION_GROUPS.flatMap(({ actions }) => actions).sort()).toEqual([...codes.AUDIT_ACTIONS].sort());
});

it('refuses a class that a theme does not have', () => {
  expect(() => labelThemeClass('vacancy', 'toString')).toThrow(RangeError);
});

describe('storey names', () => {
  it.each([
    ['de', '3. Obergeschoss', '3. OG'],
    ['en', '3rd floor', '3rd fl.'],
    ['ar', 'الطابق الثالث', 'ط 3']
  ] as const)('count upper floors from the ground floor in %s', (locale, full, short) => {
    speak(locale);
    expect(storeyLabel({ key: 'OG', number: 3 })).toBe(full);
    expect(storeyShortLabel({ key: 'OG', number: 3 })).toBe(short);
  });

  it.each([
    [11, '11th floor'],
    [21, '21st floor'],
    [22, '22nd floor']
  ])('give floor %i its English ending', (level, label) => {
    speak('en');
    expect(storeyLabel({ key: 'OG', number: level })).toBe(label);
  });

  it('number a second attic, not the first', () => {
    expect(storeyShortLabel({ key: 'DG', number: null })).toBe('DG');
    expect(storeyShortLabel({ key: 'DG', number: 2 })).toBe('2. DG');
  });
});

describe('bounds of classes', () => {
  it('come from the quarter, in words', () => {
    expect(describeClassBounds('duration', 'long', PARAMETERS)).toBe('1 Jahr bis 3 Jahre');
    expect(describeClassBounds('freshness', 'outdated', PARAMETERS)).toBe('über 1 Jahr');
    expect(describeClassBounds('freshness', 'fresh', { ...PARAMETERS, freshnessDays: [100, 200, 300] })).toBe(
      'bis 100 Tage'
    );
  });

  it('are not invented where there are none', () => {
    expect(describeClassBounds('duration', 'in_use', PARAMETERS)).toBeNull();
    expect(describeClassBounds('vacancy', 'vacant', PARAMETERS)).toBeNull();
  });
});

it('puts the quarter’s parameters into the explanation of a figure', () => {
  expect(FIGURE_EXPLANATIONS.V6({ ...PARAMETERS, marketActiveMonths: 9 })).toContain('9 Monate');
  expect(FIGURE_EXPLANATIONS.V13({ ...PARAMETERS, minimumCoverage: 0.75 })).toContain('75\u00a0%');
});
