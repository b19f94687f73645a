import type { UseClass } from '../codes';
import { checkText, checkWebAddress } from '../free-text';
import type { PlanRatioKey } from '../plan-codes';
import type { Issue } from '../refusal';

/** A ratio by which effects of a plan are worked out, with who published it. */
export interface PlanRatio {
  readonly id: number;
  readonly key: PlanRatioKey;
  /** Null: for every use that has none of its own. */
  readonly use: UseClass | null;
  readonly value: number;
  /** In the quarter's base language. */
  readonly citation: string;
  readonly link: string | null;
  /** A rule of thumb, or invented for the demonstration. */
  readonly isAssumption: boolean;
}

/** What may be changed about a ratio. */
export type RatioFacts = Pick<PlanRatio, 'value' | 'citation' | 'link' | 'isAssumption'>;

/** Ratios about rents, which only those see who may read rents. */
export const RESTRICTED_RATIOS: ReadonlySet<PlanRatioKey> = new Set(['rent_per_sqm']);

/** Ratios that something is divided by: 0 would say nothing. */
const DIVISORS: ReadonlySet<PlanRatioKey> = new Set(['living_sqm_per_person', 'day_care_sqm_per_place']);

const MOST = 10_000;
const MOST_CITATION = 500;

/** May the ratio say this? Fields are those of `RatioFacts`. */
export function checkRatio(key: PlanRatioKey, { value, citation, link }: RatioFacts): Issue[] {
  const issues: Issue[] = [];
  if (!(Number.isFinite(value) && value >= 0 && value <= MOST)) issues.push({ field: 'value', code: 'out_of_range' });
  else if (value === 0 && DIVISORS.has(key)) issues.push({ field: 'value', code: 'not_positive' });
  if (citation.trim() === '') issues.push({ field: 'citation', code: 'required' });
  issues.push(...checkText('citation', citation, MOST_CITATION));
  return [...issues, ...checkWebAddress('link', link)];
}

/** The ratio of a use, else the one for all; null where there is neither. */
export function ratioOf(
  ratios: readonly PlanRatio[],
  key: PlanRatioKey,
  use: UseClass | null = null
): PlanRatio | null {
  const own = use === null ? undefined : ratios.find((ratio) => ratio.key === key && ratio.use === use);
  return own ?? ratios.find((ratio) => ratio.key === key && ratio.use === null) ?? null;
}
