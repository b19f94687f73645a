import { sql, type SQL } from 'drizzle-orm';
import { can, reachOf, type Capability } from '../../domain/access';
import {
  LISTING_STATUSES,
  type EnergyKind,
  type ListingFileKind,
  type ListingStatus,
  type SourceNature,
  type UseClass
} from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import type { IsoDate } from '../../domain/interval';
import type { ListingDraft, ListingText } from '../../domain/listing-draft';
import type { LocalText } from '../../domain/local-text';
import type { UnitReference } from '../../domain/unit';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { readTexts } from '../record/text-record';
import { idList } from '../record/visibility';

/** A picture of an offer, as its form shows it. */
export interface ListingFile {
  readonly id: number;
  readonly kind: ListingFileKind;
  readonly sha256: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly altText: string;
  readonly credit: string;
  readonly takenOn: IsoDate | null;
}

/** An offer as its form begins with it, drafts and restricted fields included. */
export interface ListingRecord extends Omit<ListingDraft, 'texts'> {
  readonly id: number;
  readonly ref: string;
  /** What a save names, so that nobody writes over somebody else. */
  readonly version: number;
  readonly status: ListingStatus;
  readonly unit: UnitReference;
  /** Today, by its occupancy: then it is not offered to the public. */
  readonly isUnitLet: boolean;
  readonly texts: Readonly<Record<ListingText, LocalText>>;
  readonly publishedOn: IsoDate | null;
  readonly expiresOn: IsoDate | null;
  readonly confirmedOn: IsoDate | null;
  /** Why the desk sent it back. */
  readonly reviewNote: string | null;
  readonly enquiryCount: number;
  readonly nature: SourceNature;
  readonly files: readonly ListingFile[];
}

type RecordRow = UnitReferenceRow & {
  id: number;
  ref: string;
  version: number;
  status: ListingStatus;
  isUnitLet: boolean;
  title: string;
  description: string;
  fitOut: string | null;
  conditions: string | null;
  suitableUses: string;
  availableOn: IsoDate;
  rentCentsPerSqm: number | null;
  serviceChargeCentsPerSqm: number | null;
  isVatAdded: boolean;
  depositMonths: number | null;
  minTermMonths: number | null;
  maxTermMonths: number | null;
  divisibleFromSqm: number | null;
  energyKind: EnergyKind | null;
  energyKwhPerSqm: number | null;
  contactName: string | null;
  contactEmail: string | null;
  isAddressReleased: boolean;
  publishedOn: IsoDate | null;
  expiresOn: IsoDate | null;
  confirmedOn: IsoDate | null;
  reviewNote: string | null;
  enquiryCount: number;
  nature: SourceNature;
};

/** SQL: is the unit of the listing in use today? The listing must be in the query under its own name. */
export function isUnitLet({ today }: Pick<ServiceContext, 'today'>): SQL<boolean> {
  return sql<boolean>`exists (select from occupancy o where o.unit_id = listing.unit_id
    and o.valid @> ${today}::date and o.status = 'occupied')`;
}

const version = sql`coalesce((select v.version from record_version v
  where v.entity = 'listing' and v.entity_id = listing.id), 0)`;
const enquiryCount = sql`(select count(*)::integer from enquiry e where e.listing_id = listing.id)`;
const offers = ({ quarter }: ServiceContext) => sql`
  listing join unit on unit.id = listing.unit_id join building b on b.id = unit.building_id
  join quarter q on q.id = listing.quarter_id and q.slug = ${quarter}`;

/** What a service needs to know of an offer before it may touch it. */
export interface OfferedListing {
  readonly id: number;
  readonly status: ListingStatus;
  readonly unitId: number;
  readonly buildingId: number;
}

/** Throws `forbidden` where `capability` does not reach the offer's house, `not_found`. */
export async function findOffer(context: ServiceContext, id: number, capability: Capability): Promise<OfferedListing> {
  assertCapable(context, capability);
  const [row] = isId(id)
    ? await context.db.execute<{ id: number; status: ListingStatus; unitId: number; buildingId: number }>(sql`
        select listing.id, listing.status, unit.id as "unitId", b.id as "buildingId"
        from ${offers(context)} where listing.id = ${id}`)
    : [];
  if (!row) throw new DomainError('not_found', 'listing_not_found', { id });
  if (!can(context.actor, capability, { buildingId: row.buildingId }))
    throw new DomainError('forbidden', 'role_needed');
  return row;
}

/** One offer with all that its form shows, in every language. Throws `forbidden`, `not_found`. */
export async function readListingRecord(context: ServiceContext, id: number): Promise<ListingRecord> {
  await findOffer(context, id, 'listing:change');
  const [[row], files] = await Promise.all([
    context.db.execute<RecordRow>(sql`
      select ${UNIT_REFERENCE}, listing.id, listing.ref, ${version} as version, listing.status,
        ${isUnitLet(context)} as "isUnitLet", listing.title, listing.description, listing.fit_out as "fitOut",
        listing.conditions, to_json(listing.suitable_uses)::text as "suitableUses",
        listing.available_on::text as "availableOn", listing.rent_cents_per_sqm::float8 as "rentCentsPerSqm",
        listing.service_charge_cents_per_sqm::float8 as "serviceChargeCentsPerSqm", listing.is_vat_added as "isVatAdded",
        listing.deposit_months as "depositMonths", listing.min_term_months as "minTermMonths",
        listing.max_term_months as "maxTermMonths", listing.divisible_from_sqm as "divisibleFromSqm",
        listing.energy_kind as "energyKind", listing.energy_kwh_per_sqm as "energyKwhPerSqm",
        listing.contact_name as "contactName", listing.contact_email as "contactEmail",
        listing.is_address_released as "isAddressReleased", listing.published_on::text as "publishedOn",
        listing.expires_on::text as "expiresOn", listing.confirmed_on::text as "confirmedOn",
        listing.review_note as "reviewNote", ${enquiryCount} as "enquiryCount", source.nature
      from ${offers(context)} join source on source.id = listing.source_id where listing.id = ${id}`),
    listFiles(context, id)
  ]);
  const { title, description, fitOut, conditions, suitableUses, ...record } = row!;
  const base = { title, description, fit_out: fitOut, conditions };
  const texts = await readTexts<ListingText>(context, { entity: 'listing', id, base });
  return {
    ...pickRecord(record),
    unit: toUnitReference(row!),
    suitableUses: JSON.parse(suitableUses) as UseClass[],
    texts,
    files
  };
}

