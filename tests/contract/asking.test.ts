import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HONEYPOT_FIELD, STAMP_FIELD, type PublicForm } from '../../src/lib/domain/public-form';
import { THROTTLE_RULES } from '../../src/lib/domain/account';
import { findLink, issueLink } from '../../src/lib/server/auth/link';
import { openDatabase, type OpenDatabase } from '../../src/lib/server/db/client';
import { databaseUrl, readCredentials } from '../../src/lib/server/db/embedded/credentials';
import { issueStamp } from '../../src/lib/server/http/public-form';
import { startBuiltApp, type BuiltApp } from '../support/built-app';
import { makeConsultation } from '../support/drivers/consultation';

const FOREIGN = 'https://evil.example';
const UNKNOWN_SECRET = 'A'.repeat(43);

let app: BuiltApp;
let database: OpenDatabase;
let listingId: number;
let planId: number;
let before: string;

beforeAll(async () => {
  app = await startBuiltApp();
  database = openDatabase(databaseUrl(readCredentials(app.dataDirectory)!), { poolSize: 1 });
  const [row] = await database.sql<{ id: number }[]>`
    select min(l.id) as id from listing l join unit u on u.id = l.unit_id where l.status = 'public' and l.expires_on > now()`;
  listingId = row!.id;
  planId = (await makeConsultation(database, { title: 'Plan' })).id;
});
afterAll(async () => {
  await database.close();
  await app.close();
});
beforeEach(async () => {
  await database.sql`delete from throttle`;
  before = await readState();
});

/** Everything that is stored about people who look for a space or comment on a plan. */
async function readState(): Promise<string> {
  const [state] = await database.sql<{ state: string }[]>`
    select md5(concat((select string_agg(e::text, '' order by id) from enquiry e),
      (select string_agg(e::text, '' order by id) from enquiry_message e), (select count(*) from enquiry_statistic),
      (select string_agg(r::text, '' order by id) from space_request r), (select count(*) from mail),
      (select string_agg(c::text, '' order by id) from plan_comment c),
      (select count(*) from viewing), (select count(*) from link_token))) as state`;
  return state!.state;
}

const olderStamp = (form: PublicForm, seconds = 10) =>
  issueStamp(database, form, new Date(Date.now() - seconds * 1000));

interface Posted {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
}

