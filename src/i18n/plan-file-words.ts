import type { PlanFileNote, PlanFileWords } from '../lib/domain/plan/plan-file-words';
import { storeyLabelKey } from '../lib/domain/storey';
import {
  BUILDING_PART_LABELS,
  PLAN_USE_LABELS,
  STATUS_LABELS,
  storeyLabel,
  UNIT_KIND_LABELS,
  USE_LABELS
} from './codes';
import type { Labels } from './codes';
import { inLocale } from './in-locale';
import { m } from './paraglide/messages';
import { getLocale, getTextDirection, locales, localizeHref, type Locale } from './paraglide/runtime';
import { labelHouse } from './place';
import { PLAN_AREA_KIND_LABELS } from './plan-codes';
import { PLAN_COLUMN_LABELS } from './plan-column-labels';
import { PLAN_STATUS_LABELS, SOURCE_NATURE_LABELS } from './record-codes';

const NOTE_LABELS: Labels<PlanFileNote> = {
  title: m.sheet_note_title,
  version: m.sheet_note_version,
  status: m.sheet_note_status,
  decision: m.sheet_note_decision,
  horizon: m.sheet_note_horizon,
  nature: m.sheet_note_nature,
  source: m.sheet_note_source,
  licence: m.sheet_note_licence,
  asOf: m.sheet_note_as_of,
  reader: m.sheet_note_reader,
  address: m.sheet_note_address,
  editing: m.sheet_note_editing
};

/** The words of a language, that of the page unless another is named. */
export function planFileWords(locale: Locale = getLocale()): PlanFileWords {
  return inLocale(locale, () => ({
    locale,
    isRightToLeft: getTextDirection(locale) === 'rtl',
    path: (path) => localizeHref(path, { locale }),
    columns: say(PLAN_COLUMN_LABELS),
    uses: say(PLAN_USE_LABELS),
    areaKinds: say(PLAN_AREA_KIND_LABELS),
    statuses: say(PLAN_STATUS_LABELS),
    natures: say(SOURCE_NATURE_LABELS),
    notes: say(NOTE_LABELS),
    sheets: { plan: m.sheet_file_plan(), about: m.sheet_file_about() },
    fileName: m.sheet_file_name(),
    readers: { public: m.sheet_note_reader_public(), internal: m.sheet_note_reader_internal() },
    editing: m.sheet_note_editing_how(),
    invented: m.sheet_invented(),
    house: (house) => inLocale(locale, () => labelHouse(house)),
    unit: ({ part, storeyType, level, kind, status, use }) =>
      inLocale(locale, () => {
        const storey = storeyLabel(storeyLabelKey(storeyType, level));
        return {
          storey: part === 'front' ? storey : `${BUILDING_PART_LABELS[part]()}, ${storey}`,
          kind: UNIT_KIND_LABELS[kind](),
          present: use === null ? STATUS_LABELS[status]() : `${STATUS_LABELS[status]()}: ${USE_LABELS[use]()}`
        };
      })
  }));
}

/** The words of every language, that of the page first: in whatever language a table was written, it is read. */
export function everyPlanFileWords(): readonly [PlanFileWords, ...PlanFileWords[]] {
  const own = getLocale();
  return [planFileWords(own), ...locales.filter((locale) => locale !== own).map((locale) => planFileWords(locale))];
}

function say<Code extends string>(labels: Labels<Code>): Record<Code, string> {
  const codes = Object.keys(labels) as Code[];
  return Object.fromEntries(codes.map((code) => [code, labels[code]()])) as Record<Code, string>;
}
