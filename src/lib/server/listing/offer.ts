import { sql, type SQL } from 'drizzle-orm';
import { PUBLIC_ACTOR } from '../../domain/access';
import { positionOn, type Area } from '../../domain/geometry';
import type { OfferFile, OfferPlace, OfferRecord } from '../../domain/offer';
import type { ServiceContext } from '../context';
import { building, listing } from '../db/schema';
import type { Bounds } from '../db/schema/columns';
import { groupRows } from '../record/grouping';
import { provenanceColumns, toProvenance, type ProvenanceRow } from '../record/provenance';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { localText } from '../record/translation';
import { idList } from '../record/visibility';
import { isListingShown, isPlaceShown, shownMeasures } from './listing-visibility';

/** What of a record stands in its row as it is told. */
type TermsRow = Omit<OfferRecord, 'id' | 'place' | 'block' | 'files' | 'provenance' | 'kind' | 'areaSqm'>;
type OfferRow = TermsRow &
  UnitReferenceRow &
  ProvenanceRow &
  Omit<OfferPlace, 'unit' | 'position'> & {
    listingId: number;
    isPlaceShown: boolean;
    shownAreaSqm: number | null;
    blockSlug: string | null;
    blockName: string | null;
    unitGeometry: string | null;
    bounds: string;
  };
type FileRow = { [Key in keyof OfferFile]: OfferFile[Key] } & { listingId: number };

/**
 * The offers that everybody may see, in the order of `ids`; without `ids` all of the quarter, the newest first. Whoever
 * asks gets what the public gets: what is let, expired, hidden or a draft is in no format, a planner's session or not.
 */
export async function listOffers(context: ServiceContext, ids?: readonly number[]): Promise<OfferRecord[]> {
  const open = { ...context, actor: PUBLIC_ACTOR };
  if (ids === undefined) return readOffers(open, sql`true`);
  const offers = await readOffers(open, sql`listing.id = any(${idList(ids)})`);
  const places = new Map(ids.map((id, place) => [id, place]));
  return offers.sort((a, b) => places.get(a.id)! - places.get(b.id)!);
}

/** The offers that fulfil `condition` on the table listing, as far as the actor may see them. The newest first. */
export async function readOffers(context: ServiceContext, condition: SQL): Promise<OfferRecord[]> {
  const measures = shownMeasures(context);
  const rows = await context.db.execute<OfferRow>(sql`
    select listing.id as "listingId", ${termsColumns(context)}, ${spaceColumns}, ${UNIT_REFERENCE},
      ${measures.areaSqm} as "shownAreaSqm", ${measures.frontageM} as "frontageM", ${isPlaceShown(context)} as "isPlaceShown", unit.location_precision as precision,
      case when unit.location_precision = 'exact' then unit.geometry end as "unitGeometry", b.bounds, b.postcode,
      b.storeys_above as "storeysAbove", b.built_year as "builtYear", b.is_monument as "isMonument", k.slug as "blockSlug",
      ${localText<string | null>(context, { entity: 'block', field: 'name', id: sql`k.id`, base: sql`k.name` })} as "blockName",
      ${provenanceColumns(context)}
    from listing join unit on unit.id = listing.unit_id
    join storey s on s.id = unit.storey_id
    join building b on b.id = unit.building_id
    left join block k on k.id = b.block_id
    join source on source.id = listing.source_id
    where listing.quarter_id = (select id from quarter where slug = ${context.quarter})
      and ${isListingShown(context)} and ${condition}
    order by listing.published_on desc nulls last, listing.id desc`);
  const files = await listFiles(
    context,
    rows.map(({ listingId }) => listingId)
  );
  return rows.map((row) => toOffer(row, files.get(row.listingId) ?? []));
}

