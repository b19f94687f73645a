import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Database } from './client';

const dialect = new PgDialect();
/** Drizzle lets the driver keep what has a name; the driver tells statements apart by their text. */
const KEPT = 'kept';

/**
 * Runs a statement that each connection parses and plans once and keeps: for what every save needs. Only for texts that
 * never vary, because nothing forgets them again: lists go in as one parameter.
 */
export async function executeKept<Row extends Record<string, unknown>>(db: Database, query: SQL): Promise<Row[]> {
  const prepared = db._.session.prepareQuery(dialect.sqlToQuery(query), undefined, KEPT, false);
  return (await prepared.execute()) as Row[];
}
