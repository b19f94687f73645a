import { eq, sql } from 'drizzle-orm';
import { isDeepStrictEqual } from 'node:util';
import { normaliseEmail } from '../../domain/account';
import { can, reachOf } from '../../domain/access';
import type { ListingStatus } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { checkListingDraft, type ListingDraft } from '../../domain/listing-draft';
import { statusAfterChange, stepFrom } from '../../domain/listing-state';
import { refuse, rejectIssues } from '../../domain/refusal';
import { inChange, type Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { listing } from '../db/schema';
import { getQuarter } from '../quarter';
import { findSurveySource } from '../record/survey-source';
import { writeTexts } from '../record/text-record';
import { findOffer } from './listing-record';
import { assertMayBePublic, publicationOf } from './listing-state';
import { readUnitToOffer } from './unit-to-offer';

/** What becomes of an offer when its form is saved: it stays what it is, goes to the review, or to the public. */
export type SavedAs = 'draft' | 'submit' | 'publish';

export interface NewListing {
  readonly unitId: number;
  readonly draft: ListingDraft;
  readonly as: SavedAs;
  /** Writes in the same change, such as what the offer was begun from; it is taken back with it. */
  readonly alongside?: (inside: ServiceContext, listingId: number) => Promise<void>;
}

/**
 * Makes an offer of a unit; the id of the offer.
 * @throws {InvalidInput} naming the fields
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` `unit_not_offered`, `unit_has_offer`, `unit_is_let` (to be
 * published), `unit_not_there_then`
 */
export async function createListing(context: ServiceContext, wanted: NewListing): Promise<Changed<number>> {
  const { unitId, draft, as } = wanted;
  const { unit } = await readUnitToOffer(context, unitId);
  const buildingId = unit.building.id;
  assertMaySave(context, buildingId, as);
  const { today } = context;
  rejectIssues(checkListingDraft(draft, { areaSqm: unit.areaSqm, today, isForPublic: as !== 'draft' }));
  const { id: quarterId, settings } = await getQuarter(context);
  const [next] = await context.db.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('listing', 'id'))::integer as id`
  );
  const { id } = next!;
  return inChange(context, [{ entity: 'listing', id, version: null }], async (inside) => {
    // Changes of facts take turns from here on, so that of two offers made at once one finds the other.
    const { open, organisation } = await readUnitToOffer(inside, unitId);
    if (open !== null) throw refuse('unit_has_offer', { title: open.title, listing: open.id });
    const status: ListingStatus = as === 'draft' ? 'draft' : stepFrom('draft', as)!;
    if (as === 'publish') await assertMayBePublic(inside, { listingId: id, unitId });
    const isOwner = reachOf(context.actor, 'listing:change') === 'own';
    await inside.db.insert(listing).values({
      ...toColumns(draft),
      ...{ id, quarterId, unitId, ref: `A-${id}`, status, organisationId: organisation?.id ?? null },
      ...(as === 'publish' ? publicationOf(inside, settings.parameters.listing) : {}),
      sourceId: await findSurveySource(inside, isOwner ? 'owner' : 'other')
    });
    await writeTexts(inside, { entity: 'listing', id }, draft.texts);
    await wanted.alongside?.(inside, id);
    return {
      note: {
        ...{ action: 'create_listing', entity: 'listing', entityId: id, unitIds: [unitId], buildingIds: [buildingId] },
        detail: { status }
      },
      result: id
    };
  });
}

export interface ListingChange {
  readonly listing: { readonly id: number; readonly version: number | null };
  readonly draft: ListingDraft;
  readonly as: SavedAs;
}

/**
 * Other words or terms of an offer. Where the public reads it and its author may not publish, it goes back to the
 * review. Errors as `createListing`; `conflict` `step_not_possible` where it is let or withdrawn.
 */
export async function changeListing(context: ServiceContext, change: ListingChange): Promise<Changed<number>> {
  const { listing: claim, draft, as } = change;
  const { unitId, buildingId } = await findOffer(context, claim.id, 'listing:change');
  assertMaySave(context, buildingId, as);
  const { settings } = await getQuarter(context);
  return inChange(context, [{ entity: 'listing', ...claim }], async (inside) => {
    const { db, today, actor } = inside;
    const [before] = await db.select().from(listing).where(eq(listing.id, claim.id));
    const kept = statusAfterChange(before!.status, can(actor, 'listing:publish', { buildingId }));
    if (kept === null) throw refuse('step_not_possible');
    const status = as === 'draft' || (kept === 'review' && as === 'submit') ? kept : stepFrom(kept, as);
    if (status === null) throw refuse('step_not_possible');
    const areaSqm = await readArea(inside, unitId);
    const isForPublic = status !== 'draft';
    rejectIssues(checkListingDraft(draft, { areaSqm, today, isForPublic }));
    if (as === 'publish') await assertMayBePublic(inside, { listingId: claim.id, unitId });
    const values = {
      ...toColumns(draft),
      status,
      ...(as === 'publish' ? publicationOf(inside, settings.parameters.listing, before!.publishedOn) : {}),
      ...(as === 'submit' ? { reviewNote: null } : {})
    };
    const isSame = (Object.keys(values) as (keyof typeof values)[]).every((key) =>
      isDeepStrictEqual(before![key as keyof typeof before], values[key])
    );
    const areTextsChanged = await writeTexts(inside, { entity: 'listing', id: claim.id }, draft.texts);
    if (isSame && !areTextsChanged) rejectIssues([{ field: 'form', code: 'nothing_changed' }]);
    await db.update(listing).set(values).where(eq(listing.id, claim.id));
    return {
      note: {
        ...{ action: as === 'publish' ? 'publish_listing' : as === 'submit' ? 'submit_listing' : 'change_listing' },
        ...{ entity: 'listing', entityId: claim.id, unitIds: [unitId], buildingIds: [buildingId] },
        detail: { status }
      },
      result: claim.id
    };
  });
}

function assertMaySave({ actor }: ServiceContext, buildingId: number, as: SavedAs): void {
  if (as !== 'publish' || can(actor, 'listing:publish', { buildingId })) return;
  throw new DomainError('forbidden', 'role_needed');
}

async function readArea({ db }: ServiceContext, unitId: number): Promise<number | null> {
  const [row] = await db.execute<{ areaSqm: number | null }>(
    sql`select area_sqm as "areaSqm" from unit where id = ${unitId}`
  );
  return row?.areaSqm ?? null;
}

/** The draft as the table has it; translations are written beside it. */
function toColumns({ texts, ...draft }: ListingDraft) {
  const { title, description, fit_out: fitOut, conditions } = texts.base;
  return {
    title: title ?? '',
    description: description ?? '',
    ...{ fitOut, conditions },
    ...draft,
    suitableUses: [...draft.suitableUses],
    contactEmail: draft.contactEmail === null ? null : normaliseEmail(draft.contactEmail)
  };
}