/** Without the columns that name the unit. */
function pickRecord({
  unitId: _unitId,
  code: _code,
  kind: _kind,
  areaSqm: _areaSqm,
  buildingId: _buildingId,
  street: _street,
  houseNumber: _houseNumber,
  sequence: _sequence,
  isCourtyard: _isCourtyard,
  ...record
}: Omit<RecordRow, 'title' | 'description' | 'fitOut' | 'conditions' | 'suitableUses'>) {
  return record;
}

async function listFiles({ db }: ServiceContext, listingId: number): Promise<readonly ListingFile[]> {
  type FileRow = { [Field in keyof ListingFile]: ListingFile[Field] };
  return db.execute<FileRow>(sql`
    select id, kind, sha256, width_px as "widthPx", height_px as "heightPx", alt_text as "altText", credit,
      taken_on::text as "takenOn"
    from listing_file where listing_id = ${listingId} order by position, id`);
}

export interface DeskListingFilter {
  /** Null: all. */
  readonly status: ListingStatus | null;
  /** Part of a title, an address or a reference; empty: all. */
  readonly text: string;
}

/** A line of the desk's list of offers. */
export interface DeskListing {
  readonly id: number;
  readonly ref: string;
  readonly version: number;
  /** In the base language: what the desk works on. */
  readonly title: string;
  readonly status: ListingStatus;
  readonly unit: UnitReference;
  readonly rentCentsPerSqm: number | null;
  /** When it was first recorded, as a day. */
  readonly createdOn: IsoDate;
  readonly publishedOn: IsoDate | null;
  readonly expiresOn: IsoDate | null;
  readonly enquiryCount: number;
  readonly fileCount: number;
  readonly isUnitLet: boolean;
}

export interface DeskListings {
  readonly rows: readonly DeskListing[];
  /** How many there are in each state, of those that the text leaves. */
  readonly counts: Readonly<Record<ListingStatus, number>>;
}

type DeskRow = UnitReferenceRow & Omit<DeskListing, 'unit'>;

/** What waits for somebody first, then what ends soonest. */
const WORK_ORDER = ['review', 'draft', 'reserved', 'public', 'expired', 'let', 'withdrawn'] as const;
/** Most lines of the list; who has more narrows it down. */
const MOST_ROWS = 200;

/** The offers that the actor may work on: the desk all, owners those of their houses. Throws `forbidden`. */
export async function listDeskListings(
  context: ServiceContext,
  { status, text }: DeskListingFilter
): Promise<DeskListings> {
  assertCapable(context, 'listing:change');
  const isMine =
    reachOf(context.actor, 'listing:change') === 'all'
      ? sql`true`
      : sql`b.id = any(${idList(context.actor.buildingIds)})`;
  const isFound =
    text === ''
      ? sql`true`
      : sql`position(lower(${text}) in lower(concat_ws(' ', listing.title, listing.ref, b.street || ' ' || b.house_number, unit.code))) > 0`;
  const where = sql`${isMine} and ${isFound}`;
  const [counted, rows] = await Promise.all([
    context.db.execute<{ status: ListingStatus; total: number }>(sql`
      select listing.status, count(*)::integer as total from ${offers(context)} where ${where} group by listing.status`),
    context.db.execute<DeskRow>(sql`
      select ${UNIT_REFERENCE}, listing.id, listing.ref, ${version} as version, listing.title, listing.status,
        listing.rent_cents_per_sqm::float8 as "rentCentsPerSqm", listing.recorded_at::date::text as "createdOn",
        listing.published_on::text as "publishedOn", listing.expires_on::text as "expiresOn",
        ${enquiryCount} as "enquiryCount",
        (select count(*)::integer from listing_file f where f.listing_id = listing.id) as "fileCount",
        ${isUnitLet(context)} as "isUnitLet"
      from ${offers(context)} where ${where} and (${status}::text is null or listing.status = ${status}::text)
      order by array_position(string_to_array(${WORK_ORDER.join(' ')}, ' '), listing.status), listing.expires_on, listing.id
      limit ${MOST_ROWS}`)
  ]);
  const totals = new Map(counted.map((row) => [row.status, row.total]));
  return {
    rows: rows.map(toDeskListing),
    counts: Object.fromEntries(LISTING_STATUSES.map((code) => [code, totals.get(code) ?? 0])) as DeskListings['counts']
  };
}

function toDeskListing(row: DeskRow): DeskListing {
  const { id, ref, title, status, rentCentsPerSqm, createdOn, publishedOn, expiresOn, enquiryCount: enquiries } = row;
  return {
    ...{ id, ref, version: row.version, title, status, unit: toUnitReference(row), rentCentsPerSqm, createdOn },
    ...{ publishedOn, expiresOn, enquiryCount: enquiries, fileCount: row.fileCount, isUnitLet: row.isUnitLet }
  };
}
