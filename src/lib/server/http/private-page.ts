import { DomainError } from '../../domain/errors';
import { guard } from './errors';

/**
 * Headers of a page that a secret in its address opens: nobody keeps it and no search engine lists it.
 * What a link leads away to another site is told the origin alone (`SECURITY_HEADERS`).
 */
export const PRIVATE_PAGE: Readonly<Record<string, string>> = {
  'cache-control': 'private, no-store',
  'x-robots-tag': 'noindex'
};

interface PrivateEvent {
  readonly locals: { status?: number | undefined };
  readonly setHeaders: (headers: Record<string, string>) => void;
}

/**
 * What the secret in the address opens, as a page that nobody keeps; null where it opens nothing, or no longer. The page
 * then says so in words of its own, with the status 404.
 */
export function openPrivate<T>({ locals, setHeaders }: PrivateEvent, read: () => Promise<T | null>): Promise<T | null> {
  setHeaders({ ...PRIVATE_PAGE });
  return guard(async () => {
    const opened = await read().catch((cause: unknown) => {
      if (cause instanceof DomainError && cause.kind === 'not_found') return null;
      throw cause;
    });
    if (opened === null) locals.status = 404;
    return opened;
  });
}
