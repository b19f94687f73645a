import { writeComparison, type ComparisonChoice } from '../../domain/plan/comparison-choice';
import { pageHref } from '../view/links';

/** The page that compares `from` (null: today) with `to`. */
export function comparisonHref({
  form = 'difference',
  ...sides
}: Pick<ComparisonChoice, 'from' | 'to'> & Partial<ComparisonChoice>): string {
  return pageHref('/plans/compare', writeComparison({ ...sides, form }));
}
