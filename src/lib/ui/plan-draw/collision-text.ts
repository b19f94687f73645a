import { PLAN_USE_LABELS } from '../../../i18n/codes';
import { formatArea, formatDate } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import { getLocale } from '../../../i18n/paraglide/runtime';
import { wordIn } from '../../domain/plan/plan-wording';
import type { PlanEntry, PlanPart } from '../../domain/plan/plan-content';
import type { UnitName } from './unit-names';

/** What a plan says of one unit, in one line. */
export function describeEntry(entry: PlanEntry | null, names: ReadonlyMap<number, UnitName>): string {
  if (entry === null) return m.draw_unit_no_target();
  if (entry.joinedTo !== null) return m.draw_unit_joined({ unit: names.get(entry.joinedTo)?.place ?? '' });
  return entry.parts.map(describeWhole).join(' | ');
}

function describeWhole(part: PlanPart): string {
  const [wish, reason] = [wordIn(part, 'wish', getLocale()), wordIn(part, 'reason', getLocale())];
  return [
    PLAN_USE_LABELS[part.use](),
    ...(part.areaSqm === null ? [] : [formatArea(part.areaSqm)]),
    ...(wish === null ? [] : [wish]),
    ...(reason === null ? [] : [reason]),
    m.draw_until({ date: formatDate(part.targetOn) })
  ].join(m.draw_comma());
}
