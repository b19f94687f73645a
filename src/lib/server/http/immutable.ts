import { negotiate, type ImmutableResource } from './representation';
import { responseCache } from './response-cache';

/** What a service found for a path: the resource, and whether the path's hash names this very content. */
export interface FoundResource {
  readonly resource: ImmutableResource;
  readonly isCurrent: boolean;
}

/**
 * Answers with a resource and, where the path names its content, keeps it for the launcher's fast path. A
 * path of an older hash gets today's content with `no-cache`: pages opened before an import go on working.
 */
export function respondImmutable(request: Request, { resource, isCurrent }: FoundResource): Response {
  const { pathname } = new URL(request.url);
  if (isCurrent) responseCache().store(pathname, resource);
  const { status, headerList, body } = negotiate(resource, {
    acceptEncoding: request.headers.get('accept-encoding'),
    ifNoneMatch: request.headers.get('if-none-match')
  });
  const headers = new Headers();
  for (let i = 0; i < headerList.length; i += 2) headers.append(headerList[i]!, headerList[i + 1]!);
  return new Response(body === null ? null : new Uint8Array(body), { status, headers });
}
