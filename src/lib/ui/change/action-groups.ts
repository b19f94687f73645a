import { m } from '../../../i18n/paraglide/messages';
import type { AuditAction } from '../../domain/codes';

/** Actions as the filter of the audit list offers them, alike ones together. Every action is in one group. */
export const ACTION_GROUPS: readonly { readonly label: () => string; readonly actions: readonly AuditAction[] }[] = [
  {
    label: m.desk_group_occupancy,
    actions: ['change_occupancy', 'correct_occupancy', 'remove_occupancy', 'confirm_occupancy']
  },
  {
    label: m.desk_group_unit,
    actions: ['correct_unit', 'divide_unit', 'merge_units', 'convert_unit', 'add_unit', 'end_unit']
  },
  {
    label: m.desk_group_building,
    actions: [
      'insert_storey',
      'correct_storey',
      'remove_storey',
      'correct_building',
      'change_renewal',
      'correct_renewal'
    ]
  },
  { label: m.desk_group_other, actions: ['correct_business', 'undo', 'seed', 'import_buildings'] },
  {
    label: m.desk_group_account,
    actions: [
      'set_up',
      'invite',
      'accept_invitation',
      'grant_role',
      'revoke_role',
      'change_organisation',
      'disable_account',
      'enable_account',
      'change_password',
      'reset_password',
      'change_second_factor'
    ]
  }
];
