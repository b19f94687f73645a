import type { OutcomeChoice } from '../lib/domain/plan/plan-comment';
import type { CommentOutcome, CommentState, PlanAreaKind } from '../lib/domain/plan-codes';
import type { Labels } from './codes';
import { m } from './paraglide/messages';

/** Labels of codes of use plans; apart from `codes`, which the overview loads. */

export const PLAN_AREA_KIND_LABELS: Labels<PlanAreaKind> = {
  building: m.consultation_area_building,
  courtyard: m.consultation_area_courtyard
};

export const COMMENT_STATE_LABELS: Labels<CommentState> = {
  received: m.consultation_state_received,
  published: m.consultation_state_published,
  rejected: m.consultation_state_rejected,
  withdrawn: m.consultation_state_withdrawn
};

export const COMMENT_OUTCOME_LABELS: Labels<CommentOutcome> = {
  taken_up: m.consultation_outcome_taken_up,
  partly: m.consultation_outcome_partly,
  noted: m.consultation_outcome_noted,
  declined: m.consultation_outcome_declined
};

/** What became of a comment, or that nobody has said so yet. */
export const OUTCOME_CHOICE_LABELS: Labels<OutcomeChoice> = {
  ...COMMENT_OUTCOME_LABELS,
  open: m.consultation_outcome_open
};
