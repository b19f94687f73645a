import { eq } from 'drizzle-orm';
import { DomainError } from '../domain/errors';
import type { QuarterSettings } from '../domain/quarter';
import type { ServiceContext } from './context';
import type { Database } from './db/client';
import { quarter } from './db/schema';
import { localText } from './record/translation';

export interface QuarterDetail {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly settings: QuarterSettings;
}

/** The quarter of the context. Throws `not_found` where no such quarter is seeded. */
export async function getQuarter(context: Pick<ServiceContext, 'db' | 'quarter' | 'locale'>): Promise<QuarterDetail> {
  const [found] = await context.db
    .select({
      id: quarter.id,
      slug: quarter.slug,
      name: localText<string>(context, { entity: 'quarter', field: 'name', id: quarter.id, base: quarter.name }),
      settings: quarter.settings
    })
    .from(quarter)
    .where(eq(quarter.slug, context.quarter));
  if (!found) throw new DomainError('not_found', 'quarter_not_found', { quarter: context.quarter });
  return found;
}

/**
 * The IANA zone that the quarter's days are counted in. Throws `not_found` where no such quarter is seeded.
 */
export async function getTimeZone(db: Database, slug: string): Promise<string> {
  const [found] = await db.select({ settings: quarter.settings }).from(quarter).where(eq(quarter.slug, slug));
  if (!found) throw new DomainError('not_found', 'quarter_not_found', { quarter: slug });
  return found.settings.timeZone;
}