function termsColumns(context: ServiceContext): SQL {
  const text = (field: 'title' | 'description' | 'fitOut' | 'conditions', key: string) =>
    localText<string | null>(context, { entity: 'listing', field: key, id: listing.id, base: listing[field] });
  return sql`listing.status, ${text('title', 'title')} as title, ${text('description', 'description')} as description,
    ${text('fitOut', 'fit_out')} as "fitOut", ${text('conditions', 'conditions')} as conditions,
    listing.suitable_uses as "suitableUses", listing.divisible_from_sqm as "divisibleFromSqm",
    listing.rent_cents_per_sqm::float8 as "rentCentsPerSqm",
    listing.service_charge_cents_per_sqm::float8 as "serviceChargeCentsPerSqm", listing.is_vat_added as "isVatAdded",
    listing.deposit_months as "depositMonths", listing.min_term_months as "minTermMonths",
    listing.max_term_months as "maxTermMonths", listing.energy_kind as "energyKind",
    listing.energy_kwh_per_sqm as "energyKwhPerSqm", listing.contact_name as "contactName",
    listing.available_on::text as "availableOn", listing.published_on::text as "publishedOn",
    listing.confirmed_on::text as "confirmedOn", listing.expires_on::text as "expiresOn",
    to_char(greatest(listing.recorded_at, (select max(r.at) from audit_row r
      where r.entity = 'listing' and r.row_key = listing.id::text)) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "changedAt"`;
}

const spaceColumns = sql`unit.area_type as "areaType", s.level, s.type as "storeyType",
  unit.has_own_entrance as "hasOwnEntrance", unit.is_step_free as "isStepFree", unit.is_divisible as "isDivisible",
  unit.power_kw as "powerKw", unit.has_extractor as "hasExtractor", unit.has_toilet as "hasToilet"`;

async function listFiles(
  { db }: Pick<ServiceContext, 'db'>,
  listingIds: readonly number[]
): Promise<ReadonlyMap<number, readonly OfferFile[]>> {
  const rows = await db.execute<FileRow>(sql`
    select listing_id as "listingId", id, kind, sha256, width_px as "widthPx", height_px as "heightPx",
      alt_text as "altText", credit, taken_on::text as "takenOn"
    from listing_file where listing_id = any(${idList(listingIds)}) order by kind = 'floor_plan', position, id`);
  return groupRows(rows, ({ listingId }) => listingId);
}

function toOffer(row: OfferRow, files: readonly OfferFile[]): OfferRecord {
  const { status, title, description, fitOut, conditions, kind, suitableUses, shownAreaSqm, areaType, level } = row;
  const { storeyType, frontageM, hasOwnEntrance, isStepFree, isDivisible, divisibleFromSqm, powerKw } = row;
  const { hasExtractor, hasToilet, rentCentsPerSqm, serviceChargeCentsPerSqm, isVatAdded, depositMonths } = row;
  const { minTermMonths, maxTermMonths, energyKind, energyKwhPerSqm, contactName, availableOn, publishedOn } = row;
  const { confirmedOn, expiresOn, changedAt } = row;
  return {
    ...{ id: row.listingId, status, title, description, fitOut, conditions, kind, suitableUses, areaType },
    areaSqm: shownAreaSqm,
    ...{ level, storeyType, frontageM, hasOwnEntrance, isStepFree, isDivisible, divisibleFromSqm, powerKw },
    ...{ hasExtractor, hasToilet, rentCentsPerSqm, serviceChargeCentsPerSqm, isVatAdded, depositMonths },
    ...{ minTermMonths, maxTermMonths, energyKind, energyKwhPerSqm, contactName, availableOn, publishedOn },
    ...{ confirmedOn, expiresOn, changedAt },
    place: row.isPlaceShown ? toPlace(row) : null,
    block: row.blockSlug === null ? null : { slug: row.blockSlug, name: row.blockName! },
    files: files.map((file) => ({
      ...{ id: file.id, kind: file.kind, sha256: file.sha256, widthPx: file.widthPx, heightPx: file.heightPx },
      ...{ altText: file.altText, credit: file.credit, takenOn: file.takenOn }
    })),
    provenance: toProvenance(row)
  };
}

function toPlace(row: OfferRow): OfferPlace {
  const { precision, postcode, storeysAbove, builtYear, isMonument, unitGeometry } = row;
  const [west, south, east, north] = building.bounds.mapFromDriverValue(row.bounds) as Bounds;
  return {
    ...{ unit: toUnitReference(row), precision, postcode, storeysAbove, builtYear, isMonument },
    position:
      unitGeometry === null ? [(west + east) / 2, (south + north) / 2] : positionOn(JSON.parse(unitGeometry) as Area)
  };
}
