import { sql, type SQL } from 'drizzle-orm';
import { can, reachOf } from '../../domain/access';
import type { EnquiryState, ViewingState } from '../../domain/codes';
import { nextEnquiryStates, OPEN_ENQUIRY_STATES, type EnquiryView } from '../../domain/enquiry';
import { DomainError } from '../../domain/errors';
import { nextViewingStates } from '../../domain/viewing';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { listing } from '../db/schema';
import { BUILDING_REFERENCE, toBuildingReference, type BuildingReferenceRow } from '../record/reference';
import { readPage, toPage, type Page } from '../record/table';
import { localText } from '../record/translation';
import { idList } from '../record/visibility';
import type { NamedOffer } from './enquiry-mails';
import {
  listMessages,
  listViewings,
  lockEnquiry,
  toEnquiryFacts,
  toViewingEntry,
  type Enquiry,
  type EnquiryFacts,
  type Message,
  type ViewingEntry
} from './enquiry-record';
import { nameForOffice, readOfferedSpace, type OfferedSpace } from './offered-space';

/** One enquiry in the desk's list. */
export interface EnquiryRow {
  readonly id: string;
  readonly name: string;
  readonly state: EnquiryState;
  /** Instants in UTC as ISO texts. */
  readonly createdAt: string;
  readonly firstAnsweredAt: string | null;
  /** The next viewing that is proposed or confirmed. */
  readonly nextViewingAt: string | null;
  readonly offer: NamedOffer;
}

export interface EnquiryList {
  readonly view: EnquiryView;
  /** One house only. */
  readonly buildingId: number | null;
  readonly page?: number | undefined;
}

type ListRow = Omit<EnquiryRow, 'offer'> & BuildingReferenceRow & { listingId: number; title: string };

/** SQL: is the enquiry `e` one of the quarter, about a house that the actor may answer for? */
function isAnswerable({ actor, quarter }: ServiceContext): SQL {
  const isHere = sql`e.quarter_id = (select id from quarter where slug = ${quarter})`;
  if (reachOf(actor, 'enquiry:answer') === 'all') return isHere;
  return sql`${isHere} and b.id = any(${idList(actor.buildingIds)})`;
}

function isInView(view: EnquiryView): SQL {
  if (view === 'all') return sql`true`;
  if (view !== 'open') return sql`e.state = ${view}`;
  return sql`e.state in (${sql.join(
    OPEN_ENQUIRY_STATES.map((state) => sql`${state}`),
    sql`, `
  )})`;
}

const utc = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/**
 * The enquiries about offers that the actor answers for: first those that wait for a first answer, the longest
 * waiting before; then the newest.
 * @throws {DomainError} `forbidden`, also for another owner's house
 */
export async function listEnquiries(
  context: ServiceContext,
  { view, buildingId, page: asked }: EnquiryList
): Promise<Page<EnquiryRow>> {
  assertCapable(context, 'enquiry:answer');
  if (buildingId !== null && !can(context.actor, 'enquiry:answer', { buildingId })) {
    throw new DomainError('forbidden', 'role_needed');
  }
  const { page, limit, offset } = readPage(asked);
  const isInHouse = buildingId === null ? sql`true` : sql`b.id = ${buildingId}`;
  const isWanted = sql`${isAnswerable(context)} and ${isInView(view)} and ${isInHouse}`;
  const source = sql`enquiry e join listing on listing.id = e.listing_id join unit on unit.id = listing.unit_id
    join building b on b.id = unit.building_id`;
  const [rows, [counted]] = await Promise.all([
    context.db.execute<ListRow>(sql`
      select e.id, e.name, e.state, ${utc(sql`e.created_at`)} as "createdAt",
        ${utc(sql`e.first_answered_at`)} as "firstAnsweredAt", listing.id as "listingId",
        ${localText(context, { entity: 'listing', field: 'title', id: listing.id, base: listing.title })} as title,
        (select ${utc(sql`min(v.starts_at)`)} from viewing v where v.enquiry_id = e.id
          and v.state in ('proposed', 'confirmed') and v.starts_at > now()) as "nextViewingAt", ${BUILDING_REFERENCE}
      from ${source} where ${isWanted}
      order by e.state <> 'new', case when e.state = 'new' then e.created_at end, e.created_at desc, e.id
      limit ${limit} offset ${offset}`),
    context.db.execute<{ total: number }>(sql`select count(*)::integer as total from ${source} where ${isWanted}`)
  ]);
  return toPage(rows.map(toEnquiryRow), { page, total: counted?.total ?? 0 });
}

function toEnquiryRow(row: ListRow): EnquiryRow {
  const { id, name, state, createdAt, firstAnsweredAt, nextViewingAt, listingId, title } = row;
  const offer = { listingId, title, building: toBuildingReference(row) };
  return { id, name, state, createdAt, firstAnsweredAt, nextViewingAt, offer };
}

/** An enquiry as the desk sees it. */
export interface DeskEnquiry extends EnquiryFacts {
  readonly id: string;
  readonly offer: NamedOffer;
  readonly locale: string;
  readonly firstAnsweredAt: Date | null;
  readonly nextStates: readonly EnquiryState[];
  readonly messages: readonly Message[];
  readonly viewings: readonly (ViewingEntry & { readonly nextStates: readonly ViewingState[] })[];
}

/**
 * One enquiry with all that was said and arranged.
 * @throws {DomainError} `forbidden`, also about another owner's house; `not_found`
 */
export async function getEnquiry(context: ServiceContext, id: string): Promise<DeskEnquiry> {
  const { enquiry, offered } = await openEnquiry(context, id);
  const [messages, viewings] = await Promise.all([listMessages(context, id), listViewings(context, id)]);
  const now = new Date();
  return {
    ...toEnquiryFacts(enquiry),
    ...{ id, locale: enquiry.locale, firstAnsweredAt: enquiry.firstAnsweredAt, messages },
    offer: nameForOffice(offered),
    nextStates: nextEnquiryStates(enquiry.state),
    viewings: viewings.map((one) => ({ ...toViewingEntry(one), nextStates: nextViewingStates(one, 'desk', now) }))
  };
}

export interface OpenedEnquiry {
  readonly enquiry: Enquiry;
  readonly offered: OfferedSpace;
}

/**
 * An enquiry that the actor may answer, held until the transaction of the context ends.
 * @throws {DomainError} `forbidden`, also about another owner's house; `not_found`
 */
export async function openEnquiry(context: ServiceContext, id: string): Promise<OpenedEnquiry> {
  assertCapable(context, 'enquiry:answer');
  const enquiry = await lockEnquiry(context, id);
  const offered = await readOfferedSpace(context, enquiry.listingId);
  if (offered === null) throw new DomainError('not_found', 'enquiry_not_found');
  const { id: buildingId } = offered.building;
  if (!can(context.actor, 'enquiry:answer', { buildingId })) throw new DomainError('forbidden', 'role_needed');
  return { enquiry, offered };
}
