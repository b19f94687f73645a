import { and, isNotNull, lt, or } from 'drizzle-orm';
import type { ServiceContext } from '../context';
import { accountToken, mail, session, throttle } from '../db/schema';

const DAY_MS = 86_400_000;
/** How long a mail that was sent, and a link that is over, is kept to be looked up. */
const KEPT_DAYS = 30;

/** Deletes what no longer counts: sessions that are over, forgotten attempts, old links and mails. */
export async function removeExpired({ db }: Pick<ServiceContext, 'db'>): Promise<void> {
  const now = Date.now();
  const old = new Date(now - KEPT_DAYS * DAY_MS);
  await db.delete(session).where(lt(session.expiresAt, new Date(now)));
  await db.delete(throttle).where(lt(throttle.windowEndsAt, new Date(now - DAY_MS)));
  await db
    .delete(accountToken)
    .where(or(lt(accountToken.expiresAt, old), and(isNotNull(accountToken.usedAt), lt(accountToken.usedAt, old))));
  await db.delete(mail).where(lt(mail.createdAt, old));
}
