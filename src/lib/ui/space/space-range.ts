import { m } from '../../../i18n/paraglide/messages';
import type { SpaceIdea } from '../../domain/space-request';
import { labelAreaRange } from './space-text';

type Range = Pick<SpaceIdea, 'minSqm' | 'maxSqm'>;

/** How much space in words, for people who do not think in square metres. Both bounds belong to a range. */
export const SPACE_RANGES: readonly (Range & { readonly label: () => string })[] = [
  { minSqm: null, maxSqm: 25, label: m.space_idea_space_room },
  { minSqm: 25, maxSqm: 60, label: m.space_idea_space_small_shop },
  { minSqm: 60, maxSqm: 120, label: m.space_idea_space_shop },
  { minSqm: 120, maxSqm: 250, label: m.space_idea_space_large_shop },
  { minSqm: 250, maxSqm: null, label: m.space_idea_space_hall }
];

/** A range as a form sends it; empty where it is open. */
export function writeRange({ minSqm, maxSqm }: Range): string {
  return minSqm === null && maxSqm === null ? '' : `${minSqm ?? ''}-${maxSqm ?? ''}`;
}

export function isWordedRange(range: Range): boolean {
  return SPACE_RANGES.some((worded) => writeRange(worded) === writeRange(range));
}

/** Words beside the square metres: `ein Laden (60–120 m²)`. */
export function labelRange(range: Range): string {
  return labelAreaRange(range) ?? m.space_any();
}
