import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { SESSION_COOKIE } from '../../src/lib/server/auth/session';
import { startBuiltApp, type BuiltApp } from '../support/built-app';

const PASSWORD = 'ein ganzer Satz als Schlüssel';
const at = (path: string, init?: RequestInit) => fetch(inject('baseUrl') + path, { redirect: 'manual', ...init });

/** Sends a form as a browser without scripts does. */
function post(
  baseUrl: string,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Record<string, string> = {}
) {
  return fetch(baseUrl + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: baseUrl, accept: 'text/html', ...headers },
    body: new URLSearchParams(fields)
  });
}

describe('readers without an account', () => {
  it.each(['/', '/en', '/ar/units/1', '/listings', '/sign-in', '/forgotten-password', '/attributes.json', '/nowhere'])(
    'get no cookie from %s',
    async (path) => {
      const { headers } = await at(path);
      expect(headers.get('set-cookie')).toBeNull();
    }
  );

  it.each(['/admin', '/admin/accounts', '/en/admin/outbox', '/account'])(
    'are led from %s to the sign-in page',
    async (path) => {
      const { status, headers } = await at(path);
      expect(status).toBe(303);
      expect(headers.get('location')).toMatch(/^(\/en)?\/sign-in\?next=/);
    }
  );

  it.each(['/sign-in', '/set-up', '/invitation', '/reset-password', '/forgotten-password'])(
    'find %s, which nobody keeps and no search engine lists',
    async (path) => {
      const { status, headers } = await at(path);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('x-robots-tag')).toBe('noindex');
    }
  );

  it('lose a cookie that is worth nothing, once', async () => {
    const { status, headers } = await at('/', { headers: { cookie: `${SESSION_COOKIE}=${'x'.repeat(43)}` } });
    expect(status).toBe(200);
    expect(headers.get('set-cookie')).toMatch(new RegExp(`^${SESSION_COOKIE}=;.*Max-Age=0`));
  });
});

describe('a form', () => {
  const credentials = { email: 'a@example.org', password: 'falsch und lang' };

  it.each([
    '/sign-in?/password',
    '/set-up',
    '/forgotten-password',
    '/account?/signOutEverywhere',
    '/admin/organisations',
    '/sign-out'
  ])('of another site is refused by %s', async (path) => {
    const answer = await post(inject('baseUrl'), path, credentials, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('without an origin is refused, too', async () => {
    const { status } = await at('/sign-in?/password', { method: 'POST', body: new URLSearchParams(credentials) });
    expect(status).toBe(403);
  });

  it('of ten megabytes is refused before it is read', async () => {
    const fields = { email: 'a'.repeat(10_000_000), password: 'x' };
    expect((await post(inject('baseUrl'), '/sign-in?/password', fields)).status).toBe(413);
  });
});

describe('the first administrator', () => {
  let app: BuiltApp;
  let link: string;
  let cookie: string;
  /** Either of the two who use the link at once may win. */
  let email: string;
  const ada = { email: 'Ada@Example.org', name: 'Ada', password: PASSWORD };

  beforeAll(async () => {
    app = await startBuiltApp();
    [, link = ''] = await app.program.waitForOutput(/Set up the first administrator: (\S+)\n/);
  });
  afterAll(() => app.close());

  it('is set up by the link on the console, once, with everything typed kept meanwhile', async () => {
    const path = link.replace(app.baseUrl, '');
    expect(path).toMatch(/^\/set-up\?token=[\w-]{43}$/);
    const refused = await post(app.baseUrl, path, { ...ada, password: 'kurz' });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('value="Ada@Example.org"');
    expect(page).not.toContain('value="kurz"');
    const [first, second] = await Promise.all([
      post(app.baseUrl, path, ada),
      post(app.baseUrl, path, { ...ada, email: 'eve@example.org' })
    ]);
    expect([first.status, second.status].sort()).toEqual([303, 409]);
    const winner = first.status === 303 ? first : second;
    cookie = winner.headers.get('set-cookie')!;
    email = winner === first ? 'ada@example.org' : 'eve@example.org';
    expect((await post(app.baseUrl, path, { ...ada, email: 'late@example.org' })).status).toBe(409);
  });

  it('has a cookie that no script reads and no other site sends', () => {
    expect(cookie).toMatch(new RegExp(`^${SESSION_COOKIE}=[\\w-]{43}; Path=/; Expires=[^;]+; HttpOnly; SameSite=Lax$`));
    const [, expires = ''] = /Expires=([^;]+)/.exec(cookie) ?? [];
    const days = (Date.parse(expires) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThan(30.1);
  });

  it('gets answers that nobody keeps, and no second cookie', async () => {
    const own = { headers: { cookie: cookie.split(';')[0]! }, redirect: 'manual' } as const;
    for (const path of ['/', '/admin/accounts', '/attributes.json', '/units/1']) {
      const { status, headers } = await fetch(app.baseUrl + path, own);
      expect([path, status, headers.get('cache-control')]).toEqual([path, 200, 'private, no-store']);
      expect(headers.get('vary')).toContain('Cookie');
      expect(headers.get('set-cookie')).toBeNull();
    }
  });

  it('signs in, out and in again; next leads only to our own pages', async () => {
    const headers = { cookie: cookie.split(';')[0]! };
    const out = await post(app.baseUrl, '/sign-out', {}, headers);
    expect([out.status, out.headers.get('set-cookie')]).toEqual([303, expect.stringContaining('Max-Age=0')]);
    expect((await fetch(`${app.baseUrl}/account`, { headers, redirect: 'manual' })).status).toBe(303);
    const leads = async (next: string) => {
      const answer = await post(app.baseUrl, '/sign-in?/password', { ...ada, email, next });
      return answer.headers.get('location');
    };
    expect(await leads('/units/3')).toBe('/units/3');
    expect(await leads('//evil.example/x')).toBe('/admin');
    expect(await leads('https://evil.example')).toBe('/admin');
  });

  it('and nobody else is told by the answer whether an account exists', async () => {
    const answers = [];
    for (const email of ['ada@example.org', 'eve@example.org', 'nobody@example.org']) {
      const answer = await post(app.baseUrl, '/sign-in?/password', { email, password: 'falsch und lang' });
      const text = (await answer.text()).replaceAll(email, '').replace(/nonce="[^"]*"|nonce-[\w+/=]+/g, '');
      answers.push(`${answer.status} ${text.replace(/"?__sveltekit_\w+/g, '')}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^403 /);
    const asked = [];
    for (const email of ['ada@example.org', 'eve@example.org', 'nobody@example.org']) {
      const answer = await post(app.baseUrl, '/forgotten-password', { email });
      asked.push(answer.status);
    }
    expect(asked).toEqual([200, 200, 200]);
  });
});
