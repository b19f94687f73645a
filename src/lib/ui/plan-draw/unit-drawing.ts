import { PLAN_USE_LABELS, STATUS_LABELS, UNIT_KIND_LABELS, USE_LABELS } from '../../../i18n/codes';
import { formatArea } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import type { FocusAttributes } from '../../domain/attributes';
import type { Focus } from '../../domain/focus';
import { wordIn } from '../../domain/plan/plan-wording';
import type { PlanPart } from '../../domain/plan/plan-content';

/** What a unit is today: the use of whoever is in it, else its kind and why nobody is. */
export function describeToday(
  { focus, attributes }: { focus: Focus; attributes: FocusAttributes },
  unit: number
): string {
  const use = attributes.use[unit] ?? null;
  if (use !== null) return USE_LABELS[use]();
  const kind = UNIT_KIND_LABELS[focus.units.kind[unit]!]();
  const status = attributes.status[unit]!;
  return status === 'withheld' || status === 'unknown'
    ? kind
    : m.draw_unit_today({ kind, status: STATUS_LABELS[status]() });
}

/** What a plan says of a part in short: its wish, else its use. */
export function describePart(part: PlanPart, locale: string): string {
  return wordIn(part, 'wish', locale) ?? PLAN_USE_LABELS[part.use]();
}

/** The area of a unit in the reader's language; null where it is not known. */
export function describeArea(areaSqm: number | null): string | null {
  return areaSqm === null ? null : formatArea(areaSqm);
}
