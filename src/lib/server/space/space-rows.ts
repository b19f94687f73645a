import { sql, type SQL } from 'drizzle-orm';
import { PUBLIC_ACTOR } from '../../domain/access';
import type { Space } from '../../domain/space';
import type { ServiceContext } from '../context';
import { isListingShown, isPlaceShown, shownMeasures } from '../listing/listing-visibility';

/** A space that is offered to everybody, with what must not leave the server where its place may not be shown. */
export interface SpaceRow {
  readonly space: Space;
  readonly isReserved: boolean;
  /** Its true unit and storey, whatever may be shown of its place. */
  readonly unitId: number;
  readonly storeyId: number;
}

/** Which offers to read: all of the quarter, or those with these ids or of these units. */
export type SpaceScope = 'quarter' | { readonly listingIds: readonly number[]; readonly unitIds: readonly number[] };

/** Longest time that a city's offers may take to read; pages have a shorter limit. */
const READ_TIMEOUT = '60s';

/** What is read of each space: its unit and house always, because memory follows them. */
interface Columns extends Omit<Space, 'unitId' | 'buildingId'> {
  readonly unitId: number;
  readonly storeyId: number;
  readonly buildingId: number;
  readonly isPlaceShown: boolean;
  readonly isReserved: boolean;
}

const COLUMNS: Readonly<Record<Exclude<keyof Columns, 'isPlaceShown' | 'areaSqm' | 'frontageM'>, SQL>> = {
  listingId: sql`listing.id`,
  unitId: sql`unit.id`,
  storeyId: sql`s.id`,
  buildingId: sql`unit.building_id`,
  isReserved: sql`listing.status = 'reserved'`,
  kind: sql`unit.kind`,
  suitableUses: sql`listing.suitable_uses`,
  divisibleFromSqm: sql`listing.divisible_from_sqm`,
  isDivisible: sql`unit.is_divisible`,
  rentCentsPerSqm: sql`listing.rent_cents_per_sqm`,
  serviceChargeCentsPerSqm: sql`listing.service_charge_cents_per_sqm`,
  level: sql`s.level`,
  storeyType: sql`s.type`,
  isStepFree: sql`unit.is_step_free`,
  powerKw: sql`unit.power_kw`,
  hasExtractor: sql`unit.has_extractor`,
  hasToilet: sql`unit.has_toilet`,
  availableOn: sql`listing.available_on`,
  publishedOn: sql`listing.published_on`
};

/**
 * The spaces that everybody may see on the day of `snapshot`, in the order of their listings' ids. The finder is
 * public: it shows those who are signed in no more than others. The database packs each column into one array: a row
 * of objects per space would take a city's offers several seconds.
 */
export async function readSpaceRows(snapshot: ServiceContext, scope: SpaceScope): Promise<SpaceRow[]> {
  const reader = { ...snapshot, actor: PUBLIC_ACTOR };
  const { db } = reader;
  if (scope === 'quarter') await db.execute(sql`select set_config('statement_timeout', ${READ_TIMEOUT}, true)`);
  const expressions = Object.entries({ ...COLUMNS, ...shownMeasures(reader), isPlaceShown: isPlaceShown(reader) });
  const named = expressions.map(([name, column]) => sql`${column} as ${sql.identifier(name)}`);
  const packed = expressions.map(([name]) => sql`json_agg(t.${sql.identifier(name)})::text as ${sql.identifier(name)}`);
  const [arrays] = await db.execute<Record<keyof Columns, string | null>>(sql`
    select ${sql.join(packed, sql`, `)} from (
      select ${sql.join(named, sql`, `)}
      from listing join unit on unit.id = listing.unit_id join storey s on s.id = unit.storey_id
      where listing.quarter_id = (select id from quarter where slug = ${reader.quarter})
        and ${inScope(scope)} and ${isListingShown(reader)}
      order by listing.id) t`);
  return unpack(arrays!);
}

function inScope(scope: SpaceScope): SQL {
  if (scope === 'quarter') return sql`true`;
  const ids = (values: readonly number[]) => sql`any(${`{${values.join()}}`}::integer[])`;
  return sql`(listing.id = ${ids(scope.listingIds)} or listing.unit_id = ${ids(scope.unitIds)})`;
}

function unpack(arrays: Readonly<Record<keyof Columns, string | null>>): SpaceRow[] {
  const column = <Name extends keyof Columns>(name: Name): readonly Columns[Name][] =>
    JSON.parse(arrays[name] ?? '[]') as Columns[Name][];
  const listingIds = column('listingId');
  const unitIds = column('unitId');
  const storeyIds = column('storeyId');
  const buildingIds = column('buildingId');
  const placesShown = column('isPlaceShown');
  const reserved = column('isReserved');
  const kinds = column('kind');
  const suitableUses = column('suitableUses');
  const areas = column('areaSqm');
  const smallestParts = column('divisibleFromSqm');
  const divisible = column('isDivisible');
  const rents = column('rentCentsPerSqm');
  const charges = column('serviceChargeCentsPerSqm');
  const levels = column('level');
  const storeyTypes = column('storeyType');
  const frontages = column('frontageM');
  const stepFree = column('isStepFree');
  const powers = column('powerKw');
  const extractors = column('hasExtractor');
  const toilets = column('hasToilet');
  const availableOn = column('availableOn');
  const publishedOn = column('publishedOn');
  return listingIds.map((listingId, row): SpaceRow => {
    const isShown = placesShown[row]!;
    return {
      unitId: unitIds[row]!,
      storeyId: storeyIds[row]!,
      isReserved: reserved[row]!,
      space: {
        listingId,
        unitId: isShown ? unitIds[row]! : null,
        buildingId: isShown ? buildingIds[row]! : null,
        kind: kinds[row]!,
        suitableUses: suitableUses[row]!,
        areaSqm: areas[row]!,
        divisibleFromSqm: smallestParts[row]!,
        isDivisible: divisible[row]!,
        rentCentsPerSqm: rents[row]!,
        serviceChargeCentsPerSqm: charges[row]!,
        level: levels[row]!,
        storeyType: storeyTypes[row]!,
        frontageM: frontages[row]!,
        isStepFree: stepFree[row]!,
        powerKw: powers[row]!,
        hasExtractor: extractors[row]!,
        hasToilet: toilets[row]!,
        availableOn: availableOn[row]!,
        publishedOn: publishedOn[row]!
      }
    };
  });
}
