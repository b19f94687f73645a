import { sql } from 'drizzle-orm';
import { PUBLIC_ACTOR } from '../../domain/access';
import type { ServiceContext } from '../context';
import { listing } from '../db/schema';
import { isListingShown, isPlaceShown } from '../listing/listing-visibility';
import { BUILDING_REFERENCE, toBuildingReference, type BuildingReferenceRow } from '../record/reference';
import { localText } from '../record/translation';
import type { NamedOffer } from './enquiry-mails';

/** The offer that an enquiry is about. Never sent to a reader as it is: it names the house and the restricted address. */
export interface OfferedSpace {
  readonly listingId: number;
  readonly title: string;
  readonly unitId: number;
  readonly building: ReturnType<typeof toBuildingReference>;
  readonly organisationId: number | null;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  /** To the public, today. */
  readonly isShown: boolean;
  readonly isPlaceShown: boolean;
}

type OfferedRow = Omit<OfferedSpace, 'building'> & BuildingReferenceRow;

/** The offer as its language says it; null where there is none in the quarter. */
export async function readOfferedSpace(context: ServiceContext, listingId: number): Promise<OfferedSpace | null> {
  const reader = { ...context, actor: PUBLIC_ACTOR };
  const [row] = await context.db.execute<OfferedRow>(sql`
    select listing.id as "listingId", listing.unit_id as "unitId",
      ${localText(context, { entity: 'listing', field: 'title', id: listing.id, base: listing.title })} as title,
      listing.organisation_id as "organisationId", listing.contact_name as "contactName",
      listing.contact_email as "contactEmail", ${isListingShown(reader)} as "isShown",
      ${isPlaceShown(reader)} as "isPlaceShown", ${BUILDING_REFERENCE}
    from listing join unit on unit.id = listing.unit_id join building b on b.id = unit.building_id
    where listing.id = ${listingId} and listing.quarter_id = (select id from quarter where slug = ${context.quarter})`);
  return row ? { ...row, building: toBuildingReference(row) } : null;
}

/** The offer for whoever asked: its house only where the public may know it. */
export function nameForSeeker({ listingId, title, building, isPlaceShown: isNamed }: OfferedSpace): NamedOffer {
  return { listingId, title, building: isNamed ? building : null };
}

export function nameForOffice({ listingId, title, building }: OfferedSpace): NamedOffer {
  return { listingId, title, building };
}
