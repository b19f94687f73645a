import { and, eq, gt, isNull } from 'drizzle-orm';
import { TOKEN_LIFETIME_MS, type AccountTokenKind, type InvitationPayload } from '../../domain/account';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { accountToken } from '../db/schema';
import { hashSecret, makeSecret } from './secret';

type Context = Pick<ServiceContext, 'db'>;

export interface NewToken {
  readonly kind: AccountTokenKind;
  readonly accountId?: string;
  readonly invitation?: InvitationPayload;
}

export interface AccountToken {
  /** The hash under which it is stored. */
  readonly id: string;
  readonly accountId: string | null;
  readonly invitation: InvitationPayload | null;
  readonly expiresAt: Date;
}

/** Makes a secret for a link or a step; the secret itself is known only to the caller. */
export async function issueToken({ db }: Context, { kind, accountId, invitation }: NewToken): Promise<string> {
  const secret = makeSecret();
  await db.insert(accountToken).values({
    id: hashSecret(secret),
    kind,
    accountId: accountId ?? null,
    invitation: invitation ?? null,
    expiresAt: new Date(Date.now() + TOKEN_LIFETIME_MS[kind])
  });
  return secret;
}

const isAlive = (kind: AccountTokenKind, secret: string) =>
  and(
    eq(accountToken.id, hashSecret(secret)),
    eq(accountToken.kind, kind),
    isNull(accountToken.usedAt),
    gt(accountToken.expiresAt, new Date())
  );

const COLUMNS = {
  id: accountToken.id,
  accountId: accountToken.accountId,
  invitation: accountToken.invitation,
  expiresAt: accountToken.expiresAt
};

/** The token behind a secret, still unused; null where it is unknown, used or too old. */
export async function findToken({ db }: Context, kind: AccountTokenKind, secret: string): Promise<AccountToken | null> {
  const [found] = await db.select(COLUMNS).from(accountToken).where(isAlive(kind, secret));
  return found ?? null;
}

/**
 * Uses a token up. Of several that try at once exactly one succeeds; with the transaction of `context` undone, it is
 * unused again.
 * @throws {DomainError} `conflict` `token_spent` where it is unknown, used or too old
 */
export async function useToken({ db }: Context, kind: AccountTokenKind, secret: string): Promise<AccountToken> {
  const [used] = await db
    .update(accountToken)
    .set({ usedAt: new Date() })
    .where(isAlive(kind, secret))
    .returning(COLUMNS);
  if (!used) throw new DomainError('conflict', 'token_spent');
  return used;
}

/** Makes the unused tokens of a kind worthless, of one account or, without one, all of them. */
export async function voidTokens({ db }: Context, kind: AccountTokenKind, accountId?: string): Promise<void> {
  await db
    .update(accountToken)
    .set({ usedAt: new Date() })
    .where(
      and(
        eq(accountToken.kind, kind),
        isNull(accountToken.usedAt),
        accountId === undefined ? undefined : eq(accountToken.accountId, accountId)
      )
    );
}
