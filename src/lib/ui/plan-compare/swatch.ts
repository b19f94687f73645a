import type { BalanceClass, ComparisonClass } from '../../domain/plan/comparison-codes';
import { swatchOf, type SwatchAttributes } from '../theme/swatch';

/** The attribute that `comparison.css` has a rule for. */
export function comparisonSwatch(name: ComparisonClass): SwatchAttributes {
  return { 'data-swatch': `comparison-${name}` };
}

const OF_TODAY: ReadonlySet<BalanceClass> = new Set(['unused', 'unknown', 'withheld']);

/** A use looks as it does on the maps of plans, what only today has as on the map of uses. */
export function balanceSwatch(name: BalanceClass): SwatchAttributes {
  return swatchOf(OF_TODAY.has(name) ? 'use' : 'plan', name);
}
