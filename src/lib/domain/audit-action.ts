/** What the audit list tells apart, by what it concerns. "Change" is from a day on, "correct" is "it was never so". */
export const ACTIONS_BY_SUBJECT = {
  occupancy: ['change_occupancy', 'correct_occupancy', 'remove_occupancy', 'confirm_occupancy'],
  unit: ['correct_unit', 'divide_unit', 'merge_units', 'convert_unit', 'add_unit', 'end_unit'],
  building: [
    'insert_storey',
    'correct_storey',
    'remove_storey',
    'correct_building',
    'change_renewal',
    'correct_renewal'
  ],
  business: ['correct_business'],
  listing: [
    'create_listing',
    'change_listing',
    'submit_listing',
    'return_listing',
    'publish_listing',
    'reserve_listing',
    'release_listing',
    'let_listing',
    'withdraw_listing',
    'confirm_listing'
  ],
  guide: ['change_guide', 'change_office'],
  plan: [
    'create_plan',
    'copy_plan',
    'draw_plan',
    'import_plan',
    'describe_plan',
    'start_measure',
    'change_ratio',
    'change_rule',
    'change_zone'
  ],
  /** Steps of a plan that are decisions: they are followed by others, never taken back. */
  decision: ['open_consultation', 'close_consultation', 'adopt_plan', 'withdraw_plan', 'remove_plan'],
  /** Files of offers, and what is done about people who ask: never with anything of theirs in the audit list. */
  office: [
    'add_listing_file',
    'change_listing_file',
    'remove_listing_file',
    'answer_enquiry',
    'change_enquiry',
    'delete_enquiry',
    'arrange_viewing',
    'take_counselling',
    'moderate_comment',
    'answer_comment'
  ],
  change: ['undo'],
  /** What it does by itself. */
  program: ['seed', 'import_buildings', 'expire_listing'],
  account: [
    'set_up',
    'invite',
    'accept_invitation',
    'withdraw_invitation',
    'grant_role',
    'revoke_role',
    'change_organisation',
    'disable_account',
    'enable_account',
    'change_profile',
    'change_password',
    'reset_password',
    'change_second_factor'
  ]
} as const;
export type AuditAction = (typeof ACTIONS_BY_SUBJECT)[keyof typeof ACTIONS_BY_SUBJECT][number];

export const AUDIT_ACTIONS = Object.values(ACTIONS_BY_SUBJECT).flat() as [AuditAction, ...AuditAction[]];
