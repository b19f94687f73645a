import { PLAN_USE_LABELS } from '../../../i18n/codes';
import { formatArea, formatDate } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import { labelHouse } from '../../../i18n/place';
import { PLAN_AREA_KIND_LABELS } from '../../../i18n/plan-codes';
import { PLAN_STATUS_LABELS } from '../../../i18n/record-codes';
import { isCode, PLAN_STATUSES } from '../../domain/codes';
import { isIsoDate } from '../../domain/interval';
import type { AreaChange, EntryChange } from '../../domain/plan/plan-change';
import type { PlanEntry, PlanPart } from '../../domain/plan/plan-content';
import type { PlanHeadChange } from '../../domain/plan/plan-history';
import { wordIn } from '../../domain/plan/plan-wording';
import type { UnitReference } from '../../domain/unit';
import { labelUnitPlace } from '../record/names';
import { labelLanguage } from '../space/language-name';

/** Names of units by their id; who reads, in which language. */
export interface HistoryNames {
  readonly units: ReadonlyMap<number, UnitReference>;
  readonly locale: string;
}

/** What a change did to one unit, in a sentence: `EG rechts: Restaurant bis 31.12.2028, vorher Handel bis 30.6.2027`. */
export function describeEntryChange({ unitId, before, after }: EntryChange, names: HistoryNames): string {
  const what = nameUnit(unitId, names);
  if (after === null) return m.plan_history_gone({ what, before: before ? describeEntry(before, names) : '' });
  const now = describeEntry(after, names);
  return before === null
    ? m.plan_history_set({ what, after: now })
    : m.plan_history_changed({ what, after: now, before: describeEntry(before, names) });
}

export function describeAreaChange({ before, after }: AreaChange, { locale }: HistoryNames): string {
  const area = after ?? before;
  if (area === null) return '';
  const what = wordIn(area, 'wish', locale) ?? PLAN_AREA_KIND_LABELS[area.kind]();
  if (after === null) return m.plan_history_area_gone({ what });
  return before === null ? m.plan_history_area_new({ what }) : m.plan_history_area_changed({ what });
}

const HEAD_LABELS: Readonly<Record<PlanHeadChange['field'], () => string>> = {
  title: m.plan_head_title,
  summary: m.plan_head_summary,
  horizonOn: m.plan_field_horizon,
  status: m.plan_head_status,
  adoptedOn: m.plan_field_adopted,
  decision: m.plan_field_decision,
  withdrawnOn: m.plan_step_withdraw
};

export function describeHeadChange({ field, locale, before, after }: PlanHeadChange): string {
  const label = HEAD_LABELS[field]();
  const what = locale === null ? label : m.plan_head_locale({ field: label, language: labelLanguage(locale) });
  const [was, is] = [spell(before), spell(after)];
  return was === ''
    ? m.plan_history_set({ what, after: is })
    : m.plan_history_changed({ what, after: is || '–', before: was });
}

function spell(value: string | null): string {
  if (value === null) return '';
  if (isCode(PLAN_STATUSES, value)) return PLAN_STATUS_LABELS[value]();
  return isIsoDate(value) ? formatDate(value) : value;
}

function nameUnit(unitId: number, { units }: HistoryNames): string {
  const unit = units.get(unitId);
  if (unit === undefined) return m.plan_history_unit({ id: String(unitId) });
  return `${labelHouse(unit.building)} · ${labelUnitPlace(unit.code)}`;
}

function describeEntry({ joinedTo, parts }: PlanEntry, names: HistoryNames): string {
  if (joinedTo !== null) return m.plan_target_joined({ unit: nameUnit(joinedTo, names) });
  return parts.map((part) => describePart(part, names)).join(' + ');
}

function describePart(part: PlanPart, { locale }: HistoryNames): string {
  const wish = wordIn(part, 'wish', locale);
  const label = PLAN_USE_LABELS[part.use]();
  const use = wish === null ? label : m.plan_words_wish({ use: label, wish });
  const what = m.plan_words_use_by({ use, date: formatDate(part.targetOn) });
  return part.areaSqm === null ? what : m.plan_words_part({ what, area: formatArea(part.areaSqm) });
}
