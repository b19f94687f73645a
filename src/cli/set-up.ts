import { issueSetUp } from '../lib/server/auth/set-up';
import type { ServiceContext } from '../lib/server/context';
import { report } from './program';

/** Prints a new one-time link for the first administrator, as long as the quarter has none. */
export async function offerSetUp(context: Pick<ServiceContext, 'db' | 'quarter'>, address: string): Promise<void> {
  const secret = await issueSetUp(context);
  if (secret !== null) report(`Set up the first administrator: ${address}/set-up?token=${secret}`);
}
