import { sql, type SQL } from 'drizzle-orm';
import type { ListingStatus } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import type { ListingDetail, ListingSummary } from '../../domain/unit';
import type { ServiceContext } from '../context';
import { listing } from '../db/schema';
import { isListingShown, isPlaceShown, shownMeasures } from './listing-visibility';
import { provenanceColumns, toProvenance, type ProvenanceRow } from '../record/provenance';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { localText } from '../record/translation';

type SummaryRow = {
  id: number;
  title: string;
  status: ListingStatus;
  rentCentsPerSqm: number | null;
  availableOn: string;
};
type DetailRow = SummaryRow &
  UnitReferenceRow &
  ProvenanceRow & {
    description: string;
    serviceChargeCentsPerSqm: number | null;
    depositMonths: number | null;
    fitOut: string | null;
    contactName: string | null;
    publishedOn: string | null;
    expiresOn: string | null;
    isPlaceShown: boolean;
    shownAreaSqm: number | null;
    blockSlug: string | null;
    blockName: string | null;
    listingId: number;
  };

const summaryColumns = (context: ServiceContext) => sql`
  listing.id as "listingId", ${localText(context, { entity: 'listing', field: 'title', id: listing.id, base: listing.title })} as title,
  listing.status, listing.rent_cents_per_sqm::float8 as "rentCentsPerSqm", listing.available_on::text as "availableOn"`;

const isInQuarter = (context: ServiceContext) =>
  sql`listing.quarter_id = (select id from quarter where slug = ${context.quarter})`;

/** One offer. Throws `not_found` also where the actor may not see it. */
export async function getListing(context: ServiceContext, id: number): Promise<ListingDetail> {
  const [row] = await readDetails(context, sql`listing.id = ${id}`);
  if (!row) throw new DomainError('not_found', 'listing_not_found', { id });
  return toDetail(row);
}

/** The offers that the actor may see, the newest first. */
export async function listListings(context: ServiceContext): Promise<ListingDetail[]> {
  return (await readDetails(context, sql`true`)).map(toDetail);
}

/** The offer of a unit that may be tied to it, the newest; null where there is none. */
export async function findListingOfUnit(context: ServiceContext, unitId: number): Promise<ListingSummary | null> {
  const [row] = await context.db.execute<Omit<SummaryRow, 'id'> & { listingId: number }>(sql`
    select ${summaryColumns(context)} from listing join unit on unit.id = listing.unit_id
    where listing.unit_id = ${unitId} and listing.status in ('public', 'reserved')
      and ${isListingShown(context)} and ${isPlaceShown(context)}
    order by listing.published_on desc nulls last, listing.id desc limit 1`);
  return row ? toSummary(row) : null;
}

function readDetails(context: ServiceContext, condition: SQL): Promise<readonly DetailRow[]> {
  const text = (field: 'description' | 'fitOut', key: string) =>
    localText<string | null>(context, { entity: 'listing', field: key, id: listing.id, base: listing[field] });
  return context.db.execute<DetailRow>(sql`
    select ${summaryColumns(context)}, ${text('description', 'description')} as description,
      listing.service_charge_cents_per_sqm::float8 as "serviceChargeCentsPerSqm", listing.deposit_months as "depositMonths",
      ${text('fitOut', 'fit_out')} as "fitOut", listing.contact_name as "contactName",
      listing.published_on::text as "publishedOn", listing.expires_on::text as "expiresOn",
      ${isPlaceShown(context)} as "isPlaceShown", ${shownMeasures(context).areaSqm} as "shownAreaSqm", k.slug as "blockSlug",
      ${localText<string | null>(context, { entity: 'block', field: 'name', id: sql`k.id`, base: sql`k.name` })} as "blockName",
      ${UNIT_REFERENCE}, ${provenanceColumns(context)}
    from listing join unit on unit.id = listing.unit_id
    join building b on b.id = unit.building_id
    left join block k on k.id = b.block_id
    join source on source.id = listing.source_id
    where ${isInQuarter(context)} and ${isListingShown(context)} and ${condition}
    order by listing.published_on desc nulls last, listing.id desc`);
}

function toSummary(row: Omit<SummaryRow, 'id'> & { listingId: number }): ListingSummary {
  const { listingId: id, title, status, rentCentsPerSqm, availableOn } = row;
  return { id, title, status, rentCentsPerSqm, availableOn };
}

function toDetail(row: DetailRow): ListingDetail {
  const { description, serviceChargeCentsPerSqm, depositMonths, fitOut, contactName, publishedOn, expiresOn } = row;
  return {
    ...toSummary(row),
    ...{ description, serviceChargeCentsPerSqm, depositMonths, fitOut, contactName, publishedOn, expiresOn },
    unit: row.isPlaceShown ? toUnitReference(row) : null,
    kind: row.kind,
    areaSqm: row.shownAreaSqm,
    block: row.blockSlug === null ? null : { slug: row.blockSlug, name: row.blockName! },
    provenance: toProvenance(row)
  };
}
