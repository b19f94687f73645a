import {
  DURATION_CLASSES,
  FRESHNESS_CLASSES,
  PLAN_DIFFERENCES,
  RENEWAL_STATES,
  SHOWN_STATUSES,
  USE_CLASSES
} from './codes';
import type { Theme } from './view-state';

/**
 * The classes that each map theme sorts units (or, for renewal, houses) into, in the order of the legend.
 * `palette.ts` gives each a colour and a pattern, `src/i18n/codes.ts` a label.
 */
export const THEME_CLASSES = {
  vacancy: SHOWN_STATUSES,
  use: [...USE_CLASSES, 'unused', 'unknown', 'withheld'],
  plan: [...USE_CLASSES, 'no_target'],
  difference: PLAN_DIFFERENCES,
  renewal: RENEWAL_STATES,
  duration: ['in_use', ...DURATION_CLASSES, 'not_lettable', 'unknown', 'withheld'],
  freshness: FRESHNESS_CLASSES
} as const satisfies Record<Theme, readonly string[]>;

export type ThemeClass<T extends Theme = Theme> = (typeof THEME_CLASSES)[T][number];
