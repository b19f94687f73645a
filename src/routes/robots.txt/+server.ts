import type { RequestHandler } from './$types';

/** Pages for people with accounts and answers that never end; what is public may all be read. */
const CLOSED = ['/account', '/admin', '/desk', '/edit', '/sign-in', '/sign-out', '/changes'];

export const GET: RequestHandler = ({ request }) => {
  const lines = ['User-agent: *', ...CLOSED.flatMap((path) => [`Disallow: ${path}`, `Disallow: /*${path}`])];
  const sitemap = new URL('/sitemap.xml', new URL(request.url).origin).href;
  return new Response(`${lines.join('\n')}\n\nSitemap: ${sitemap}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' }
  });
};
