import { formatCount } from '$i18n/format';
import { m } from '$i18n/paraglide/messages';
import type { PlanProgress } from '../../domain/plan-difference';

/** How much of what can be compared is real, in words. */
export function describeProgress({ realised, comparable }: PlanProgress): string {
  if (comparable === 0) return m.codes_difference_not_comparable();
  return m.records_plan_realised({ part: formatCount(realised), whole: formatCount(comparable) });
}
