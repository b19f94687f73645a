import { sql } from 'drizzle-orm';
import type { BuildingReference } from '../../domain/building';
import type { ListingStatus } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { readId } from '../../domain/id-list';
import type { IsoDate } from '../../domain/interval';
import { stepFrom } from '../../domain/listing-state';
import { findLink } from '../auth/link';
import type { Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { listing } from '../db/schema';
import { BUILDING_REFERENCE, toBuildingReference, type BuildingReferenceRow } from '../record/reference';
import { localText } from '../record/translation';
import { takeStep } from './listing-state';

/** An offer as whoever holds the link of a reminder is asked about it. */
export interface AskedListing {
  readonly id: number;
  readonly title: string;
  readonly house: BuildingReference;
  readonly status: ListingStatus;
  readonly expiresOn: IsoDate | null;
  readonly canConfirm: boolean;
  readonly canWithdraw: boolean;
}

/** What the link of a reminder is about. Throws `not_found` `link_not_found` where it is unknown or too old. */
export async function readAskedListing(context: ServiceContext, secret: string): Promise<AskedListing> {
  const { row } = await findAsked(context, secret);
  const { id, title, status, expiresOn } = row;
  return {
    ...{ id, title, house: toBuildingReference(row), status, expiresOn },
    canConfirm: stepFrom(status, 'confirm') !== null,
    canWithdraw: stepFrom(status, 'withdraw') !== null
  };
}

/**
 * "Yes, still free" or "not any more", by the link alone.
 * @throws {DomainError} `not_found` `link_not_found`; `conflict` `step_not_possible`, `unit_is_let`, `unit_has_offer`
 */
export async function answerAskedListing(
  context: ServiceContext,
  { secret, isFree }: { readonly secret: string; readonly isFree: boolean }
): Promise<Changed<ListingStatus>> {
  const { row } = await findAsked(context, secret);
  const { id, status, unitId, buildingId } = row;
  const offer = { id, status, unitId, buildingId };
  return takeStep(context, { offer, version: null, step: isFree ? 'confirm' : 'withdraw', note: null });
}

type AskedRow = BuildingReferenceRow & {
  id: number;
  title: string;
  status: ListingStatus;
  expiresOn: IsoDate | null;
  unitId: number;
};

async function findAsked(context: ServiceContext, secret: string): Promise<{ row: AskedRow }> {
  const id = readId((await findLink(context, 'confirm_listing', secret)) ?? '');
  const [row] =
    id === null
      ? []
      : await context.db.execute<AskedRow>(sql`
          select listing.id, ${localText(context, { entity: 'listing', field: 'title', id: listing.id, base: listing.title })} as title,
            listing.status, listing.expires_on::text as "expiresOn", unit.id as "unitId", ${BUILDING_REFERENCE}
          from listing join unit on unit.id = listing.unit_id join building b on b.id = unit.building_id
          join quarter q on q.id = listing.quarter_id and q.slug = ${context.quarter} where listing.id = ${id}`);
  if (!row) throw new DomainError('not_found', 'link_not_found');
  return { row };
}
