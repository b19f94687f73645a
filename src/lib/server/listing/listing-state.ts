import { eq, sql } from 'drizzle-orm';
import type { ListingStatus } from '../../domain/codes';
import type { IsoDate } from '../../domain/interval';
import { expiryFrom } from '../../domain/listing-draft';
import {
  OPEN_STATUSES,
  renewsExpiry,
  STEP_ACTION,
  STEP_CAPABILITY,
  stepFrom,
  type ListingStep
} from '../../domain/listing-state';
import { refuse, rejectIssues } from '../../domain/refusal';
import { inChange, type Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { listing } from '../db/schema';
import { getQuarter } from '../quarter';
import { checkNote } from '../unit/occupancy';
import { findOffer, type OfferedListing } from './listing-record';

export interface ListingMove {
  readonly listing: { readonly id: number; readonly version: number | null };
  readonly step: ListingStep;
  /** Why; what comes back from the review says so. */
  readonly note: string | null;
}

/**
 * Takes an offer one step on its way.
 * @throws {InvalidInput} `note` where it is sent back without a word, `description` where there is none to be read
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` `step_not_possible`, `unit_is_let`, `unit_has_offer`
 */
export async function moveListing(context: ServiceContext, move: ListingMove): Promise<Changed<ListingStatus>> {
  const { listing: claim, step, note } = move;
  const offer = await findOffer(context, claim.id, STEP_CAPABILITY[step]);
  rejectIssues(step === 'return' && note === null ? [{ field: 'note', code: 'required' }] : checkNote(note));
  return takeStep(context, { offer, version: claim.version, step, note });
}

interface Step {
  readonly offer: OfferedListing;
  readonly version: number | null;
  readonly step: ListingStep;
  readonly note: string | null;
}

/** As `moveListing`, for whoever has proven their right otherwise, such as by a link of a mail. */
export async function takeStep(
  context: ServiceContext,
  { offer, version, step, note }: Step
): Promise<Changed<ListingStatus>> {
  const { id, unitId, buildingId } = offer;
  const { settings } = await getQuarter(context);
  return inChange(context, [{ entity: 'listing', id, version }], async (inside) => {
    const [before] = await inside.db.select().from(listing).where(eq(listing.id, id));
    const status = stepFrom(before!.status, step);
    if (status === null) throw refuse('step_not_possible');
    if (step === 'submit' || step === 'publish') {
      rejectIssues(before!.description === '' ? [{ field: 'description', code: 'required' }] : []);
    }
    if (renewsExpiry(step)) await assertMayBePublic(inside, { listingId: id, unitId });
    await inside.db
      .update(listing)
      .set({
        status,
        ...(renewsExpiry(step) ? publicationOf(inside, settings.parameters.listing, before!.publishedOn) : {}),
        ...(step === 'return' ? { reviewNote: note } : {}),
        ...(step === 'submit' ? { reviewNote: null } : {})
      })
      .where(eq(listing.id, id));
    return {
      note: {
        ...{ action: STEP_ACTION[step], entity: 'listing', entityId: id, unitIds: [unitId], buildingIds: [buildingId] },
        reason: note
      },
      result: status
    };
  });
}

/** What publishing or "still free" writes: its time begins anew today. An offer keeps the day of its first publication. */
export function publicationOf(
  { today }: Pick<ServiceContext, 'today'>,
  parameters: { readonly days: number },
  publishedOn: IsoDate | null = null
) {
  return {
    publishedOn: publishedOn ?? today,
    expiresOn: expiryFrom(today, parameters),
    confirmedOn: today,
    reviewNote: null
  };
}

/**
 * Throws `unit_is_let` where the unit is in use today, `unit_has_offer` where another offer of it is open. Call it
 * within the change.
 */
export async function assertMayBePublic(
  { db, today }: ServiceContext,
  { listingId, unitId }: { readonly listingId: number; readonly unitId: number }
): Promise<void> {
  const [row] = await db.execute<{ isLet: boolean; isThere: boolean; openId: number | null; title: string | null }>(sql`
    select exists (select from occupancy o where o.unit_id = unit.id and o.valid @> ${today}::date
        and o.status = 'occupied') as "isLet",
      (upper_inf(unit.valid) or upper(unit.valid) > ${today}::date) as "isThere", open.id as "openId", open.title
    from unit left join lateral (
      select l.id, l.title from listing l where l.unit_id = unit.id and l.id <> ${listingId}
        and l.status = any(string_to_array(${OPEN_STATUSES.join(' ')}, ' ')) limit 1) open on true
    where unit.id = ${unitId}`);
  if (!row!.isThere) throw refuse('unit_not_there_then');
  if (row!.isLet) throw refuse('unit_is_let');
  if (row!.openId !== null) throw refuse('unit_has_offer', { title: row!.title ?? '', listing: row!.openId });
}
