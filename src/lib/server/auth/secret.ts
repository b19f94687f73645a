import { createHash, randomBytes } from 'node:crypto';

/** A new secret for a link or a cookie: 256 random bits, URL-safe. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret: enough to know it again, of no use to whoever reads the database. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
