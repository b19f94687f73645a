import type { Swatch } from '../palette';
import type { ComparisonClass } from './comparison-codes';

/**
 * Fill and pattern of every class of a comparison, under the same rules as the themes of the overview (`palette.ts`):
 * what is gained rises in green, what is lost falls in brick, what stays is pale.
 */
export const COMPARISON_PALETTE: Readonly<Record<ComparisonClass, Swatch>> = {
  untouched: { light: '#dde5e4', dark: '#313f46', pattern: 'none' },
  same: { light: '#8fb7c4', dark: '#6f9fb0', pattern: 'none' },
  added: { light: '#267d64', dark: '#4bb492', pattern: 'hatch' },
  removed: { light: '#9c3b26', dark: '#d96b4f', pattern: 'backhatch' },
  use: { light: '#8464ab', dark: '#a98bd0', pattern: 'cross' },
  detail: { light: '#e3a72f', dark: '#edb84a', pattern: 'none' },
  not_comparable: { light: '#d6d0c2', dark: '#565b5a', pattern: 'dots' }
};
