import { DomainError } from './errors';

/** Why a change is refused; each has a sentence per language in `src/i18n/refusals.ts`. */
export const REFUSAL_CODES = [
  // at a field
  'required',
  'too_long',
  'not_text',
  'not_a_day',
  'not_a_number',
  'not_whole',
  'not_positive',
  'out_of_range',
  'unknown_code',
  'in_the_future',
  'before_unit_exists',
  'after_unit_ended',
  'end_not_after_start',
  'leaves_gap',
  'nothing_changed',
  'use_without_occupation',
  'tenancy_without_occupation',
  'reason_without_vacancy',
  'activatable_without_vacancy',
  'business_unknown',
  'area_without_type',
  'type_without_area',
  'code_taken',
  'codes_repeat',
  'name_taken',
  'not_opening_hours',
  'not_an_email',
  'larger_than_unit',
  'file_missing',
  'file_too_large',
  'file_no_picture',
  'file_too_many_pixels',
  'file_twice',
  'files_too_many',
  'not_ticked',
  // of a change as a whole
  'areas_do_not_balance',
  'frontages_do_not_balance',
  'area_types_differ',
  'areas_partly_unknown',
  'too_few_parts',
  'too_few_units',
  'too_many_units',
  'not_one_storey',
  'unit_has_later_changes',
  'unit_has_successors',
  'unit_not_there_then',
  'shape_not_divisible',
  'no_room_on_storey',
  'storey_has_units',
  'storey_place_taken',
  'last_entry',
  'not_one_of_this_unit',
  'already_undone',
  'cannot_undo',
  'changed_since',
  'changed_meanwhile',
  'occupancies_overlap',
  'occupancies_leave_gap',
  'occupancy_outside_unit',
  'tenancies_overlap',
  'renewals_overlap',
  'unit_not_offered',
  'unit_has_offer',
  'unit_is_let',
  'step_not_possible',
  'unit_not_in_plan',
  'join_without_lead',
  'join_other_house',
  'part_without_division',
  'not_an_outline',
  'plan_is_frozen',
  'plan_is_empty',
  'plan_changed_meanwhile',
  'consultation_is_over',
  'rule_fails_example',
  'row_not_readable',
  'row_twice',
  'cells_disagree',
  'file_no_table',
  'too_many_rows',
  'still_referred_to',
  'busy'
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A refusal at one field of a form; `details` are plain values for its sentence. */
export interface Issue {
  readonly field: string;
  readonly code: RefusalCode;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** Input that cannot be saved as it is, with every field that says why. */
export class InvalidInput extends DomainError {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super('invalid', 'invalid_input', { fields: issues.map(({ field }) => field).join(' ') });
    this.name = 'InvalidInput';
    this.issues = issues;
  }
}

/** Throws `InvalidInput` where there is any issue. */
export function rejectIssues(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new InvalidInput(issues);
}

/** A change that is refused as a whole, for a reason that readers are told. */
export function refuse(code: RefusalCode, details: Record<string, string | number> = {}): DomainError {
  return new DomainError('conflict', code, details);
}
