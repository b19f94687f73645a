import { m } from '../../../i18n/paraglide/messages';
import { ACTIONS_BY_SUBJECT, type AuditAction } from '../../domain/codes';

const { occupancy, unit, building, business, listing, guide, plan, decision, office, change, program, account } =
  ACTIONS_BY_SUBJECT;

/** Actions as the filter of the audit list offers them, alike ones together. Every action is in one group. */
export const ACTION_GROUPS: readonly { readonly label: () => string; readonly actions: readonly AuditAction[] }[] = [
  { label: m.desk_group_occupancy, actions: occupancy },
  { label: m.desk_group_unit, actions: unit },
  { label: m.desk_group_building, actions: building },
  { label: m.desk_group_listing, actions: listing },
  { label: m.desk_group_plan, actions: [...plan, ...decision] },
  { label: m.desk_group_office, actions: office },
  { label: m.desk_group_other, actions: [...business, ...guide, ...change, ...program] },
  { label: m.desk_group_account, actions: account }
];
