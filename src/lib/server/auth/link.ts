import { and, eq, gt, lte } from 'drizzle-orm';
import type { LinkKind } from '../../domain/account';
import type { ServiceContext } from '../context';
import { linkToken } from '../db/schema';
import { hashSecret, makeSecret } from './secret';

type Context = Pick<ServiceContext, 'db'>;

const DAY_MS = 24 * 60 * 60_000;

export interface NewLink {
  readonly kind: LinkKind;
  /** The id of what it is about. */
  readonly subject: string;
  /** So long it works. */
  readonly days: number;
}

/**
 * Makes the secret of a link in a mail to somebody without an account; only the caller ever knows it. It works as often
 * as it is used, until its time is over or `dropLinks`.
 */
export async function issueLink({ db }: Context, { kind, subject, days }: NewLink): Promise<string> {
  const secret = makeSecret();
  const expiresAt = new Date(Date.now() + days * DAY_MS);
  await db.insert(linkToken).values({ id: hashSecret(secret), kind, subject, expiresAt });
  return secret;
}

/** What the link behind a secret is about; null where it is unknown, of another kind, dropped or too old. */
export async function findLink({ db }: Context, kind: LinkKind, secret: string): Promise<string | null> {
  const isAlive = and(
    eq(linkToken.id, hashSecret(secret)),
    eq(linkToken.kind, kind),
    gt(linkToken.expiresAt, new Date())
  );
  const [found] = await db.select({ subject: linkToken.subject }).from(linkToken).where(isAlive);
  return found?.subject ?? null;
}

/** Makes all links of a kind about one thing worthless. */
export async function dropLinks({ db }: Context, kind: LinkKind, subject: string): Promise<void> {
  await db.delete(linkToken).where(and(eq(linkToken.kind, kind), eq(linkToken.subject, subject)));
}

/** Forgets the links whose time is over; how many. */
export async function pruneLinks({ db }: Context): Promise<number> {
  const gone = await db.delete(linkToken).where(lte(linkToken.expiresAt, new Date())).returning({ id: linkToken.id });
  return gone.length;
}
