import { and, desc, eq, gt, ne } from 'drizzle-orm';
import { Lucia, TimeSpan } from 'lucia';
import { ROLES, type Actor } from '../../domain/access';
import { SESSION_DAYS } from '../../domain/account';
import type { ServiceContext } from '../context';
import { session } from '../db/schema';
import { hashSecret, makeSecret } from './secret';
import { HashingAdapter, type AccountAttributes, type SessionAttributes } from './session-adapter';

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaFor>;
    DatabaseUserAttributes: AccountAttributes;
    DatabaseSessionAttributes: SessionAttributes;
  }
}

type Context = Pick<ServiceContext, 'db' | 'quarter'>;

export const SESSION_COOKIE = 'iq_ost_session';
const LONGEST_USER_AGENT = 300;
const SECRET = /^[\w-]{43}$/;

/** Who is signed in, for pages; never sent to anybody else. */
export interface Viewer {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly hasSecondFactor: boolean;
}

/** A secret for the cookie, and until when it is kept. */
export interface SessionCookie {
  readonly secret: string;
  readonly expiresAt: Date;
}

export interface KnownSession {
  /** The hash of the cookie's secret; names the session in the list of one's own. */
  readonly id: string;
  readonly viewer: Viewer;
  readonly actor: Actor;
  /** Set where its end has just been moved and the cookie must be written again. */
  readonly refreshed: SessionCookie | null;
}

function luciaFor(context: Context) {
  return new Lucia(new HashingAdapter(context), {
    sessionExpiresIn: new TimeSpan(SESSION_DAYS, 'd'),
    getUserAttributes: (attributes: AccountAttributes) => attributes
  });
}

/**
 * Who is behind a cookie; null where it is unknown, ended or its account disabled. Everything that the account may do
 * is read anew each time, so that a role that was taken away is gone with the next request. An actor with an account
 * keeps the role `public`: signing in never takes anything away.
 */
export async function readSession(context: Context, secret: string): Promise<KnownSession | null> {
  if (!SECRET.test(secret)) return null;
  const { session: found, user } = await luciaFor(context).validateSession(secret);
  if (found === null) return null;
  const { id: accountId, email, name, locale, hasSecondFactor, roles, buildingIds, businessIds } = user;
  const held: ReadonlySet<string> = new Set(['public', ...roles]);
  return {
    id: hashSecret(secret),
    viewer: { accountId, email, name, locale, hasSecondFactor },
    actor: {
      account: { id: accountId, name },
      roles: ROLES.filter((role) => held.has(role)),
      buildingIds,
      businessIds
    },
    refreshed: found.fresh ? { secret, expiresAt: found.expiresAt } : null
  };
}

/** Begins a session; its secret goes into the cookie and nowhere else. */
export async function beginSession(
  context: Context,
  { accountId, userAgent }: { readonly accountId: string; readonly userAgent: string | null }
): Promise<SessionCookie> {
  const secret = makeSecret();
  const attributes = { userAgent: userAgent?.slice(0, LONGEST_USER_AGENT) ?? null };
  const { expiresAt } = await luciaFor(context).createSession(accountId, attributes, { sessionId: secret });
  return { secret, expiresAt };
}

/** Ends the session of a cookie; nothing happens where there is none. */
export async function endSession(context: Context, secret: string): Promise<void> {
  await luciaFor(context).invalidateSession(secret);
}

/** Ends all sessions of an account, except the one with the given id (hash). */
export async function endSessions({ db }: Pick<Context, 'db'>, accountId: string, exceptId?: string): Promise<void> {
  await db
    .delete(session)
    .where(and(eq(session.accountId, accountId), exceptId === undefined ? undefined : ne(session.id, exceptId)));
}

export interface OwnSession {
  readonly id: string;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** The running sessions of an account, the newest first. */
export async function listSessions({ db }: Pick<Context, 'db'>, accountId: string): Promise<OwnSession[]> {
  return db
    .select({
      id: session.id,
      userAgent: session.userAgent,
      createdAt: session.createdAt,
      expiresAt: session.expiresAt
    })
    .from(session)
    .where(and(eq(session.accountId, accountId), gt(session.expiresAt, new Date())))
    .orderBy(desc(session.createdAt));
}

/** Ends one of the account's own sessions by its id from the list. */
export async function endListedSession({ db }: Pick<Context, 'db'>, accountId: string, id: string): Promise<void> {
  await db.delete(session).where(and(eq(session.accountId, accountId), eq(session.id, id)));
}
