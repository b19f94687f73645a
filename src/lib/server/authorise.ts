import { reachOf, type Capability } from '../domain/access';
import { DomainError } from '../domain/errors';
import type { ServiceContext } from './context';

/**
 * Throws `forbidden` where the actor does not hold `capability` at all: `sign_in_needed` for readers without an
 * account, else `role_needed`. What is only one's own is for the service to compare.
 */
export function assertCapable({ actor }: Pick<ServiceContext, 'actor'>, capability: Capability): void {
  if (reachOf(actor, capability) !== 'none') return;
  throw new DomainError('forbidden', actor.account === null ? 'sign_in_needed' : 'role_needed');
}
