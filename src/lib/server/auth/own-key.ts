import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { ServiceContext } from '../context';
import { ownKey } from '../db/schema';

const KEY_BYTES = 32;

/** A random key that the product makes for itself at first use and keeps; all its processes share it. */
export async function readOwnKey({ db }: Pick<ServiceContext, 'db'>, name: string): Promise<Uint8Array> {
  const [known] = await db.select({ key: ownKey.key }).from(ownKey).where(eq(ownKey.name, name));
  if (known) return known.key;
  const fresh = randomBytes(KEY_BYTES);
  await db.insert(ownKey).values({ name, key: fresh }).onConflictDoNothing();
  // Another process may have been faster.
  const [kept] = await db.select({ key: ownKey.key }).from(ownKey).where(eq(ownKey.name, name));
  return kept!.key;
}
