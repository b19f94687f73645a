import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOwnKey } from '../../src/lib/server/auth/own-key';
import { ownKey } from '../../src/lib/server/db/schema';
import { issueStamp, readPublicForm } from '../../src/lib/server/http/public-form';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
});
afterAll(() => database.close());

const MADE = new Date('2026-11-22T12:00:00Z');
const after = (seconds: number) => new Date(MADE.getTime() + seconds * 1000);

function send(fields: Record<string, string>, now: Date, form: 'enquiry' | 'request' = 'enquiry') {
  const request = new Request('https://karte.example.org/', { method: 'POST', body: new URLSearchParams(fields) });
  return readPublicForm(database, form, { request, now });
}

describe('the key that signs public forms', () => {
  it('is made once, also where many ask first', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => readOwnKey(database, 'race')));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
    expect(await database.db.$count(ownKey)).toBe(1);
  });
});

describe('a public form', () => {
  it('is let through after some time, with what was typed', async () => {
    const stamp = await issueStamp(database, 'enquiry', MADE);
    const form = await send({ stamp, homepage: '', name: 'Ada' }, after(5));
    expect(form).toMatchObject({ trap: null, stamp });
    expect(form.data.get('name')).toBe('Ada');
  });

  it('that comes too fast keeps its stamp: whoever sends it again has waited long enough', async () => {
    const stamp = await issueStamp(database, 'enquiry', MADE);
    expect(await send({ stamp }, after(1))).toMatchObject({ trap: { code: 'form_too_fast' }, stamp });
    expect(await send({ stamp }, after(4))).toMatchObject({ trap: null });
  });

  it('that is older than a day gets a fresh stamp', async () => {
    const stamp = await issueStamp(database, 'enquiry', MADE);
    const late = await send({ stamp }, after(25 * 3600));
    expect(late.trap).toEqual({ code: 'form_too_old' });
    expect(await send({ stamp: late.stamp }, after(25 * 3600 + 5))).toMatchObject({ trap: null });
  });

  it('whose stamp is not ours, is another form’s, or is missing gets a fresh one, too', async () => {
    const other = await issueStamp(database, 'request', MADE);
    const [, mac] = other.split('.');
    const forged = `${after(-60).getTime().toString(36)}.${mac}`;
    for (const stamp of [other, forged, '', 'x', '.', '.'.repeat(5000), `${mac}.`]) {
      const form = await send({ stamp }, after(5));
      expect(form.trap).toEqual({ code: 'form_too_old' });
      expect(form.stamp).not.toBe(stamp);
    }
    expect(await send({ stamp: forged }, after(5), 'request')).toMatchObject({ trap: { code: 'form_too_old' } });
    expect(await send({ stamp: other }, after(5), 'request')).toMatchObject({ trap: null });
  });

  it('in which somebody has filled the field that nobody sees comes back', async () => {
    const stamp = await issueStamp(database, 'enquiry', MADE);
    expect(await send({ stamp, homepage: 'https://a.example' }, after(5))).toMatchObject({
      trap: { code: 'form_trap' },
      stamp
    });
  });
});
