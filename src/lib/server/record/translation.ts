import { sql, type AnyColumn, type SQL } from 'drizzle-orm';
import type { ServiceContext } from '../context';

/** The language of the base columns. */
const BASE_LOCALE = 'de';

/** Names one translatable field of a record, as the `translation` table keys it. */
export interface TranslatedField {
  readonly entity: string;
  readonly field: string;
  readonly id: AnyColumn | SQL;
  readonly base: AnyColumn | SQL;
}

/** The field in the reader's language, else as the base column says it. */
export function localText<T extends string | null = string>(
  context: Pick<ServiceContext, 'locale'>,
  { entity, field, id, base }: TranslatedField
): SQL<T> {
  if (context.locale === BASE_LOCALE) return sql<T>`${base}`;
  return sql<T>`coalesce((select t.text from translation t where t.entity = ${entity} and t.entity_id = ${id}
    and t.field = ${field} and t.locale = ${context.locale}), ${base})`;
}
