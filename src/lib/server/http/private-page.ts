/**
 * Headers of a page that a secret in its address opens: nobody keeps it and no search engine lists it.
 * What a link leads away to another site is told the origin alone (`SECURITY_HEADERS`).
 */
export const PRIVATE_PAGE: Readonly<Record<string, string>> = {
  'cache-control': 'private, no-store',
  'x-robots-tag': 'noindex'
};