/** Sends a form as a page without a script does, or as somebody does who writes to the server directly. */
async function post(
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {}
): Promise<Posted> {
  const answer = await fetch(`${app.baseUrl}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: app.baseUrl, accept: 'text/html', ...headers },
    body: new URLSearchParams(fields)
  });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') };
}

const ENQUIRY = { name: 'Amal', email: 'amal@example.org', message: 'Guten Tag', consent: 'yes' };
const REQUEST = { email: 'dana@example.org', alerts: 'yes', locale: 'de', consent: 'yes' };

async function ask(fields: Readonly<Record<string, string>> = {}, headers: Readonly<Record<string, string>> = {}) {
  const stamp = await olderStamp('enquiry');
  return post(`/listings/${listingId}/enquiry`, { ...ENQUIRY, [STAMP_FIELD]: stamp, ...fields }, headers);
}
async function store(fields: Readonly<Record<string, string>> = {}, headers: Readonly<Record<string, string>> = {}) {
  const stamp = await olderStamp('request');
  return post('/requests/new?for=retail', { ...REQUEST, [STAMP_FIELD]: stamp, ...fields }, headers);
}

async function comment(fields: Readonly<Record<string, string>> = {}) {
  const stamp = await olderStamp('comment');
  const words = { about: 'plan', text: 'Mehr Bäume!', consent: 'yes' };
  return post(`/plans/${planId}/consultation`, { ...words, [STAMP_FIELD]: stamp, ...fields });
}

describe('a comment on a plan', () => {
  it('is taken with what people send, and leads to a page that nobody keeps', async () => {
    const { status, location } = await comment();
    expect(status).toBe(303);
    expect(location).toMatch(/^\/comments\/[\w-]{43}\?sent=yes$/);
    const own = await fetch(app.baseUrl + location!);
    expect(own.headers.get('cache-control')).toBe('private, no-store');
    expect(own.headers.get('x-robots-tag')).toBe('noindex');
    expect(own.headers.has('set-cookie')).toBe(false);
    expect(await readState()).not.toBe(before);
  });

  it.each([
    ['in which the field that nobody sees is filled', { [HONEYPOT_FIELD]: 'x' }, 'leer bleiben muss'],
    ['with a time that nobody signed', { [STAMP_FIELD]: 'abc.AAAAAAAAAAAAAAAAAAAAAA' }, 'lange offen'],
    ['with the stamp of another form', { [STAMP_FIELD]: 'enquiry' }, 'lange offen'],
    ['without words', { text: ' ' }, 'ein paar Worte'],
    ['with too many words', { text: 'x'.repeat(3001) }, 'kürzer'],
    ['about what the plan says nothing of', { about: 'unit-2147483647' }, 'sagt dieser Plan nichts'],
    ['with a second address in the header', { email: 'a@example.org\r\nBcc: b@example.org' }, 'issue'],
    ['without consent', { consent: '' }, 'Ohne Ihre Zustimmung']
  ])('%s comes back with the reason at its place', async (_, fields, reason) => {
    const isForeign = fields[STAMP_FIELD as keyof typeof fields] === 'enquiry';
    const { status, text } = await comment({
      ...fields,
      ...(isForeign && { [STAMP_FIELD]: await olderStamp('enquiry') })
    });
    expect(status).toBe(422);
    expect(text).toContain(reason);
    expect(await readState()).toBe(before);
  });

  it('is refused in words where nobody is asked, or no more', async () => {
    await database.sql`update use_plan set consultation_to = consultation_from where id = ${planId}`;
    const { status, text } = await comment({ text: 'Zauberwort' });
    expect(status).toBe(409);
    expect(text).toContain('Die Beteiligung läuft nicht');
    expect(text).toContain('Zauberwort');
    const [draft] = await database.sql<{ id: number }[]>`select min(id) as id from use_plan where status = 'draft'`;
    const hidden = await post(`/plans/${draft!.id}/consultation`, {
      ...{ about: 'plan', text: 'x', consent: 'yes', [STAMP_FIELD]: await olderStamp('comment') }
    });
    expect(hidden.status).toBe(404);
    expect(await readState()).toBe(before);
  });
});

describe('a form that anybody may send', () => {
  it('is taken with what people send', async () => {
    expect(await ask()).toMatchObject({ status: 303, location: `/listings/${listingId}/enquiry/sent` });
    const afterOne = await readState();
    expect(afterOne).not.toBe(before);
    expect(await store()).toMatchObject({ status: 303, location: '/requests/sent' });
    expect(await readState()).not.toBe(afterOne);
  });

  it('that comes at once is given back with all that was typed, and taken when it is sent again', async () => {
    const stamp = await issueStamp(database, 'enquiry');
    const early = await ask({ [STAMP_FIELD]: stamp, message: 'Zauberwort am Fenster' });
    expect(early.status).toBe(422);
    expect(early.text).toContain('Das ging sehr schnell.');
    expect(early.text).toContain('Zauberwort am Fenster');
    expect(early.text).toContain(stamp);
    expect(await readState()).toBe(before);
  });

  it.each([
    [
      'in which the field that nobody sees is filled',
      { [HONEYPOT_FIELD]: 'https://spam.example' },
      'leer bleiben muss'
    ],
    ['without the time at which it was made', { [STAMP_FIELD]: '' }, 'lange offen'],
    ['with a time that nobody signed', { [STAMP_FIELD]: 'abc.AAAAAAAAAAAAAAAAAAAAAA' }, 'lange offen'],
    ['with a text that is too long', { message: 'x'.repeat(5000) }, 'kürzer'],
    ['with a text of nothing', { message: ' \n ' }, 'ein paar Worte'],
    ['with letters that nobody types', { message: 'Guten\u0000Tag' }, 'Zeichen, die wir nicht annehmen'],
    ['without consent', { consent: '' }, 'Ohne Ihre Zustimmung'],
    ['with a second address in the header', { email: 'a@example.org\r\nBcc: b@example.org' }, 'issue'],
    ['with two addresses', { email: 'a@example.org, b@example.org' }, 'issue'],
    ['with a header in the name', { name: 'Amal\r\nBcc: b@example.org' }, 'issue'],
    ['with a telephone number that is a header', { phone: '0341 1\r\nBcc: b@example.org' }, 'keine Telefonnummer']
  ])('%s comes back with the reason at its place', async (_, fields, reason) => {
    const { status, text } = await ask(fields);
    expect(status).toBe(422);
    expect(text).toContain(reason);
    expect(await readState()).toBe(before);
  });

  it.each([
    ['to another address than a single one', { email: 'a@example.org\r\nBcc: b@example.org' }, 422],
    ['for nothing', { alerts: '' }, 422],
    ['in a language of mails that there is not', { locale: 'xx' }, 422],
    ['for counselling without consent', { counsellingLanguage: 'ar' }, 422],
    ['with an enquiry’s stamp', { [STAMP_FIELD]: 'enquiry' }, 422]
  ])('to store a request %s is refused', async (_, fields, status) => {
    const own = fields[STAMP_FIELD as keyof typeof fields] === 'enquiry';
    const answer = await store({ ...fields, ...(own && { [STAMP_FIELD]: await olderStamp('enquiry') }) });
    expect(answer.status).toBe(status);
    expect(await readState()).toBe(before);
  });

  it('of a megabyte is refused before it is read', async () => {
    for (const send of [ask, store]) {
      const { status, text } = await send({ message: 'x'.repeat(1_000_000) });
      expect(status).toBe(413);
      expect(text.length).toBeLessThan(20_000);
    }
    expect(await readState()).toBe(before);
  });

  it('about an offer that is not public is refused as if there were none', async () => {
    const [hidden] = await database.sql<{ id: number }[]>`
      insert into listing (quarter_id, unit_id, ref, title, description, status, available_on, source_id)
      select quarter_id, unit_id, 'draft/asking', 'Entwurf', 'Still.', 'draft', available_on, source_id
      from listing where id = ${listingId} returning id`;
    const path = `/listings/${hidden!.id}/enquiry`;
    const fields = { ...ENQUIRY, [STAMP_FIELD]: await olderStamp('enquiry') };
    const [draft, none] = [await post(path, fields), await post('/listings/2147483647/enquiry', fields)];
    expect([draft.status, none.status]).toEqual([404, 404]);
    expect(await readState()).toBe(before);
    await database.sql`delete from listing where id = ${hidden!.id}`;
  });

  it('of another site is refused', async () => {
    for (const send of [ask, store]) expect((await send({}, { origin: FOREIGN })).status).toBe(403);
    expect(await readState()).toBe(before);
  });

  it('is slowed down by mail, in words; under another mail it is taken', async () => {
    const { freeAttempts } = THROTTLE_RULES.enquiry_mail;
    const email = 'eilig@example.org';
    for (let count = 0; count < freeAttempts; count += 1) expect((await ask({ email })).status).toBe(303);
    const taken = await readState();
    const refused = await ask({ email, message: 'Noch einmal' });
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('Noch einmal');
    expect(refused.text).toMatch(/role="alert"[^]*?<p[^>]*>[^<]+<\/p>/);
    expect(await readState()).toBe(taken);
    expect((await ask({ email: 'ruhig@example.org' })).status).toBe(303);
  });

  it('is slowed down by network address, whatever a header claims', async () => {
    const { freeAttempts } = THROTTLE_RULES.enquiry_address;
    const statuses: number[] = [];
    for (let count = 0; count <= freeAttempts; count += 1) {
      const { status } = await ask(
        { email: `viele-${count}@example.org` },
        { 'x-forwarded-for': `198.51.100.${count}` }
      );
      statuses.push(status);
    }
    expect(statuses).toEqual([...Array.from({ length: freeAttempts }, () => 303), 429]);
  });
});

describe('one press of a mail program', () => {
  const ONE_CLICK = { 'List-Unsubscribe': 'One-Click' };

  async function makeRequest(): Promise<{ id: string; secret: string }> {
    const [row] = await database.sql<{ id: string }[]>`
      insert into space_request (quarter_id, kind, criteria, locale, email, consented_at, confirmed_at, alerts_from, expires_on)
      select id, 'search', '{"kind":"search","filter":{"uses":[],"storeys":[]}}', 'de', 'dana@example.org', now(), now(),
        now(), current_date + 30 from quarter where slug = 'iq-ost' returning id`;
    return { id: row!.id, secret: await issueLink(database, { kind: 'manage_request', subject: row!.id, days: 1 }) };
  }
  async function hasAlerts(id: string): Promise<boolean> {
    const [row] = await database.sql<{ isOn: boolean }[]>`
      select alerts_from is not null as "isOn" from space_request where id = ${id}`;
    return row!.isOn;
  }

  it.each([
    ['without an origin', '', {}],
    ['from a mail program in the browser', '', { origin: FOREIGN }],
    ['from a page without an origin', '', { origin: 'null' }],
    ['in another language', '/ar', {}]
  ])('%s ends the mails', async (_, prefix, headers: Record<string, string>) => {
    const { id, secret } = await makeRequest();
    const answer = await fetch(`${app.baseUrl}${prefix}/requests/${secret}/unsubscribe`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(ONE_CLICK)
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await hasAlerts(id)).toBe(false);
    // The link still opens the page, where all can be deleted.
    expect(await findLink(database, 'manage_request', secret)).toBe(id);
  });

  it('with a secret that opens nothing is answered so', async () => {
    const { id } = await makeRequest();
    expect((await post(`/requests/${UNKNOWN_SECRET}/unsubscribe`, ONE_CLICK, { origin: FOREIGN })).status).toBe(404);
    expect(await hasAlerts(id)).toBe(true);
  });

  it('is no visit: who only looks at the address changes nothing', async () => {
    const { id, secret } = await makeRequest();
    const answer = await fetch(`${app.baseUrl}/requests/${secret}/unsubscribe`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/requests/${secret}`]);
    expect(await hasAlerts(id)).toBe(true);
  });

  it.each(['pause', 'delete'])('is all that another site may press: not %s on the page', async (action) => {
    const { id, secret } = await makeRequest();
    const { status } = await post(`/requests/${secret}?/${action}`, { sure: 'yes' }, { origin: FOREIGN });
    expect(status).toBe(403);
    expect(await hasAlerts(id)).toBe(true);
  });
});

describe('a page that a secret opens', () => {
  it.each([
    ['/enquiries/', 'Vielleicht ist die Anfrage schon gelöscht.'],
    ['/requests/', 'Vielleicht ist das Gesuch schon gelöscht.'],
    ['/requests/confirm/', 'Sie können Ihr Gesuch neu anlegen.']
  ])('says below %s in words of its own that there is none, and nobody keeps it', async (path, words) => {
    const answer = await fetch(`${app.baseUrl}${path}${UNKNOWN_SECRET}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain(words);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
  });

  it.each([
    ['/enquiries/', 'reply'],
    ['/enquiries/', 'delete'],
    ['/requests/', 'delete'],
    ['/requests/confirm/', '']
  ])('takes no form below %s (%s) where there is none', async (path, action) => {
    const { status } = await post(`${path}${UNKNOWN_SECRET}${action && `?/${action}`}`, { text: 'Hallo', sure: 'yes' });
    expect(status).toBe(404);
    expect(await readState()).toBe(before);
  });
});
