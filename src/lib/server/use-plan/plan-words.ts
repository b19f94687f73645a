import { sql, type SQL } from 'drizzle-orm';
import type { ServiceContext } from '../context';

/** SQL on a table or alias with the words of a plan: wish or reason in the reader's language, else in the base language. */
export function planWords(
  { locale }: Pick<ServiceContext, 'locale'>,
  field: 'wish' | 'reason',
  table: string
): SQL<string | null> {
  const of = sql.identifier(table);
  return sql<
    string | null
  >`coalesce(${of}.translations #>> array[${locale}::text, ${field}::text], ${of}.${sql.identifier(field)})`;
}
