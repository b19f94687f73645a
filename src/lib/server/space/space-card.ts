import { sql } from 'drizzle-orm';
import { PUBLIC_ACTOR } from '../../domain/access';
import type { SourceNature } from '../../domain/codes';
import type { SpaceCard, SpacePhoto } from '../../domain/space';
import type { ServiceContext } from '../context';
import { isListingShown, isPlaceShown } from '../listing/listing-visibility';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { localText } from '../record/translation';
import type { SpaceRow } from './space-rows';

type CardRow = UnitReferenceRow & {
  listingId: number;
  title: string;
  isPlaceShown: boolean;
  blockSlug: string | null;
  blockName: string | null;
  lon: number;
  lat: number;
  nature: SourceNature;
  confirmedOn: string | null;
  photo: SpacePhoto | null;
};

/**
 * The cards of spaces in the reader's language, in the order given; what ceased to be shown in this very moment is
 * left out. Everybody is shown the same, so that a list that was copied from the desk betrays nothing.
 */
export async function readSpaceCards(context: ServiceContext, rows: readonly SpaceRow[]): Promise<SpaceCard[]> {
  if (rows.length === 0) return [];
  const reader = { ...context, actor: PUBLIC_ACTOR };
  const ids = `{${rows.map(({ space }) => space.listingId).join()}}`;
  const found = await context.db.execute<CardRow>(sql`
    select listing.id as "listingId",
      ${localText(context, { entity: 'listing', field: 'title', id: sql`listing.id`, base: sql`listing.title` })} as title,
      ${isPlaceShown(reader)} as "isPlaceShown", k.slug as "blockSlug",
      ${localText<string | null>(context, { entity: 'block', field: 'name', id: sql`k.id`, base: sql`k.name` })} as "blockName",
      (center(b.bounds))[0] as lon, (center(b.bounds))[1] as lat, source.nature,
      listing.confirmed_on::text as "confirmedOn",
      (select json_build_object('id', f.id, 'sha256', f.sha256, 'altText', f.alt_text, 'widthPx', f.width_px, 'heightPx', f.height_px)
        from listing_file f where f.listing_id = listing.id and f.kind = 'photo' order by f.position, f.id limit 1) as photo,
      ${UNIT_REFERENCE}
    from listing join unit on unit.id = listing.unit_id join building b on b.id = unit.building_id
    left join block k on k.id = b.block_id join source on source.id = listing.source_id
    where listing.id = any(${ids}::integer[]) and ${isListingShown(reader)}`);
  const byListing = new Map(found.map((row) => [row.listingId, row]));
  return rows.flatMap((row) => {
    const card = byListing.get(row.space.listingId);
    return card ? [toCard(row, card)] : [];
  });
}

function toCard({ space, isReserved }: SpaceRow, row: CardRow): SpaceCard {
  // Both must say so: a release may have been withdrawn since the spaces were read.
  const isShown = row.isPlaceShown && space.unitId !== null;
  return {
    ...space,
    unitId: isShown ? space.unitId : null,
    buildingId: isShown ? space.buildingId : null,
    title: row.title,
    isReserved,
    unit: isShown ? toUnitReference(row) : null,
    block: row.blockSlug === null ? null : { slug: row.blockSlug, name: row.blockName! },
    position: isShown ? [row.lon, row.lat] : null,
    nature: row.nature,
    confirmedOn: row.confirmedOn,
    photo: row.photo
  };
}
