import { eq, sql } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import { boundsOf, isWithin, positionOn, type Area, type ReadCrs } from '../../domain/geometry';
import type { Database } from '../db/client';
import { building, district, quarter } from '../db/schema/index';
import { readEdited } from '../db/seed/edited';
import { beginOwnChange, finishOwnChange } from '../change/own-change';
import { idList } from '../record/visibility';
import {
  readBuilding,
  SKIP_REASONS,
  type ImportedBuilding,
  type ImportOrigin,
  type SkipReason
} from './building-feature';
import type { FeatureFile } from './feature-collection';
import { listImportSources, writeImportSources } from './import-sources';
import { OwnHouses } from './own-houses';
import { hideSupersededMasses } from './superseded';

export interface ImportOptions {
  /** Slug of the quarter that the houses are added to. */
  readonly quarter: string;
  /** Coordinates of the file; null takes what the file says, else longitude and latitude. */
  readonly crs: ReadCrs | null;
  /** What the operator says about the file, kept with its source. */
  readonly sourceNote: string | null;
  /** Called with one sentence about each step, and every now and then within long ones. */
  readonly report: (text: string) => void;
}

/** What an import did. Indexes count the features of the file from 0. */
export interface ImportReport {
  readonly read: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Features of houses whose facts people have corrected: their outline follows the file, the facts stay. */
  readonly corrected: readonly number[];
  /** Features that are houses of the quarter's own, which were kept. */
  readonly matched: readonly number[];
  /** Features whose outline had to be closed, rid of double corners or untangled. */
  readonly repaired: readonly number[];
  readonly skipped: Readonly<Record<SkipReason, readonly number[]>>;
  /** Drawn masses that imported houses now stand in for. */
  readonly hiddenMasses: number;
}

const PROGRESS_STEP = 1000;
const BATCH = 500;

/**
 * Adds the houses of a file to a quarter, in one transaction: an error changes nothing. The same file again
 * finds its houses by their lasting key and writes only what differs, beside facts that people have corrected. What a
 * later import changes stands in the audit list.
 *
 * @throws {DomainError} `import_file_broken` with the place in the file, `quarter_not_found`
 */
