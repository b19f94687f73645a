import { sql } from 'drizzle-orm';
import { branchGroupOf, type BranchGroup } from '../../domain/branch';
import {
  countDirectory,
  isListed,
  WEEKDAYS,
  type DirectoryEntry,
  type DirectoryFacets,
  type DirectoryFilter,
  type OpenWish
} from '../../domain/business-directory';
import { positionOn, type Area } from '../../domain/geometry';
import { addDays, toDayNumber, type IsoDate } from '../../domain/interval';
import { toWallTime, type OpeningNow, type WallTime } from '../../domain/opening-hours';
import type { BusinessDetail } from '../../domain/unit';
import type { ServiceContext } from '../context';
import { getQuarter } from '../quarter';
import { idList } from '../record/visibility';
import { listBusinesses } from './business';
import { isOpenAt, readOpeningNow } from './opening';

/** A business as the directory lists it. */
export interface DirectoryBusiness extends BusinessDetail {
  readonly branchGroup: BranchGroup;
  /** Null where its hours are not known, cannot be read, or the directory is not of today. */
  readonly opening: OpeningNow | null;
  /** Where its house is, if its place may be shown so exactly. */
  readonly position: readonly [lon: number, lat: number] | null;
}

export interface BusinessDirectory {
  readonly businesses: readonly DirectoryBusiness[];
  readonly facets: DirectoryFacets;
  /** How many there are without the filter. */
  readonly total: number;
}

export interface DirectoryQuestion {
  readonly date: IsoDate;
  readonly filter: DirectoryFilter;
  /** Further words by which a business is found, such as the name of its branch in the reader's language. */
  readonly wordsOf: (business: BusinessDetail) => string;
  readonly now: Date;
}

/** The businesses that use a unit on `date`, as far as the actor may see them, by name; with the counts of the choices. */
export async function listDirectory(
  context: ServiceContext,
  { date, filter, wordsOf, now }: DirectoryQuestion
): Promise<BusinessDirectory> {
  const [{ settings }, all] = await Promise.all([getQuarter(context), listBusinesses(context, { date })]);
  const present = all.filter(({ units }) => units.length > 0);
  const positions = await readPositions(
    context,
    present.map(({ units }) => units[0]!.id)
  );
  const { holidays, timeZone } = settings;
  const clock = toWallTime(now, timeZone);
  const then = filter.open === null || filter.open === 'now' ? clock : nextTime(clock, filter.open);
  const isToday = date === context.today;
  const listed = present.map((business) => {
    const { openingHours, branch, units, name, description, languages, openJobs, openTrainingPlaces } = business;
    const branchGroup = branchGroupOf(branch);
    const opening = openingHours === null || !isToday ? null : readOpeningNow(openingHours, holidays, clock);
    const entry: DirectoryEntry = {
      ...{ branchGroup, languages, openJobs, openTrainingPlaces },
      isOpenNow: opening === null || opening.state === 'uncertain' ? null : opening.state === 'open',
      isOpenThen: isOpenAt(openingHours, holidays, then),
      searchText: [name, description ?? '', branch?.code ?? '', wordsOf(business)].join(' ')
    };
    const position = positions.get(units[0]!.id) ?? null;
    return { entry, business: { ...business, branchGroup, opening, position } };
  });
  return {
    businesses: listed.filter(({ entry }) => isListed(entry, filter)).map(({ business }) => business),
    facets: countDirectory(
      listed.map(({ entry }) => entry),
      filter
    ),
    total: listed.length
  };
}

/** The next time that it is this weekday and hour, today's included. */
function nextTime({ day }: WallTime, { weekday, minute }: Exclude<OpenWish, 'now'>): WallTime {
  // Day 0, 1970-01-01, was a Thursday.
  const today = (toDayNumber(day) + 3) % 7;
  const wait = (WEEKDAYS.indexOf(weekday) - today + 7) % 7;
  return { day: addDays(day, wait), minute };
}

/** A point on each unit, or on its house where the unit's own place is not to be shown; none where neither is. */
async function readPositions(
  { db }: ServiceContext,
  unitIds: readonly number[]
): Promise<ReadonlyMap<number, readonly [number, number]>> {
  const rows = await db.execute<{ id: number; geometry: string }>(sql`
    select unit.id, case when unit.location_precision = 'exact' then unit.geometry else b.geometry end as geometry from unit join building b on b.id = unit.building_id
    where unit.id = any(${idList(unitIds)}) and unit.location_precision in ('exact', 'building')`);
  return new Map(rows.map(({ id, geometry }) => [id, positionOn(JSON.parse(geometry) as Area)]));
}
