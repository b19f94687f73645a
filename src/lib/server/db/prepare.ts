import { openDatabase } from './client';
import { migrateDatabase } from './migrate';
import { seedQuarter } from './seed';

export interface PrepareOptions {
  /** Slug of the quarter whose authored folder is read into the database. */
  readonly quarter: string;
  /** Called with one sentence about each step that takes long. */
  readonly report: (text: string) => void;
}

/**
 * Brings the database to this version of the program and of the authored quarter.
 * @throws {StartupFailure} when it cannot be reached, is newer, or does not let us
 */
export async function prepareDatabase(url: string, { quarter, report }: PrepareOptions): Promise<void> {
  const { db, sql, close } = openDatabase(url, { poolSize: 2, statementTimeoutMs: 0, lockTimeoutMs: 60_000 });
  try {
    await migrateDatabase(sql, { onMigration: (tag) => report(`Applying ${tag} …`) });
    await seedQuarter({ db }, quarter, report);
  } finally {
    await close();
  }
}
