import type { GrantableRole } from './access';

/** What a secret link or step is for. */
export const ACCOUNT_TOKEN_KINDS = ['setup', 'invitation', 'reset', 'second_factor'] as const;
export type AccountTokenKind = (typeof ACCOUNT_TOKEN_KINDS)[number];

/** What an invitation promises to whoever accepts it. */
export interface InvitationPayload {
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly role: GrantableRole;
  /** Null: in all quarters. */
  readonly quarterId: number | null;
  readonly organisationId: number | null;
}
