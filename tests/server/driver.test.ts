import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/lib/server/db/client';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
});

afterAll(() => database.close());

/** The exception that this would be without our guard ends the whole process; Vitest reports it as an error. */
it('refuses a statement on a connection that the server has just closed, and goes on', async () => {
  const victim = openDatabase(database.url, { poolSize: 1 });
  const lost = victim.sql.begin(async (write) => {
    const [own] = await write<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const first = await Promise.allSettled([write`select pg_sleep(30)`, terminate(own!.pid)]);
    // The socket is gone by now; nothing may be written to it.
    const second = await Promise.allSettled([write`select ${1}::integer as one`, write`select 2`]);
    return [...first.slice(0, 1), ...second].map(({ status }) => status);
  });
  await expect(lost).rejects.toThrow();
  // Until the driver has noticed that the socket is gone, it may refuse one more.
  await vi.waitFor(async () => expect(await victim.sql`select 1 as one`).toEqual([{ one: 1 }]), { timeout: 10_000 });
  await victim.close();
});

async function terminate(pid: number): Promise<void> {
  await database.sql`select pg_terminate_backend(${pid})`;
}
