import { and, eq, isNull, lt, or } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import type { ServiceContext } from '../context';
import { account } from '../db/schema';

const PERIOD_S = 30;
const ISSUER = 'IQ_Ost';

/** A new secret for an authenticator app, in Base32. */
export function makeSecondFactor(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads from the QR code (`otpauth://totp/…`). */
export function describeSecondFactor(secret: string, email: string): string {
  return totpOf(secret, email).toString();
}

/**
 * Takes a code of the account's secret (RFC 6238; half a minute, one step early or late) and keeps its step, so that
 * the same code, or one before it, never counts again, also when it comes twice at once. False for any other code.
 */
export async function takeCode(
  { db }: Pick<ServiceContext, 'db'>,
  { accountId, secret, code }: { readonly accountId: string; readonly secret: string; readonly code: string }
): Promise<boolean> {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return false;
  const now = Date.now();
  const delta = totpOf(secret, '').validate({ token, timestamp: now, window: 1 });
  if (delta === null) return false;
  const step = Math.floor(now / 1000 / PERIOD_S) + delta;
  const taken = await db
    .update(account)
    .set({ totpLastStep: step })
    .where(and(eq(account.id, accountId), or(isNull(account.totpLastStep), lt(account.totpLastStep, step))))
    .returning({ id: account.id });
  return taken.length === 1;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), period: PERIOD_S, digits: 6 });
}
