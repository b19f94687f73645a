import { isIsoDate } from '../lib/domain/interval';
import type { RefusalCode } from '../lib/domain/refusal';
import { formatDate, formatMeasure } from './format';
import { m } from './paraglide/messages';

/** Plain values of a refusal, as `Issue` and `DomainError` carry them. */
export type RefusalDetails = Readonly<Record<string, string | number>>;

/** The details as they stand in a sentence: days and numbers written as the reader does; undefined where there is none. */
type Spoken = Readonly<Record<string, string | undefined>>;

const SENTENCES: Readonly<Record<RefusalCode, (details: Spoken) => string>> = {
  required: () => m.refusal_required(),
  too_long: ({ most }) => (most === undefined ? m.refusal_too_long() : m.refusal_too_long_most({ most })),
  not_text: () => m.refusal_not_text(),
  not_a_day: () => m.refusal_not_a_day(),
  not_a_number: () => m.refusal_not_a_number(),
  not_whole: () => m.refusal_not_whole(),
  not_positive: () => m.refusal_not_positive(),
  out_of_range: () => m.refusal_out_of_range(),
  unknown_code: () => m.refusal_unknown_code(),
  in_the_future: () => m.refusal_in_the_future(),
  before_unit_exists: ({ day }) =>
    day === undefined ? m.refusal_unit_not_there_then() : m.refusal_before_unit_exists({ day }),
  after_unit_ended: ({ day }) =>
    day === undefined ? m.refusal_unit_not_there_then() : m.refusal_after_unit_ended({ day }),
  end_not_after_start: () => m.refusal_end_not_after_start(),
  leaves_gap: ({ day }) => (day === undefined ? m.refusal_occupancies_leave_gap() : m.refusal_leaves_gap({ day })),
  nothing_changed: () => m.refusal_nothing_changed(),
  use_without_occupation: () => m.refusal_use_without_occupation(),
  tenancy_without_occupation: () => m.refusal_tenancy_without_occupation(),
  reason_without_vacancy: () => m.refusal_reason_without_vacancy(),
  activatable_without_vacancy: () => m.refusal_activatable_without_vacancy(),
  business_unknown: () => m.refusal_business_unknown(),
  area_without_type: () => m.refusal_area_without_type(),
  type_without_area: () => m.refusal_type_without_area(),
  code_taken: ({ code }) => (code === undefined ? m.refusal_name_taken() : m.refusal_code_taken({ code })),
  codes_repeat: () => m.refusal_codes_repeat(),
  name_taken: () => m.refusal_name_taken(),
  not_opening_hours: ({ part }) => m.refusal_not_opening_hours({ part: part ?? '' }),
  not_an_email: () => m.refusal_not_an_email(),
  larger_than_unit: ({ area = '?' }) => m.refusal_larger_than_unit({ area }),
  file_missing: () => m.refusal_file_missing(),
  file_too_large: ({ most = '?' }) => m.refusal_file_too_large({ most }),
  file_no_picture: () => m.refusal_file_no_picture(),
  file_too_many_pixels: ({ most = '?' }) => m.refusal_file_too_many_pixels({ most }),
  file_twice: () => m.refusal_file_twice(),
  files_too_many: ({ most = '?' }) => m.refusal_files_too_many({ most }),
  not_ticked: () => m.refusal_not_ticked(),
  areas_do_not_balance: ({ before = '?', after = '?', allowed = '?' }) =>
    m.refusal_areas_do_not_balance({ before, after, allowed }),
  frontages_do_not_balance: ({ before = '?', after = '?' }) => m.refusal_frontages_do_not_balance({ before, after }),
  area_types_differ: () => m.refusal_area_types_differ(),
  areas_partly_unknown: () => m.refusal_areas_partly_unknown(),
  too_few_parts: () => m.refusal_too_few_parts(),
  too_few_units: () => m.refusal_too_few_units(),
  too_many_units: ({ most }) =>
    most === undefined ? m.refusal_too_many_units() : m.refusal_too_many_units_most({ most }),
  unit_not_in_plan: () => m.refusal_unit_not_in_plan(),
  join_without_lead: () => m.refusal_join_without_lead(),
  join_other_house: () => m.refusal_join_other_house(),
  part_without_division: () => m.refusal_part_without_division(),
  not_an_outline: () => m.refusal_not_an_outline(),
  plan_is_frozen: () => m.refusal_plan_is_frozen(),
  plan_is_empty: () => m.refusal_plan_is_empty(),
  plan_changed_meanwhile: () => m.refusal_plan_changed_meanwhile(),
  consultation_is_over: () => m.refusal_consultation_is_over(),
  rule_fails_example: () => m.refusal_rule_fails_example(),
  row_not_readable: () => m.refusal_row_not_readable(),
  row_twice: () => m.refusal_row_twice(),
  cells_disagree: () => m.refusal_cells_disagree(),
  file_no_table: () => m.refusal_file_no_table(),
  too_many_rows: ({ most = '?' }) => m.refusal_too_many_rows({ most }),
  not_one_storey: () => m.refusal_not_one_storey(),
  unit_has_later_changes: ({ day }) =>
    day === undefined ? m.refusal_unit_has_later_changes() : m.refusal_unit_has_later_changes_day({ day }),
  unit_has_successors: ({ code }) =>
    code === undefined ? m.refusal_unit_has_successors() : m.refusal_unit_has_successors_code({ code }),
  unit_not_there_then: ({ code }) =>
    code === undefined ? m.refusal_unit_not_there_then() : m.refusal_unit_not_there_then_code({ code }),
  shape_not_divisible: () => m.refusal_shape_not_divisible(),
  no_room_on_storey: () => m.refusal_no_room_on_storey(),
  storey_has_units: () => m.refusal_storey_has_units(),
  storey_place_taken: () => m.refusal_storey_place_taken(),
  last_entry: () => m.refusal_last_entry(),
  not_one_of_this_unit: () => m.refusal_not_one_of_this_unit(),
  already_undone: () => m.refusal_already_undone(),
  cannot_undo: () => m.refusal_cannot_undo(),
  changed_since: () => m.refusal_changed_since(),
  changed_meanwhile: () => m.refusal_changed_meanwhile(),
  occupancies_overlap: () => m.refusal_occupancies_overlap(),
  occupancies_leave_gap: () => m.refusal_occupancies_leave_gap(),
  occupancy_outside_unit: () => m.refusal_occupancy_outside_unit(),
  tenancies_overlap: () => m.refusal_tenancies_overlap(),
  renewals_overlap: () => m.refusal_renewals_overlap(),
  unit_not_offered: () => m.refusal_unit_not_offered(),
  unit_has_offer: ({ title }) =>
    title === undefined ? m.refusal_unit_has_offer() : m.refusal_unit_has_offer_title({ title }),
  unit_is_let: () => m.refusal_unit_is_let(),
  step_not_possible: () => m.refusal_step_not_possible(),
  still_referred_to: () => m.refusal_still_referred_to(),
  busy: () => m.refusal_busy()
};

/** What services refuse beside the rules of the records; each `…_not_found` reads alike. */
function sayOther(code: string): string {
  if (code === 'sign_in_needed') return m.refusal_sign_in_needed();
  if (code === 'role_needed') return m.refusal_role_needed();
  return code.endsWith('_not_found') ? m.refusal_not_found() : m.refusal_other();
}

/** Why something was refused, as one sentence in the reader's language. Unknown codes get a general one. */
export function refusalText(code: string, details: RefusalDetails = {}): string {
  const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code as RefusalCode] : null;
  if (sentence === null) return sayOther(code);
  return sentence(Object.fromEntries(Object.entries(details).map(([name, value]) => [name, speak(value)])));
}

function speak(value: string | number): string {
  if (typeof value === 'number') return formatMeasure(value);
  return isIsoDate(value) ? formatDate(value) : value;
}
