import { hash, verify } from '@node-rs/argon2';
import { MAX_PASSWORD_LENGTH, normalisePassword } from '../../domain/account';

/** Argon2id is the package's default; the costs follow the OWASP Password Storage Cheat Sheet (19 MiB, 2 passes). */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT_FORM = `$argon2id$v=19$m=${COSTS.memoryCost},t=${COSTS.timeCost},p=${COSTS.parallelism}$`;

/** The hash of a password in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalisePassword(password), COSTS);
}

/** True when a hash was made with other costs than today's and is to be made anew at the next chance. */
export function isOutdated(passwordHash: string): boolean {
  return !passwordHash.startsWith(CURRENT_FORM);
}

let nobodysHash: Promise<string> | undefined;

/**
 * True when the password is the account's. Without an account, and for what is too long to be a password, as much
 * work is done, so that the time of an answer says nothing.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const isTooLong = password.length > 4 * MAX_PASSWORD_LENGTH;
  nobodysHash ??= hashPassword('nobody has this password');
  const isRight = await verify(passwordHash ?? (await nobodysHash), isTooLong ? '' : normalisePassword(password));
  return isRight && passwordHash !== null && !isTooLong;
}
