import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { GrantableRole } from '../../domain/access';
import { normaliseEmail, normaliseName, type InvitationPayload } from '../../domain/account';
import { DomainError } from '../../domain/errors';
import { noteOf, requireAccount, type Addressee } from './account';
import { inChange } from '../change/audit';
import { insertAccount, prepareAccount } from '../auth/new-account';
import { beginSession, type SessionCookie } from '../auth/session';
import { findToken, issueToken, useToken } from '../auth/token';
import type { ServiceContext } from '../context';
import { account, accountToken, organisation } from '../db/schema';
import { insertGrant, requireAdministrator, requireReach, resolveGrant, type WantedGrant } from './grant';
import { queueMail, type MailText } from '../mail/queue';
import { getQuarter } from '../quarter';

export interface NewInvitation extends WantedGrant {
  readonly email: string;
  readonly name: string;
  /** The language of the mail, and of the account that comes of it. */
  readonly locale: string;
  readonly compose: (to: Addressee & { readonly role: GrantableRole }, secret: string) => MailText;
}

/**
 * Invites somebody by mail. They may have an account already.
 * @throws {DomainError} as `resolveGrant`; `invalid` `email_invalid`, `name_invalid`, `locale_unknown` with `field`
 */
export async function invite(context: ServiceContext, invitation: NewInvitation): Promise<void> {
  const grant = await resolveGrant(context, invitation);
  const email = normaliseEmail(invitation.email);
  if (email === null) throw new DomainError('invalid', 'email_invalid', { field: 'email' });
  const name = normaliseName(invitation.name);
  if (name === null) throw new DomainError('invalid', 'name_invalid', { field: 'name' });
  const { locale } = invitation;
  const { settings } = await getQuarter(context);
  if (!settings.locales.includes(locale)) throw new DomainError('invalid', 'locale_unknown', { field: 'locale' });
  await inChange(context, [], async (inside) => {
    const payload: InvitationPayload = { email, name, locale, ...grant };
    const secret = await issueToken(inside, { kind: 'invitation', invitation: payload });
    const text = invitation.compose({ name, locale, role: grant.role }, secret);
    await queueMail(inside, { recipient: email, locale, ...text });
    return { note: { action: 'invite', entity: 'account', entityId: null, detail: { ...grant } }, result: undefined };
  });
}

export interface OpenInvitation {
  /** The hash of its secret. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: GrantableRole;
  readonly isForAllQuarters: boolean;
  readonly organisationName: string | null;
  readonly expiresAt: Date;
}

const isOpen = () =>
  and(eq(accountToken.kind, 'invitation'), isNull(accountToken.usedAt), gt(accountToken.expiresAt, new Date()));

/**
 * Invitations to this quarter, or to all, that nobody has accepted yet.
 * @throws {DomainError} `forbidden`
 */
export async function listInvitations(context: ServiceContext): Promise<OpenInvitation[]> {
  requireAdministrator(context);
  const { id: quarterId } = await getQuarter(context);
  const rows = await context.db
    .select({
      id: accountToken.id,
      payload: accountToken.invitation,
      expiresAt: accountToken.expiresAt,
      organisationName: organisation.name
    })
    .from(accountToken)
    .leftJoin(organisation, sql`${organisation.id} = (${accountToken.invitation}->>'organisationId')::integer`)
    .where(isOpen())
    .orderBy(asc(accountToken.expiresAt));
  return rows.flatMap(({ id, payload, expiresAt, organisationName }) => {
    if (payload === null || (payload.quarterId !== null && payload.quarterId !== quarterId)) return [];
    const { email, name, role } = payload;
    return [{ id, email, name, role, isForAllQuarters: payload.quarterId === null, organisationName, expiresAt }];
  });
}

/**
 * Makes an invitation worthless before anybody has accepted it.
 * @throws {DomainError} `forbidden`, also `not_for_all_quarters`; `conflict` `token_spent`
 */
export async function withdrawInvitation(context: ServiceContext, id: string): Promise<void> {
  requireAdministrator(context);
  await inChange(context, [], async (inside) => {
    const [withdrawn] = await inside.db
      .update(accountToken)
      .set({ usedAt: new Date() })
      .where(and(eq(accountToken.id, id), isOpen()))
      .returning({ payload: accountToken.invitation });
    if (!withdrawn?.payload) throw new DomainError('conflict', 'token_spent');
    const grant = grantOf(withdrawn.payload);
    await requireReach(inside, [grant.quarterId]);
    return {
      note: { action: 'withdraw_invitation', entity: 'account', entityId: null, detail: grant },
      result: undefined
    };
  });
}

/** What whoever holds the link is shown. */
export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly role: GrantableRole;
  readonly organisationName: string | null;
  /** Then they sign in with it to accept. */
  readonly hasAccount: boolean;
}

/** Null where the link is unknown, used, withdrawn or too old. */
export async function findInvitation(context: Pick<ServiceContext, 'db'>, secret: string): Promise<Invitation | null> {
  const payload = (await findToken(context, 'invitation', secret))?.invitation ?? null;
  if (payload === null) return null;
  const { email, name, role, organisationId } = payload;
  const [known] = await context.db.select({ id: account.id }).from(account).where(eq(account.email, email));
  const [found] =
    organisationId === null
      ? []
      : await context.db
          .select({ name: organisation.name })
          .from(organisation)
          .where(eq(organisation.id, organisationId));
  return { email, name, role, organisationName: found?.name ?? null, hasAccount: known !== undefined };
}

export interface Acceptance {
  readonly secret: string;
  readonly name: string;
  readonly password: string;
  readonly userAgent: string | null;
}

/**
 * Accepts an invitation with a new account, and signs it in.
 * @throws {DomainError} `conflict` `token_spent`, `email_taken`; `invalid` with `field`
 */
export async function acceptWithNewAccount(context: ServiceContext, acceptance: Acceptance): Promise<SessionCookie> {
  const { secret, name, password, userAgent } = acceptance;
  const payload = (await findToken(context, 'invitation', secret))?.invitation ?? null;
  if (payload === null) throw new DomainError('conflict', 'token_spent');
  const prepared = await prepareAccount({ email: payload.email, locale: payload.locale, name, password });
  const actor = { ...context.actor, account: { id: prepared.id, name: prepared.name } };
  await inChange({ ...context, actor }, [], async (inside) => {
    await useToken(inside, 'invitation', secret);
    await insertAccount(inside, prepared);
    await insertGrant(inside, prepared.id, grantOf(payload));
    return { note: noteOf('accept_invitation', prepared.id, { ...grantOf(payload) }), result: undefined };
  });
  return beginSession(context, { accountId: prepared.id, userAgent });
}

/**
 * Accepts an invitation with the account that asks, whose mail must be the invited one.
 * @throws {DomainError} `forbidden` `not_signed_in`, `other_account`; `conflict` `token_spent`
 */
export async function acceptInvitation(context: ServiceContext, secret: string): Promise<void> {
  const accountId = requireAccount(context);
  const [own] = await context.db.select({ email: account.email }).from(account).where(eq(account.id, accountId));
  await inChange(context, [], async (inside) => {
    const { invitation } = await useToken(inside, 'invitation', secret);
    if (invitation === null || invitation.email !== own?.email) throw new DomainError('forbidden', 'other_account');
    await insertGrant(inside, accountId, grantOf(invitation));
    return { note: noteOf('accept_invitation', accountId, { ...grantOf(invitation) }), result: undefined };
  });
}

const grantOf = ({ role, quarterId, organisationId }: InvitationPayload) => ({ role, quarterId, organisationId });
