import type { DurationClass, FreshnessClass } from '../lib/domain/codes';
import type { QuarterParameters } from '../lib/domain/quarter';
import type { ThemeClass } from '../lib/domain/theme';
import type { Theme } from '../lib/domain/view-state';
import {
  DURATION_LABELS,
  FRESHNESS_LABELS,
  PLAN_DIFFERENCE_LABELS,
  PLAN_USE_LABELS,
  RENEWAL_LABELS,
  STATUS_LABELS,
  USE_LABELS,
  type Labels
} from './codes';
import { formatSpan } from './format';
import { m } from './paraglide/messages';

/** What the legend and the drawings call each class of each map theme. */
export const THEME_CLASS_LABELS: { readonly [T in Theme]: Labels<ThemeClass<T>> } = {
  vacancy: STATUS_LABELS,
  use: {
    ...USE_LABELS,
    unused: m.codes_use_unused,
    unknown: m.codes_use_unknown,
    withheld: m.codes_use_withheld
  },
  plan: { ...PLAN_USE_LABELS, no_target: m.codes_use_no_target },
  difference: PLAN_DIFFERENCE_LABELS,
  renewal: RENEWAL_LABELS,
  duration: {
    ...DURATION_LABELS,
    in_use: m.codes_duration_in_use,
    not_lettable: m.codes_duration_not_lettable,
    unknown: m.codes_duration_unknown,
    withheld: m.codes_duration_withheld
  },
  freshness: FRESHNESS_LABELS
};

/** Label of class `name` under `theme`. Throws a RangeError where the theme has no such class. */
export function labelThemeClass(theme: Theme, name: string): string {
  const labels: Readonly<Record<string, () => string>> = THEME_CLASS_LABELS[theme];
  const label = Object.hasOwn(labels, name) ? labels[name] : undefined;
  if (!label) throw new RangeError(`theme ${theme} has no class ${name}`);
  return label();
}

/**
 * The quarter's own bounds of a length or freshness class in words, such as "1 Jahr bis 3 Jahre"; null for
 * a class without bounds. The rule is a parameter of the quarter, so a reader sees it beside the class.
 */
export function describeClassBounds(theme: Theme, name: string, parameters: QuarterParameters): string | null {
  if (theme === 'duration') return describeDuration(name, parameters.durationDays);
  if (theme === 'freshness') return describeFreshness(name, parameters.freshnessDays);
  return null;
}

function describeDuration(name: string, [frictional, long]: QuarterParameters['durationDays']): string | null {
  const bounds: Partial<Record<string, string>> = {
    frictional: upTo(frictional),
    long: between(frictional, long),
    structural: over(long)
  } satisfies Partial<Record<DurationClass, string>>;
  return bounds[name] ?? null;
}

function describeFreshness(name: string, [fresh, ageing, old]: QuarterParameters['freshnessDays']): string | null {
  const bounds: Partial<Record<string, string>> = {
    fresh: upTo(fresh),
    ageing: between(fresh, ageing),
    old: between(ageing, old),
    outdated: over(old)
  } satisfies Partial<Record<FreshnessClass, string>>;
  return bounds[name] ?? null;
}

function upTo(days: number): string {
  return m.codes_bound_up_to({ upper: formatSpan(days) });
}

function between(lowerDays: number, upperDays: number): string {
  return m.codes_bound_between({ lower: formatSpan(lowerDays), upper: formatSpan(upperDays) });
}

function over(days: number): string {
  return m.codes_bound_over({ lower: formatSpan(days) });
}
