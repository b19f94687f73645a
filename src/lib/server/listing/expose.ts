import { sql } from 'drizzle-orm';
import { PUBLIC_ACTOR } from '../../domain/access';
import type { UnitKind, UseClass } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import type { Expose, ExposeView } from '../../domain/expose';
import { sketchFloor, type Area, type FloorSketch } from '../../domain/geometry';
import type { OfferPlace, OfferRecord } from '../../domain/offer';
import { sumRent } from '../../domain/rent';
import type { SpaceCard } from '../../domain/space';
import type { ServiceContext } from '../context';
import { getQuarter } from '../quarter';
import { listSpaceCards } from '../space/space-search';
import { getUnit } from '../unit/unit';
import { findSurroundings } from './expose-surroundings';
import { isListingShown } from './listing-visibility';
import { readOffers } from './offer';

/** So many similar spaces stand below an offer. */
const SIMILAR_COUNT = 3;

/** What other spaces are compared with. */
interface Likeness {
  readonly id: number;
  readonly kind: UnitKind;
  readonly suitableUses: readonly UseClass[];
  readonly areaSqm: number | null;
}

/**
 * An offer with all that its page tells. One that was public once is `gone`; throws `not_found` for every other that
 * the actor may not see, so that nobody learns that it is there.
 */
export async function findExpose(context: ServiceContext, id: number): Promise<ExposeView> {
  const [offer] = await readOffers(context, sql`listing.id = ${id}`);
  if (offer) return { state: 'open', expose: await buildExpose(context, offer) };
  const likeness = await findPastOffer(context, id);
  if (likeness) return { state: 'gone', similar: await listSimilar(context, likeness) };
  throw new DomainError('not_found', 'listing_not_found', { id });
}

async function buildExpose(context: ServiceContext, offer: OfferRecord): Promise<Expose> {
  const { place } = offer;
  const [{ settings }, unit, sketch, surroundings, similar] = await Promise.all([
    getQuarter(context),
    place && getUnit(context, place.unit.id, context.today),
    place && drawFloor(context, offer, place),
    place && findSurroundings(context, place),
    listSimilar(context, offer)
  ]);
  const { vatRate } = settings.parameters;
  return {
    ...{ offer, rent: sumRent(offer, vatRate), vatRate, sketch, surroundings, similar },
    target: unit?.target ?? null
  };
}

/** The unit's share of its house; null where there is a plan, or where the place may only be shown as the house. */
async function drawFloor(
  { db }: ServiceContext,
  { files }: OfferRecord,
  { unit, precision }: OfferPlace
): Promise<FloorSketch | null> {
  if (precision !== 'exact' || files.some(({ kind }) => kind === 'floor_plan')) return null;
  const [row] = await db.execute<{ unit: string; house: string; outline: string | null }>(sql`
    select unit.geometry as unit, b.geometry as house, case when not b.is_courtyard then k.geometry end as outline
    from unit join building b on b.id = unit.building_id left join block k on k.id = b.block_id
    where unit.id = ${unit.id}`);
  if (!row) return null;
  const read = (text: string) => JSON.parse(text) as Area;
  const outline = row.outline === null ? null : read(row.outline);
  return sketchFloor({ unit: read(row.unit), house: read(row.house), outline });
}

/** Public offers that are fit for the same, or are built alike; the nearest in area first. */
async function listSimilar(
  context: ServiceContext,
  { id, kind, suitableUses, areaSqm }: Likeness
): Promise<readonly SpaceCard[]> {
  const open = { ...context, actor: PUBLIC_ACTOR };
  const uses = sql`${`{${suitableUses.join(',')}}`}::text[]`;
  const rows = await context.db.execute<{ id: number }>(sql`
    select listing.id from listing join unit on unit.id = listing.unit_id
    where listing.quarter_id = (select id from quarter where slug = ${context.quarter}) and listing.id <> ${id}
      and ${isListingShown(open)} and (listing.suitable_uses && ${uses} or unit.kind = ${kind})
    order by listing.suitable_uses && ${uses} desc, abs(unit.area_sqm - ${areaSqm}::real) nulls last, listing.id
    limit ${SIMILAR_COUNT}`);
  return listSpaceCards(
    open,
    rows.map((row) => row.id)
  );
}

/**
 * An offer that everybody could see on the day of its publication and cannot any more. A hidden place is not spoken of,
 * and neither is what a desk only prepared.
 */
async function findPastOffer(context: ServiceContext, id: number): Promise<Likeness | null> {
  const [row] = await context.db.execute<Likeness & Record<string, unknown>>(sql`
    select listing.id, unit.kind, listing.suitable_uses as "suitableUses", unit.area_sqm as "areaSqm"
    from listing join unit on unit.id = listing.unit_id
    where listing.id = ${id} and listing.quarter_id = (select id from quarter where slug = ${context.quarter})
      and listing.status in ('public', 'reserved', 'let', 'expired', 'withdrawn')
      and listing.published_on <= ${context.today}::date
      and (listing.expires_on is null or listing.expires_on > listing.published_on)
      and unit.location_precision <> 'hidden'
      and not exists (select from occupancy o where o.unit_id = unit.id
        and o.valid @> listing.published_on and o.status = 'occupied')`);
  return row ?? null;
}
