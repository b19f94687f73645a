import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../src/lib/server/auth/session';
import { openDatabase, type OpenDatabase } from '../../src/lib/server/db/client';
import { databaseUrl, readCredentials } from '../../src/lib/server/db/embedded/credentials';
import { beginTestSession, createAccount } from '../support/accounts';
import { startBuiltApp, type BuiltApp } from '../support/built-app';
import { takePhoto } from '../support/drivers/offers';

const QUARTER = 'iq-ost';
let app: BuiltApp;
let database: OpenDatabase;
let cookie: string;
let listingId: number;

beforeAll(async () => {
  app = await startBuiltApp();
  database = openDatabase(databaseUrl(readCredentials(app.dataDirectory)!), { poolSize: 1 });
  const planner = await createAccount(database.db, QUARTER, { role: 'planner' });
  cookie = `${SESSION_COOKIE}=${await beginTestSession(database.db, QUARTER, planner.id)}`;
  const [row] = await database.sql<{ id: number }[]>`
    select l.id from listing l where status = 'public' and expires_on > current_date and not exists
      (select from occupancy o where o.unit_id = l.unit_id and o.valid @> current_date and o.status = 'occupied')
    order by l.id limit 1`;
  listingId = row!.id;
});
afterAll(async () => {
  await database.close();
  await app.close();
});

async function upload(files: readonly Buffer[], headers: Record<string, string> = { cookie }) {
  const body = new FormData();
  for (const [index, bytes] of files.entries()) {
    body.append('files', new File([new Uint8Array(bytes)], `bild-${index}.jpg`, { type: 'image/jpeg' }));
  }
  body.append('altText', 'Der Laden von der Straße');
  body.append('credit', 'Hausverein, CC BY 4.0');
  body.append('isChecked', 'yes');
  const response = await fetch(`${app.baseUrl}/desk/listings/${listingId}?/addFiles`, {
    method: 'POST',
    headers: { origin: app.baseUrl, accept: 'application/json', 'x-sveltekit-action': 'true', ...headers },
    body
  });
  const answer = (await response.json()) as { type?: string; status?: number };
  return { status: answer.status ?? response.status, type: answer.type };
}

const countFiles = async () =>
  (await database.sql<{ count: number }[]>`select count(*)::integer as count from listing_file`)[0]!.count;

describe('an upload', () => {
  it('may be larger than any form, and several pictures at once', async () => {
    const photos = [await takePhoto(2400), await takePhoto(2000)];
    expect(photos[0]!.length + photos[1]!.length).toBeGreaterThan(2_000_000);
    expect(await upload(photos)).toEqual({ type: 'success', status: 200 });
    expect(await countFiles()).toBe(2);
  });

  it('of more than the server takes, or of somebody who is not signed in, is refused before it is read', async () => {
    const photo = await takePhoto(2400);
    expect((await upload([photo], {})).status).toBe(413);
    const many = Array.from({ length: 5 }, () => Buffer.alloc(14_000_000, 1));
    expect((await upload(many)).status).toBe(413);
    expect(await countFiles()).toBe(2);
  });

  it.each(['/edit?/change', '/desk/listings?/move', '/desk/listings/new?unit=1'])(
    'is no reason for %s to take more than before',
    async (path) => {
      const response = await fetch(`${app.baseUrl}${path}`, {
        method: 'POST',
        headers: { cookie, origin: app.baseUrl, accept: 'application/json', 'x-sveltekit-action': 'true' },
        body: new URLSearchParams({ note: 'x'.repeat(600_000) })
      });
      expect(response.status).toBe(413);
    }
  );

  it('that does not say how long it is is cut off all the same', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const sent = request(
        `${app.baseUrl}/edit?/change`,
        {
          method: 'POST',
          headers: {
            ...{ cookie, origin: app.baseUrl, accept: 'application/json', 'x-sveltekit-action': 'true' },
            ...{ 'content-type': 'application/x-www-form-urlencoded', 'transfer-encoding': 'chunked' }
          }
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.on('end', () =>
            resolve((JSON.parse(text) as { status?: number }).status ?? response.statusCode ?? 0)
          );
        }
      );
      sent.on('error', reject);
      for (let part = 0; part < 20; part++) sent.write(`note=${'x'.repeat(50_000)}&`);
      sent.end();
    });
    expect(status).toBe(413);
  });
});

describe('a picture', () => {
  const addressOf = async () => {
    const [file] = await database.sql<{ id: number; sha256: string }[]>`
      select id, sha256 from listing_file where listing_id = ${listingId} order by id limit 1`;
    return `${app.baseUrl}/listing-files/${file!.id}/${file!.sha256}.webp`;
  };

  it('is kept for good while the offer is public, without a cookie and never guessed at', async () => {
    const response = await fetch(await addressOf());
    const { headers } = response;
    expect(response.status).toBe(200);
    expect(headers.get('content-type')).toBe('image/webp');
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('of a draft is for those who work on it, and nobody keeps it', async () => {
    const [before] = await database.sql<{ status: string }[]>`select status from listing where id = ${listingId}`;
    await database.sql`update listing set status = 'draft' where id = ${listingId}`;
    const address = await addressOf();
    expect((await fetch(address)).status).toBe(404);
    const seen = await fetch(address, { headers: { cookie } });
    expect([seen.status, seen.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    await database.sql`update listing set status = ${before!.status} where id = ${listingId}`;
    expect((await fetch(address.replace(/[0-9a-f]{64}/, '0'.repeat(64)))).status).toBe(404);
  });
});
