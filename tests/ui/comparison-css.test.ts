import { expect, it } from 'vitest';
import { comparisonCss } from '../../src/lib/ui/plan-compare/comparison-css';

it('stands in the style sheet as it follows from the colours of the comparison', async () => {
  await expect(`${comparisonCss()}\n`).toMatchFileSnapshot('../../src/lib/ui/plan-compare/comparison.css');
});
