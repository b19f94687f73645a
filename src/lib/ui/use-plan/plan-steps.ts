import { m } from '../../../i18n/paraglide/messages';
import type { PlanStep } from '../../domain/plan/plan-state';

type Texts = Readonly<Record<PlanStep, () => string>>;

/** What each step is called on its button. */
export const PLAN_STEP_LABELS: Texts = {
  open_consultation: m.plan_step_open_consultation,
  adopt: m.plan_step_adopt,
  close_consultation: m.plan_step_close_consultation,
  withdraw: m.plan_step_withdraw,
  remove: m.plan_step_remove
};

/** What follows from it. */
export const PLAN_STEP_HELP: Texts = {
  open_consultation: m.plan_step_open_consultation_help,
  adopt: m.plan_step_adopt_help,
  close_consultation: m.plan_step_close_consultation_help,
  withdraw: m.plan_step_withdraw_help,
  remove: m.plan_step_remove_help
};

/** What is said once it is taken. */
export const PLAN_STEP_DONE: Texts = {
  open_consultation: m.plan_done_open_consultation,
  adopt: m.plan_done_adopt,
  close_consultation: m.plan_done_close_consultation,
  withdraw: m.plan_done_withdraw,
  remove: m.plan_done_removed
};
