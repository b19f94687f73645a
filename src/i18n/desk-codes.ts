import type {
  AuditAction,
  DisclosureGround,
  LocationPrecision,
  PartyKind,
  SurveyMethod,
  TenancyType
} from '../lib/domain/codes';
import type { Labels } from './codes';
import { m } from './paraglide/messages';

/** How somebody came to know what they record. Apart from `codes`, which the public pages load. */
export const SURVEY_METHOD_LABELS: Labels<SurveyMethod> = {
  visit: m.codes_survey_visit,
  owner: m.codes_survey_owner,
  user: m.codes_survey_user,
  register: m.codes_survey_register,
  press: m.codes_survey_press,
  other: m.codes_survey_other
};

/** What was done, as the audit list says it. */
export const AUDIT_ACTION_LABELS: Labels<AuditAction> = {
  seed: m.codes_action_seed,
  import_buildings: m.codes_action_import_buildings,
  change_occupancy: m.codes_action_change_occupancy,
  correct_occupancy: m.codes_action_correct_occupancy,
  remove_occupancy: m.codes_action_remove_occupancy,
  confirm_occupancy: m.codes_action_confirm_occupancy,
  correct_unit: m.codes_action_correct_unit,
  divide_unit: m.codes_action_divide_unit,
  merge_units: m.codes_action_merge_units,
  convert_unit: m.codes_action_convert_unit,
  add_unit: m.codes_action_add_unit,
  end_unit: m.codes_action_end_unit,
  insert_storey: m.codes_action_insert_storey,
  correct_storey: m.codes_action_correct_storey,
  remove_storey: m.codes_action_remove_storey,
  correct_building: m.codes_action_correct_building,
  change_renewal: m.codes_action_change_renewal,
  correct_renewal: m.codes_action_correct_renewal,
  correct_business: m.codes_action_correct_business,
  create_listing: m.codes_action_create_listing,
  change_listing: m.codes_action_change_listing,
  submit_listing: m.codes_action_submit_listing,
  return_listing: m.codes_action_return_listing,
  publish_listing: m.codes_action_publish_listing,
  reserve_listing: m.codes_action_reserve_listing,
  release_listing: m.codes_action_release_listing,
  let_listing: m.codes_action_let_listing,
  withdraw_listing: m.codes_action_withdraw_listing,
  confirm_listing: m.codes_action_confirm_listing,
  expire_listing: m.codes_action_expire_listing,
  change_guide: m.codes_action_change_guide,
  create_plan: m.codes_action_create_plan,
  copy_plan: m.codes_action_copy_plan,
  draw_plan: m.codes_action_draw_plan,
  import_plan: m.codes_action_import_plan,
  describe_plan: m.codes_action_describe_plan,
  start_measure: m.codes_action_start_measure,
  change_ratio: m.codes_action_change_ratio,
  change_rule: m.codes_action_change_rule,
  change_zone: m.codes_action_change_zone,
  open_consultation: m.codes_action_open_consultation,
  close_consultation: m.codes_action_close_consultation,
  adopt_plan: m.codes_action_adopt_plan,
  withdraw_plan: m.codes_action_withdraw_plan,
  remove_plan: m.codes_action_remove_plan,
  moderate_comment: m.codes_action_moderate_comment,
  answer_comment: m.codes_action_answer_comment,
  change_office: m.codes_action_change_office,
  add_listing_file: m.codes_action_add_listing_file,
  change_listing_file: m.codes_action_change_listing_file,
  remove_listing_file: m.codes_action_remove_listing_file,
  answer_enquiry: m.codes_action_answer_enquiry,
  change_enquiry: m.codes_action_change_enquiry,
  delete_enquiry: m.codes_action_delete_enquiry,
  arrange_viewing: m.codes_action_arrange_viewing,
  take_counselling: m.codes_action_take_counselling,
  undo: m.codes_action_undo,
  set_up: m.codes_action_set_up,
  invite: m.codes_action_invite,
  accept_invitation: m.codes_action_accept_invitation,
  withdraw_invitation: m.codes_action_withdraw_invitation,
  grant_role: m.codes_action_grant_role,
  revoke_role: m.codes_action_revoke_role,
  change_organisation: m.codes_action_change_organisation,
  disable_account: m.codes_action_disable_account,
  enable_account: m.codes_action_enable_account,
  change_profile: m.codes_action_change_profile,
  change_password: m.codes_action_change_password,
  reset_password: m.codes_action_reset_password,
  change_second_factor: m.codes_action_change_second_factor
};

export const TENANCY_TYPE_LABELS: Labels<TenancyType> = {
  lease: m.codes_tenancy_lease,
  usufruct_lease: m.codes_tenancy_usufruct_lease,
  permission: m.codes_tenancy_permission,
  interim: m.codes_tenancy_interim,
  sublease: m.codes_tenancy_sublease,
  owner_use: m.codes_tenancy_owner_use
};

export const LOCATION_PRECISION_LABELS: Labels<LocationPrecision> = {
  exact: m.codes_precision_exact,
  building: m.codes_precision_building,
  block: m.codes_precision_block,
  hidden: m.codes_precision_hidden
};

export const DISCLOSURE_GROUND_LABELS: Labels<DisclosureGround> = {
  shop_front: m.codes_disclosure_shop_front,
  legal_person: m.codes_disclosure_legal_person,
  consent: m.codes_disclosure_consent,
  withheld: m.codes_disclosure_withheld
};

export const PARTY_KIND_LABELS: Labels<PartyKind> = {
  legal: m.codes_party_legal,
  natural: m.codes_party_natural
};
