import { AREA_TYPE_LABELS, USE_LABELS } from '../../../i18n/codes';
import { formatArea, formatCount, formatDate, formatDecimal, intlLocale } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import { AREA_TYPES } from '../../domain/codes';
import type { Effect } from '../../domain/plan/plan-effect';
import type { PlanHead } from '../../domain/plan/plan-head';

/** What a column is about, as its head says it: today, or a plan on its horizon. */
export function labelColumn(plan: Pick<PlanHead, 'title' | 'version' | 'horizonOn'> | null): string {
  if (plan === null) return m.effect_today();
  return m.effect_on_horizon({ title: titleOf(plan), date: formatDate(plan.horizonOn) });
}

/** Versions of one plan have one title. */
export function titleOf({ title, version }: Pick<PlanHead, 'title' | 'version'>): string {
  return version === 1 ? title : m.compare_version({ title, version });
}

/** One line per type of area: areas of different types are never added. */
export function listAreas(areaSqm: readonly number[]): readonly string[] {
  const lines = AREA_TYPES.flatMap((type, index) => {
    const area = areaSqm[index]!;
    return area > 0 ? [m.effect_area_of_type({ area: formatArea(area), type: AREA_TYPE_LABELS[type]() })] : [];
  });
  return lines.length > 0 ? lines : [formatArea(0)];
}

/** A number of jobs, persons or places; estimates have no decimals unless they are small. */
export function formatEffect(value: number | null): string {
  if (value === null) return m.effect_unknown_value();
  return value < 10 ? formatDecimal(value) : formatCount(value);
}

/** What is missing from an effect, in words. */
export function listGaps({
  unitsWithoutArea,
  usesWithoutRatio
}: Pick<Effect, 'unitsWithoutArea' | 'usesWithoutRatio'>): readonly string[] {
  const uses = new Intl.ListFormat(intlLocale(), { type: 'conjunction' }).format(
    usesWithoutRatio.map((use) => USE_LABELS[use]())
  );
  return [
    ...(unitsWithoutArea > 0 ? [m.effect_gap_area({ count: formatCount(unitsWithoutArea) })] : []),
    ...(usesWithoutRatio.length > 0 ? [m.effect_gap_ratio({ uses })] : [])
  ];
}
