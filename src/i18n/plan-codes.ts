import type { OutcomeChoice } from '../lib/domain/plan/plan-comment';
import type { CommentOutcome, CommentState, PlanAreaKind, ZoneBasis, ZoneType } from '../lib/domain/plan-codes';
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

/** Kinds of building area with the short form that plans of the city carry. */
export const ZONE_TYPE_LABELS: Labels<ZoneType> = {
  WS: m.rule_zone_type_ws,
  WR: m.rule_zone_type_wr,
  WA: m.rule_zone_type_wa,
  WB: m.rule_zone_type_wb,
  MD: m.rule_zone_type_md,
  MDW: m.rule_zone_type_mdw,
  MI: m.rule_zone_type_mi,
  MU: m.rule_zone_type_mu,
  MK: m.rule_zone_type_mk,
  GE: m.rule_zone_type_ge,
  GI: m.rule_zone_type_gi,
  SO: m.rule_zone_type_so
};

export const ZONE_BASIS_LABELS: Labels<ZoneBasis> = {
  plan: m.rule_zone_basis_plan,
  de_facto: m.rule_zone_basis_de_facto,
  unclear: m.rule_zone_basis_unclear
};
