import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropLinks, findLink, issueLink, pruneLinks } from '../../src/lib/server/auth/link';
import { linkToken } from '../../src/lib/server/db/schema';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
});
afterAll(() => database.close());

describe('a link of a mail to somebody without an account', () => {
  it('works as often as it is used, for its own kind alone', async () => {
    const secret = await issueLink(database, { kind: 'enquiry', subject: 'a', days: 1 });
    expect(await findLink(database, 'enquiry', secret)).toBe('a');
    expect(await findLink(database, 'enquiry', secret)).toBe('a');
    expect(await findLink(database, 'manage_request', secret)).toBeNull();
    expect(await findLink(database, 'enquiry', `${secret}x`)).toBeNull();
  });

  it('is not in the database: only what proves it is', async () => {
    const secret = await issueLink(database, { kind: 'enquiry', subject: 'b', days: 1 });
    const rows = await database.db.select().from(linkToken);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('ends with its time, and is then forgotten', async () => {
    const secret = await issueLink(database, { kind: 'confirm_request', subject: 'c', days: 0 });
    expect(await findLink(database, 'confirm_request', secret)).toBeNull();
    expect(await pruneLinks(database)).toBe(1);
    expect(await pruneLinks(database)).toBe(0);
  });

  it('is dropped with all others about the same thing, and with no others', async () => {
    const [first, second, other] = await Promise.all(
      ['d', 'd', 'e'].map((subject) => issueLink(database, { kind: 'confirm_listing', subject, days: 1 }))
    );
    await dropLinks(database, 'confirm_listing', 'd');
    expect(await findLink(database, 'confirm_listing', first!)).toBeNull();
    expect(await findLink(database, 'confirm_listing', second!)).toBeNull();
    expect(await findLink(database, 'confirm_listing', other!)).toBe('e');
  });
});
