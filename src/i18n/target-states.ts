import type { TargetState } from '../lib/domain/plan/comparison-codes';
import type { Labels } from './codes';
import { m } from './paraglide/messages';

/** How far one target has come; how many have is in `comparison-codes`. */
export const TARGET_STATE_LABELS: Labels<TargetState> = {
  settled: m.effect_state_settled,
  reserved: m.effect_state_reserved,
  offered: m.effect_state_offered,
  vacant: m.effect_state_vacant,
  interim: m.effect_state_interim,
  works: m.effect_state_works,
  occupied: m.effect_state_occupied,
  unusable: m.effect_state_unusable,
  reshaped: m.effect_state_reshaped,
  unknown: m.effect_state_unknown,
  withheld: m.effect_state_withheld
};
