import { sql } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import type { IsoDate } from '../../domain/interval';
import { packSpaces, type SpaceColumns } from '../../domain/space-columns';
import type { ServiceContext } from '../context';
import type { Database } from '../db/client';
import { inSnapshot } from '../stock/stock-columns';
import { advanceSpaces } from './space-change';
import { readSpaceRows, type SpaceRow } from './space-rows';

/** What everybody may see of the offers of a quarter on one day, kept in memory. */
export interface PublicSpaces {
  /** In the order of their listings' ids. */
  readonly rows: readonly SpaceRow[];
  /** Parallel to `rows`. */
  readonly columns: SpaceColumns;
  /** What was worked out from these rows, dropped with them. */
  readonly results: Map<string, unknown>;
}

/** What spaces in memory were read at, or after: revisions of what they are made of, the day and the quarter's rule. */
export interface SpaceStamp {
  readonly stock: string;
  readonly offers: string;
  readonly today: IsoDate;
  readonly countsRaisedGroundFloor: boolean;
}

interface Kept {
  readonly stamp: SpaceStamp;
  readonly spaces: Promise<PublicSpaces>;
}

const keptByDatabase = new WeakMap<Database, Map<string, Kept>>();

/**
 * The public spaces of the quarter as they are now. Each call asks the database for the two revisions, so that no
 * reader sees an old state even when another process wrote; simultaneous readers share one load, a failed load is not
 * kept. One day is kept at a time: an offer expires and a tenancy begins at midnight without any change.
 */
export async function publicSpaces(context: ServiceContext): Promise<PublicSpaces> {
  const byQuarter = keptByDatabase.get(context.db) ?? new Map<string, Kept>();
  keptByDatabase.set(context.db, byQuarter);
  const before = byQuarter.get(context.quarter);
  const stamp = await readStamp(context);
  const kept = byQuarter.get(context.quarter);
  if (kept && (isSame(kept.stamp, stamp) || (kept !== before && isNewer(kept.stamp, stamp)))) return kept.spaces;
  const entry: Kept = { stamp, spaces: load(context, stamp, kept) };
  byQuarter.set(context.quarter, entry);
  entry.spaces.catch(() => {
    if (byQuarter.get(context.quarter) === entry) byQuarter.delete(context.quarter);
  });
  return entry.spaces;
}

async function load(context: ServiceContext, stamp: SpaceStamp, kept: Kept | undefined): Promise<PublicSpaces> {
  if (kept && isSame({ ...kept.stamp, stock: stamp.stock, offers: stamp.offers }, stamp)) {
    // Those who asked for a load that failed were told; here it only means that there is nothing to start from.
    const spaces = await kept.spaces.catch(() => null);
    const advanced = spaces && (await advanceSpaces(context, spaces, kept.stamp));
    if (advanced) return advanced;
  }
  const rows = await inSnapshot(context, (snapshot) => readSpaceRows(snapshot, 'quarter'));
  return toSpaces(rows, stamp.countsRaisedGroundFloor);
}

export function toSpaces(rows: readonly SpaceRow[], countsRaisedGroundFloor: boolean): PublicSpaces {
  const spaces = rows.map(({ space }) => space);
  return { rows, columns: packSpaces(spaces, countsRaisedGroundFloor), results: new Map() };
}

/** Read before the spaces that are kept under it: they are then never older than their stamp. */
async function readStamp({ db, quarter, today }: ServiceContext): Promise<SpaceStamp> {
  const [row] = await db.execute<Omit<SpaceStamp, 'today'>>(sql`
    select (select value::text from revision where scope = 'stock') as stock,
      (select value::text from revision where scope = 'offers') as offers,
      coalesce((settings #>> '{parameters,countsRaisedGroundFloor}')::boolean, false) as "countsRaisedGroundFloor"
    from quarter where slug = ${quarter}`);
  if (!row) throw new DomainError('not_found', 'quarter_not_found', { quarter });
  return { ...row, today };
}

function isSame(a: SpaceStamp, b: SpaceStamp): boolean {
  return (
    a.stock === b.stock &&
    a.offers === b.offers &&
    a.today === b.today &&
    a.countsRaisedGroundFloor === b.countsRaisedGroundFloor
  );
}

/** Of the same day and rule, and nothing in it older: somebody who asked later was answered sooner. */
function isNewer(a: SpaceStamp, b: SpaceStamp): boolean {
  return (
    isSame({ ...a, stock: b.stock, offers: b.offers }, b) &&
    BigInt(a.stock) >= BigInt(b.stock) &&
    BigInt(a.offers) >= BigInt(b.offers)
  );
}
