import { eq, sql } from 'drizzle-orm';
import { buildFromFiles } from '../../../../geodata/build';
import { findGeodataFolder, readQuarter } from '../../../../geodata/steps/read';
import type { Database, Sql } from './client';
import { beginOwnChange, finishOwnChange } from '../change/own-change';
import { quarter } from './schema/index';
import type { SeedContext } from './seed/context';
import { readEdited } from './seed/edited';
import { seedGuide } from './seed/guide';
import { seedHouses } from './seed/houses';
import { seedIndicators } from './seed/indicators';
import { seedMeasures } from './seed/measures';
import { seedListings } from './seed/offers';
import { seedPlanRatios } from './seed/plan-ratios';
import { seedPlanRules } from './seed/plan-rules';
import { seedPlans } from './seed/plans';
import { finishQuarter, openQuarter, seedPlaces, seedSources, translateQuarter } from './seed/places';
import { writeTranslations } from './seed/translations';
import { seedUses } from './seed/uses';

export interface SeedResult {
  /** False where the stored quarter is the authored one already. */
  readonly isChanged: boolean;
  /** Rows inserted, changed or removed, by table. */
  readonly changes: Readonly<Record<string, number>>;
  /** Rows that the folder has otherwise, but people have changed since, by table: they stayed as they are. */
  readonly kept: Readonly<Record<string, number>>;
}

const UNCHANGED: SeedResult = { isChanged: false, changes: {}, kept: {} };

/**
 * Writes the authored folder of a quarter into the database, in one transaction. The same folder again is
 * recognised by its hash and changes nothing. A changed one updates records that it names in place, so that
 * their ids (and with them links) stay, removes what it no longer names, and never touches records of
 * other sources, such as imported houses or what people entered, nor what people changed. What it changes after the
 * first time stands in the audit list.
 *
 * @param report called with one sentence before the work begins, and one where people's changes were kept
 * @param geodata folder to read from, by default the project's own
 * @throws {GeodataError} naming every wrong place of the folder; the database is unchanged then
 */
export async function seedQuarter(
  { db }: { readonly db: Database; readonly sql?: Sql },
  slug: string,
  report: (text: string) => void = () => undefined,
  geodata: string = findGeodataFolder()
): Promise<SeedResult> {
  const files = readQuarter(slug, geodata);
  if (await isStored(db, slug, files.contentHash)) return UNCHANGED;
  report(`Reading the quarter ${slug} …`);
  const data = buildFromFiles(files);
  return db.transaction(async (transaction) => {
    const lock = `seed ${slug}`;
    await transaction.execute(sql`select pg_advisory_xact_lock(hashtext(${lock}))`);
    if (await isStored(transaction, slug, files.contentHash)) return UNCHANGED;
    const { id: quarterId, contentHash } = await openQuarter(transaction, data);
    const event = contentHash === null ? null : await beginOwnChange(transaction);
    const context: SeedContext = {
      db: transaction,
      quarterId,
      sourceIds: await seedSources(transaction, data),
      translations: [],
      removals: [],
      changes: new Map(),
      edited: await readEdited(transaction),
      kept: new Map()
    };
    translateQuarter(context, data);
    const places = await seedPlaces(context, data);
    const houses = await seedHouses(context, data, places);
    await seedUses(context, data, houses);
    await seedPlans(context, data, { places, houses });
    await seedPlanRatios(context, data);
    await seedPlanRules(context, data);
    await seedListings(context, data, houses);
    await seedGuide(context, data);
    await seedMeasures(context, data, { places, houses });
    await seedIndicators(context, data, places);
    for (const remove of context.removals.reverse()) await remove();
    await writeTranslations(transaction, context.translations);
    await finishQuarter(context, data);
    const [changes, kept] = [listCounts(context.changes), listCounts(context.kept)];
    await finishOwnChange(transaction, event, {
      ...{ action: 'seed', entity: 'quarter', entityId: quarterId, quarterId },
      detail: { contentHash: data.contentHash, before: contentHash, changes, kept }
    });
    const keptCount = Object.values(kept).reduce((sum, count) => sum + count, 0);
    if (keptCount > 0) report(`Kept ${keptCount} records as people have changed them since.`);
    return { isChanged: true, changes, kept };
  });
}

function listCounts(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].filter(([, count]) => count > 0));
}

async function isStored(db: Database, slug: string, contentHash: string): Promise<boolean> {
  const [found] = await db.select({ contentHash: quarter.contentHash }).from(quarter).where(eq(quarter.slug, slug));
  return found?.contentHash === contentHash;
}
