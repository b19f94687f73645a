import type { BuildingReference } from '../building';
import type { PlanStatus, SourceNature } from '../codes';
import type { PlanTableWords } from './plan-table';
import type { PlanUnitFacts } from './plan-unit-facts';

/** What a file of a plan says of itself, on a sheet of its own. */
export const PLAN_FILE_NOTES = [
  'title',
  'version',
  'status',
  'decision',
  'horizon',
  'nature',
  'source',
  'licence',
  'asOf',
  'reader',
  'address',
  'editing'
] as const;
export type PlanFileNote = (typeof PLAN_FILE_NOTES)[number];

/** The words of a language that files of plans need: they themselves know no language. */
export interface PlanFileWords extends PlanTableWords {
  readonly locale: string;
  readonly isRightToLeft: boolean;
  /** A path of the base language in this one. */
  readonly path: (path: string) => string;
  readonly statuses: Readonly<Record<PlanStatus, string>>;
  readonly natures: Readonly<Record<SourceNature, string>>;
  readonly notes: Readonly<Record<PlanFileNote, string>>;
  readonly sheets: { readonly plan: string; readonly about: string };
  /** Of Latin letters, so that every system keeps it. */
  readonly fileName: string;
  /** Whose view of today's uses the file shows. */
  readonly readers: { readonly public: string; readonly internal: string };
  readonly editing: string;
  /** That a plan is invented, as a sentence. */
  readonly invented: string;
  readonly house: (house: BuildingReference) => string;
  readonly unit: (unit: PlanUnitFacts) => { readonly storey: string; readonly kind: string; readonly present: string };
}
