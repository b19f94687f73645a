import { sql } from 'drizzle-orm';
import { isIsoDate, type IsoDate } from '../../domain/interval';
import { DomainError } from '../../domain/errors';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { getTimeZone } from '../quarter';

/**
 * Runs `read` on what was recorded at the end of a day ("as known on"), whatever was corrected since: the same
 * services, in a transaction whose tables are the views of the schema `known`. Reading only.
 * @throws {DomainError} `forbidden` for whoever may not; `invalid` for no real day or one that has not come
 */
export async function asKnownOn<T>(
  context: ServiceContext,
  day: IsoDate,
  read: (context: ServiceContext) => Promise<T>
): Promise<T> {
  assertCapable(context, 'past-knowledge:read');
  if (!isIsoDate(day) || day > context.today)
    throw new DomainError('invalid', 'parameter_invalid', { parameter: 'known' });
  const timeZone = await getTimeZone(context.db, context.quarter);
  return context.db.transaction(
    async (db) => {
      await db.execute(sql`
        select set_config('search_path', 'known, public', true),
          set_config('iq_ost.known_at', (((${day}::date + 1)::timestamp at time zone ${timeZone}))::text, true)`);
      return read({ ...context, db });
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' }
  );
}
