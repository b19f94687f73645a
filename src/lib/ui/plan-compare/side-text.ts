import { BALANCE_LABELS } from '../../../i18n/comparison-codes';
import { PLAN_USE_LABELS } from '../../../i18n/codes';
import { formatArea, formatDate } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import { getLocale } from '../../../i18n/paraglide/runtime';
import type { IsoDate } from '../../domain/interval';
import type { BalanceClass } from '../../domain/plan/comparison-codes';
import { wordIn } from '../../domain/plan/plan-wording';
import type { PlanPart } from '../../domain/plan/plan-content';
import type { PlanHead } from '../../domain/plan/plan-head';

/** What a side of the comparison is called: a plan with its version where there are several, or today. */
export function nameSide(plan: Pick<PlanHead, 'title' | 'version' | 'isLatestVersion'> | null, today: IsoDate): string {
  if (plan === null) return m.compare_today_on({ date: formatDate(today) });
  return namePlan(plan);
}

export function namePlan({
  title,
  version,
  isLatestVersion
}: Pick<PlanHead, 'title' | 'version' | 'isLatestVersion'>): string {
  return version === 1 && isLatestVersion ? title : m.compare_version({ title, version: String(version) });
}

/** What one side says of a unit. */
export interface SpokenSide {
  readonly today: BalanceClass | null;
  readonly parts: readonly PlanPart[];
  readonly joinedTo: number | null;
}

/** Wish and use of each part, with its share where the plan divides the unit; the use today. */
export function describeSide({ today, parts, joinedTo }: SpokenSide): string {
  if (today !== null) return BALANCE_LABELS[today]();
  if (parts.length === 0) return m.compare_no_target();
  const words = parts.map(describePart).join(' + ');
  return joinedTo === null ? words : `${words} (${m.compare_joined()})`;
}

function describePart(part: PlanPart): string {
  const use = PLAN_USE_LABELS[part.use]();
  const wish = wordIn(part, 'wish', getLocale());
  const words = wish === null || wish === use ? use : `${wish} (${use})`;
  return part.areaSqm === null ? words : `${words}, ${formatArea(part.areaSqm)}`;
}

/** The day by which the last of the parts should be real; null for today. */
export function dueOn({ parts }: Pick<SpokenSide, 'parts'>): IsoDate | null {
  return (
    parts
      .map(({ targetOn }) => targetOn)
      .sort()
      .at(-1) ?? null
  );
}
