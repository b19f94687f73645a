import type { BalanceClass, ComparisonClass, ComparisonForm, TargetState } from '../lib/domain/plan/comparison-codes';
import { PLAN_USE_LABELS, type Labels } from './codes';
import { m } from './paraglide/messages';
import { THEME_CLASS_LABELS } from './theme-classes';

export const BALANCE_LABELS: Labels<BalanceClass> = {
  ...PLAN_USE_LABELS,
  unused: THEME_CLASS_LABELS.use.unused,
  unknown: THEME_CLASS_LABELS.use.unknown,
  withheld: THEME_CLASS_LABELS.use.withheld,
  no_target: THEME_CLASS_LABELS.plan.no_target
};

/** Between two plans. */
export const COMPARISON_LABELS: Labels<ComparisonClass> = {
  untouched: m.compare_class_untouched,
  same: m.compare_class_same,
  added: m.compare_class_added,
  removed: m.compare_class_removed,
  use: m.compare_class_use,
  detail: m.compare_class_detail,
  not_comparable: m.compare_class_not_comparable
};

/** Between today and a plan. */
export const TODAY_COMPARISON_LABELS: Labels<ComparisonClass> = {
  ...COMPARISON_LABELS,
  same: m.compare_class_same_today,
  added: m.compare_class_added_today
};

export const COMPARISON_FORM_LABELS: Labels<ComparisonForm> = {
  difference: m.compare_form_difference,
  beside: m.compare_form_beside,
  swipe: m.compare_form_swipe
};

/** How many places are in a state: "1 reserviert". */
export const TARGET_STATE_COUNTS: Readonly<Record<TargetState, (inputs: { count: string }) => string>> = {
  settled: m.compare_state_settled,
  reserved: m.compare_state_reserved,
  offered: m.compare_state_offered,
  vacant: m.compare_state_vacant,
  interim: m.compare_state_interim,
  works: m.compare_state_works,
  occupied: m.compare_state_occupied,
  unusable: m.compare_state_unusable,
  reshaped: m.compare_state_reshaped,
  unknown: m.compare_state_unknown,
  withheld: m.compare_state_withheld
};