export async function importBuildings(db: Database, file: FeatureFile, options: ImportOptions): Promise<ImportReport> {
  const { report } = options;
  const crs = options.crs ?? file.crs ?? '4326';
  const skipped = Object.fromEntries(SKIP_REASONS.map((reason) => [reason, [] as number[]])) as Record<
    SkipReason,
    number[]
  >;
  const houses = readHouses(file, crs, skipped, report);
  return db.transaction(async (tx) => {
    const [found] = await tx.select({ id: quarter.id }).from(quarter).where(eq(quarter.slug, options.quarter));
    if (!found) throw new DomainError('not_found', 'quarter_not_found', { quarter: options.quarter });
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('import buildings'))`);
    const earlier = await listImportSources(tx);
    const event = earlier.length === 0 ? null : await beginOwnChange(tx);
    const own = await OwnHouses.read(tx, found.id, earlier);
    report('Joining houses with districts …');
    const districts = await readDistricts(tx, found.id);
    const matched: number[] = [];
    const placed: PlacedBuilding[] = [];
    for (const house of houses) {
      const position = positionOn(house.geometry);
      const home = districts.find(({ geometry }) => isWithin(position, geometry));
      if (!home) skipped.outside_districts.push(house.index);
      else if (own.covers(house.geometry)) matched.push(house.index);
      else placed.push({ house, districtId: home.id });
    }
    const sourceIds = await writeImportSources(tx, {
      origins: new Set(placed.map(({ house }) => house.origin)),
      asOf: latestDay(placed),
      sourceNote: options.sourceNote
    });
    const { buildings: editedIds } = await readEdited(tx);
    const corrected = await findCorrected(tx, placed, { quarterId: found.id, editedIds });
    const written = await writeHouses(tx, placed, { quarterId: found.id, sourceIds, editedIds, report });
    report('Hiding the drawn masses that houses now stand for …');
    const importSources = await listImportSources(tx);
    const hiddenMasses = importSources.length > 0 ? await hideSupersededMasses(tx, found.id, importSources) : 0;
    const repaired = placed.filter(({ house }) => house.isRepaired).map(({ house }) => house.index);
    const result = { read: file.features.length, ...written, corrected, matched, repaired, skipped, hiddenMasses };
    const counts = { corrected: corrected.length, matched: matched.length, repaired: repaired.length };
    await finishOwnChange(tx, event, {
      ...{ action: 'import_buildings', entity: 'quarter', entityId: found.id, quarterId: found.id },
      detail: { ...result, ...counts, skipped: countAll(skipped) },
      reason: options.sourceNote
    });
    return result;
  });
}

function readHouses(
  { features }: FeatureFile,
  crs: ReadCrs,
  skipped: Record<SkipReason, number[]>,
  report: (text: string) => void
): ImportedBuilding[] {
  const houses = new Map<string, ImportedBuilding>();
  for (const feature of features) {
    const house = readBuilding(feature, crs);
    if (typeof house === 'string') skipped[house].push(feature.index);
    else if (houses.has(house.ref)) skipped.duplicate.push(feature.index);
    else houses.set(house.ref, house);
    const done = feature.index + 1;
    if (done % PROGRESS_STEP === 0 || done === features.length) report(`Read ${done} of ${features.length} features.`);
  }
  return [...houses.values()];
}

interface PlacedBuilding {
  readonly house: ImportedBuilding;
  readonly districtId: number;
}

async function readDistricts(db: Database, quarterId: number): Promise<{ id: number; geometry: Area }[]> {
  const rows = await db
    .select({ id: district.id, geometry: district.geometry })
    .from(district)
    .where(eq(district.quarterId, quarterId))
    .orderBy(district.id);
  return rows.map(({ id, geometry }) => ({ id, geometry: JSON.parse(geometry) as Area }));
}

function latestDay(placed: readonly PlacedBuilding[]): string | null {
  return placed.reduce<string | null>((latest, { house: { sourceAsOf } }) => {
    return sourceAsOf !== null && (latest === null || sourceAsOf > latest) ? sourceAsOf : latest;
  }, null);
}

interface WriteOptions {
  readonly quarterId: number;
  readonly sourceIds: ReadonlyMap<ImportOrigin, number>;
  /** Houses whose facts people have corrected. */
  readonly editedIds: ReadonlySet<number>;
  readonly report: (text: string) => void;
}

/** Columns that a file decides; bounds and packed rings follow from the geometry. */
const WRITTEN = [
  'districtId',
  'street',
  'houseNumber',
  'postcode',
  'name',
  'storeysAbove',
  'roofStoreys',
  'eavesM',
  'ridgeM',
  'builtYear',
  'isMonument',
  'footprintSqm',
  'geometry',
  'sourceId',
  'sourceAsOf'
] as const satisfies readonly (keyof typeof building.$inferInsert)[];

/** Those of them that people may correct (`BuildingFacts`). */
const CORRECTABLE: ReadonlySet<(typeof WRITTEN)[number]> = new Set([
  'street',
  'houseNumber',
  'postcode',
  'name',
  'storeysAbove',
  'roofStoreys',
  'builtYear',
  'isMonument'
]);

/** Features, by index, of houses whose facts people have corrected. */
async function findCorrected(
  db: Database,
  placed: readonly PlacedBuilding[],
  { quarterId, editedIds }: { readonly quarterId: number; readonly editedIds: ReadonlySet<number> }
): Promise<number[]> {
  const rows = await db
    .select({ ref: building.ref })
    .from(building)
    .where(sql`${building.quarterId} = ${quarterId} and ${building.id} = any(${idList([...editedIds])})`);
  const refs = new Set(rows.map(({ ref }) => ref));
  return placed.filter(({ house }) => refs.has(house.ref)).map(({ house }) => house.index);
}

async function writeHouses(
  db: Database,
  placed: readonly PlacedBuilding[],
  { quarterId, sourceIds, editedIds, report }: WriteOptions
): Promise<Pick<ImportReport, 'added' | 'updated' | 'unchanged'>> {
  let added = 0;
  let updated = 0;
  const excluded = (column: keyof typeof building.$inferInsert) =>
    sql`excluded.${sql.identifier(building[column].name)}`;
  const isEdited = sql`${building.id} = any(${idList([...editedIds])})`;
  const wanted = (column: (typeof WRITTEN)[number]) =>
    CORRECTABLE.has(column)
      ? sql`case when ${isEdited} then ${building[column]} else ${excluded(column)} end`
      : excluded(column);
  const isDifferent = sql`(${sql.join(
    WRITTEN.map((column) => building[column]),
    sql`, `
  )}) is distinct from (${sql.join(WRITTEN.map(wanted), sql`, `)})`;
  for (let start = 0; start < placed.length; start += BATCH) {
    const rows = placed.slice(start, start + BATCH).map(({ house, districtId }) => {
      const { index: _index, origin, isRepaired: _isRepaired, geometry, ...values } = house;
      return {
        ...values,
        ...{ quarterId, districtId, sourceId: sourceIds.get(origin)! },
        geometry: JSON.stringify(geometry),
        bounds: boundsOf(geometry)
      };
    });
    const result = await db
      .insert(building)
      .values(rows)
      .onConflictDoUpdate({
        target: [building.quarterId, building.ref],
        set: {
          ...Object.fromEntries(WRITTEN.map((column) => [column, wanted(column)])),
          ...{ bounds: excluded('bounds'), packed: excluded('packed') }
        },
        setWhere: isDifferent
      })
      .returning({ isNew: sql<boolean>`xmax = 0` });
    added += result.filter(({ isNew }) => isNew).length;
    updated += result.filter(({ isNew }) => !isNew).length;
    report(`Wrote ${Math.min(start + BATCH, placed.length)} of ${placed.length} houses.`);
  }
  return { added, updated, unchanged: placed.length - added - updated };
}

function countAll(skipped: Readonly<Record<SkipReason, readonly number[]>>): Record<string, number> {
  return Object.fromEntries(Object.entries(skipped).map(([reason, indexes]) => [reason, indexes.length]));
}
