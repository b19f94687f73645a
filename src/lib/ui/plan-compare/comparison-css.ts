import { COMPARISON_CLASSES } from '../../domain/plan/comparison-codes';
import { COMPARISON_PALETTE } from '../../domain/plan/comparison-palette';
import { declareSwatch } from '../theme/palette-css';

/**
 * The style sheet of the classes of a comparison, as `palette.css` is that of the themes. `comparison.css` is this
 * text, written by the test that compares them (`npx vitest run --project domain tests/ui/comparison-css.test.ts -u`).
 */
export function comparisonCss(): string {
  return COMPARISON_CLASSES.map(
    (name) => `[data-swatch='comparison-${name}']{${declareSwatch(COMPARISON_PALETTE[name])}}`
  ).join('\n');
}
