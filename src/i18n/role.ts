import type { GrantableRole } from '../lib/domain/access';
import type { Labels } from './codes';
import { m } from './paraglide/messages';

/** What people are called by what they may do. */
export const ROLE_LABELS: Labels<GrantableRole> = {
  seeker: m.account_role_seeker,
  owner: m.account_role_owner,
  business: m.account_role_business,
  counsellor: m.account_role_counsellor,
  planner: m.account_role_planner,
  administrator: m.account_role_administrator
};

export const ROLE_NOTES: Labels<GrantableRole> = {
  seeker: m.account_role_note_seeker,
  owner: m.account_role_note_owner,
  business: m.account_role_note_business,
  counsellor: m.account_role_note_counsellor,
  planner: m.account_role_note_planner,
  administrator: m.account_role_note_administrator
};
