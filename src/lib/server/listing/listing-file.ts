import { and, eq, sql } from 'drizzle-orm';
import { can, PUBLIC_ACTOR } from '../../domain/access';
import type { AuditAction } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import { checkPictureWords, MOST_FILES, type PictureWords } from '../../domain/listing-picture';
import { statusAfterChange } from '../../domain/listing-state';
import { refuse, rejectIssues } from '../../domain/refusal';
import { inChange, type Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { listing, listingFile } from '../db/schema';
import { preparePicture } from './listing-picture';
import { findOffer, type OfferedListing } from './listing-record';
import { isListingShown } from './listing-visibility';

interface ListingClaim {
  readonly id: number;
  readonly version: number | null;
}

export interface NewPicture extends PictureWords {
  readonly bytes: Uint8Array;
}

export interface FileAddition {
  readonly listing: ListingClaim;
  readonly pictures: readonly NewPicture[];
  /** Somebody has looked: nobody can be recognised, no number plate and no doorbell can be read. */
  readonly isChecked: boolean;
}

/**
 * Adds pictures to an offer, all or none; their ids. Seen by the public only after the desk has: by somebody who may not
 * publish, a shown offer goes back to the review.
 * @throws {InvalidInput} at `files`, `altText`, `credit`, `kind`, `takenOn`, `isChecked`
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` `step_not_possible` where it is let or withdrawn
 */
export async function addListingFiles(context: ServiceContext, addition: FileAddition): Promise<Changed<number[]>> {
  const { listing: claim, pictures, isChecked } = addition;
  const offer = await findOffer(context, claim.id, 'listing:change');
  rejectIssues([
    ...(pictures.length === 0 ? [{ field: 'files', code: 'file_missing' } as const] : []),
    ...(pictures.length > MOST_FILES
      ? [{ field: 'files', code: 'files_too_many', details: { most: MOST_FILES } } as const]
      : []),
    ...(isChecked ? [] : [{ field: 'isChecked', code: 'not_ticked' } as const]),
    ...pictures.flatMap((words) => checkPictureWords(words, context.today))
  ]);
  // One after the other: a decoded picture takes much memory.
  const made: (PictureWords & Awaited<ReturnType<typeof preparePicture>>)[] = [];
  for (const { bytes, ...words } of pictures) made.push({ ...words, ...(await preparePicture(bytes, 'files')) });
  return changeFiles(context, { offer, claim, action: 'add_listing_file', isShown: true }, async ({ db }) => {
    const known = await db
      .select({ sha256: listingFile.sha256 })
      .from(listingFile)
      .where(eq(listingFile.listingId, claim.id));
    const hashes = [...known, ...made].map(({ sha256 }) => sha256);
    if (new Set(hashes).size < hashes.length) rejectIssues([{ field: 'files', code: 'file_twice' }]);
    if (hashes.length > MOST_FILES) {
      rejectIssues([{ field: 'files', code: 'files_too_many', details: { most: MOST_FILES } }]);
    }
    const [last] = await db.execute<{ position: number }>(sql`
      select coalesce(max(position), 0)::integer as position from listing_file where listing_id = ${claim.id}`);
    const rows = await db
      .insert(listingFile)
      .values(made.map((file, index) => ({ ...file, listingId: claim.id, position: last!.position + index + 1 })))
      .returning({ id: listingFile.id });
    return rows.map(({ id }) => id);
  });
}

export interface FileChange {
  readonly listing: ListingClaim;
  readonly fileId: number;
  readonly words: PictureWords;
}

/** Other words for a picture. Errors as `addListingFiles`. */
export async function describeListingFile(context: ServiceContext, change: FileChange): Promise<Changed<number>> {
  const { listing: claim, fileId, words } = change;
  const offer = await findOffer(context, claim.id, 'listing:change');
  rejectIssues(checkPictureWords(words, context.today));
  return changeFiles(context, { offer, claim, action: 'change_listing_file', isShown: true }, async ({ db }) => {
    const { kind, altText, credit, takenOn } = words;
    const rows = await db
      .update(listingFile)
      .set({ kind, altText, credit, takenOn })
      .where(isFileOf(claim.id, fileId))
      .returning({ id: listingFile.id });
    return theFile(rows, fileId);
  });
}

export interface FileMove {
  readonly listing: ListingClaim;
  readonly fileId: number;
  /** One place nearer to the front, or to the end. The first photo stands for the offer. */
  readonly by: -1 | 1;
}

/** Changes the order of pictures. Errors as `addListingFiles`. */
export async function moveListingFile(
  context: ServiceContext,
  { listing: claim, fileId, by }: FileMove
): Promise<Changed<number>> {
  const offer = await findOffer(context, claim.id, 'listing:change');
  return changeFiles(context, { offer, claim, action: 'change_listing_file', isShown: false }, async ({ db }) => {
    const rows = await db
      .select({ id: listingFile.id })
      .from(listingFile)
      .where(eq(listingFile.listingId, claim.id))
      .orderBy(listingFile.position, listingFile.id);
    const order = rows.map(({ id }) => id);
    const from = order.indexOf(
      theFile(
        rows.filter(({ id }) => id === fileId),
        fileId
      )
    );
    const to = Math.min(Math.max(from + by, 0), order.length - 1);
    order.splice(to, 0, ...order.splice(from, 1));
    for (const [index, id] of order.entries()) {
      await db
        .update(listingFile)
        .set({ position: index + 1 })
        .where(eq(listingFile.id, id));
    }
    return fileId;
  });
}

export interface FileRemoval {
  readonly listing: ListingClaim;
  readonly fileId: number;
}

/** Takes a picture away for good; no undo brings it back. Errors as `addListingFiles`. */
export async function removeListingFile(
  context: ServiceContext,
  { listing: claim, fileId }: FileRemoval
): Promise<Changed<number>> {
  const offer = await findOffer(context, claim.id, 'listing:change');
  return changeFiles(context, { offer, claim, action: 'remove_listing_file', isShown: false }, async ({ db }) => {
    const rows = await db.delete(listingFile).where(isFileOf(claim.id, fileId)).returning({ id: listingFile.id });
    return theFile(rows, fileId);
  });
}

interface FilesChange {
  readonly offer: OfferedListing;
  readonly claim: ListingClaim;
  readonly action: AuditAction;
  /** Does the public get to see something that nobody has reviewed? */
  readonly isShown: boolean;
}

async function changeFiles<T extends number | number[]>(
  context: ServiceContext,
  { offer, claim, action, isShown }: FilesChange,
  write: (inside: ServiceContext) => Promise<T>
): Promise<Changed<T>> {
  const { id, unitId, buildingId } = offer;
  return inChange(context, [{ entity: 'listing', ...claim }], async (inside) => {
    const [row] = await inside.db.select({ status: listing.status }).from(listing).where(eq(listing.id, id));
    const mayPublish = can(inside.actor, 'listing:publish', { buildingId });
    const status = statusAfterChange(row!.status, mayPublish);
    if (status === null) throw refuse('step_not_possible');
    const result = await write(inside);
    // Also where the state stays: whoever keeps offers in memory hears of it.
    await inside.db
      .update(listing)
      .set({ status: isShown ? status : row!.status })
      .where(eq(listing.id, id));
    return {
      note: {
        ...{ action, entity: 'listing', entityId: id, unitIds: [unitId], buildingIds: [buildingId] },
        detail: { files: [result].flat() }
      },
      result
    };
  });
}

const isFileOf = (listingId: number, fileId: number) =>
  and(eq(listingFile.listingId, listingId), eq(listingFile.id, isId(fileId) ? fileId : 0));

function theFile(rows: readonly { readonly id: number }[], id: number): number {
  const [row] = rows;
  if (!row) throw new DomainError('not_found', 'listing_file_not_found', { id });
  return row.id;
}

export interface ServedFile {
  readonly data: Uint8Array;
  readonly mediaType: string;
  /** False: it is shown to those who work on the offer, and nobody may keep it. */
  readonly isPublic: boolean;
}

/**
 * The bytes of a picture, where the offer may be seen by everybody, or by the actor because they work on it.
 * @throws {DomainError} `not_found` also where the actor may not see it
 */
export async function getListingFile(context: ServiceContext, id: number, sha256: string): Promise<ServedFile> {
  const isPublic = isListingShown({ actor: PUBLIC_ACTOR, today: context.today });
  const [row] = isId(id)
    ? await context.db
        .select({
          data: listingFile.data,
          mediaType: listingFile.mediaType,
          isPublic,
          buildingId: sql<number>`(select u.building_id from unit u where u.id = ${listing.unitId})`
        })
        .from(listingFile)
        .innerJoin(listing, eq(listing.id, listingFile.listingId))
        .where(
          and(
            eq(listingFile.id, id),
            eq(listingFile.sha256, sha256),
            sql`${listing.quarterId} = (select q.id from quarter q where q.slug = ${context.quarter})`
          )
        )
    : [];
  const isSeen = row && (row.isPublic || can(context.actor, 'listing:change', { buildingId: row.buildingId }));
  if (!isSeen) throw new DomainError('not_found', 'listing_file_not_found', { id });
  return { data: row.data, mediaType: row.mediaType, isPublic: row.isPublic };
}
