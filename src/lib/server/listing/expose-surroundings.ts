import { sql, type SQL } from 'drizzle-orm';
import type { Point } from 'geojson';
import { PUBLIC_ACTOR } from '../../domain/access';
import type { UseClass } from '../../domain/codes';
import { walkingMinutes, type NearBusiness, type NearStop, type Surroundings } from '../../domain/expose';
import { distanceM, positionOn, type Area } from '../../domain/geometry';
import type { OfferPlace } from '../../domain/offer';
import type { QuarterParameters } from '../../domain/quarter';
import type { ServiceContext } from '../context';
import { building, business, contextFeature } from '../db/schema';
import type { Bounds } from '../db/schema/columns';
import { getQuarter } from '../quarter';
import { groupRows } from '../record/grouping';
import { localText } from '../record/translation';
import { isUnitWithheld, seenOccupancy } from '../record/visibility';

type Walking = QuarterParameters['walking'];
type Position = OfferPlace['position'];
type BusinessRow = { id: number; name: string; use: UseClass; geometry: string };
type StopRow = { name: string | null; variant: string | null; geometry: string };

/** Homes and stores are no offer to the neighbourhood. */
const NO_OFFER: ReadonlySet<UseClass> = new Set(['housing', 'storage']);
/** Degrees of latitude per metre, somewhat too many: what lies in the box is measured. */
const DEGREES_PER_METRE = 1 / 110_000;

/**
 * What everybody may know of what lies within walking distance of a place: businesses whose name and unit are public,
 * uses that nobody offers there, and stops. Distances are as the crow flies.
 */
export async function findSurroundings(
  context: ServiceContext,
  { unit, position }: Pick<OfferPlace, 'unit' | 'position'>
): Promise<Surroundings> {
  const open = { ...context, actor: PUBLIC_ACTOR };
  const { settings } = await getQuarter(open);
  const { walking } = settings.parameters;
  const [businesses, wanted, stops] = await Promise.all([
    readBusinesses(open, sql`unit.id <> ${unit.id} and b.bounds && ${boxAround(position, walking)}`),
    listWantedUses(open),
    listStops(open, { position, walking })
  ]);
  const near = businesses.flatMap(({ geometry, ...row }) => {
    const metres = distanceM([...position], positionOn(JSON.parse(geometry) as Area));
    return metres <= walking.metres && !NO_OFFER.has(row.use) ? [{ ...row, distanceM: metres }] : [];
  });
  const uses = [...groupRows(near, ({ use }) => use)].map(([use, rows]) => ({ use, businesses: nearestOfEach(rows) }));
  uses.sort((a, b) => b.businesses.length - a.businesses.length || a.use.localeCompare(b.use));
  const present = new Set(uses.map(({ use }) => use));
  return { walking, uses, missing: wanted.filter((use) => !present.has(use)), stops };
}

/** The businesses of which everybody may know where they are today. */
function readBusinesses(context: ServiceContext, condition: SQL): Promise<readonly BusinessRow[]> {
  const seen = seenOccupancy(context);
  const name = localText(context, { entity: 'business', field: 'name', id: business.id, base: business.name });
  return context.db.execute<BusinessRow>(sql`
    select business.id, ${name} as name, o.use_class as use, unit.geometry
    from business join tenancy t on t.business_id = business.id
    join occupancy o on o.tenancy_id = t.id
    join unit on unit.id = o.unit_id
    join building b on b.id = unit.building_id
    where business.quarter_id = (select id from quarter where slug = ${context.quarter}) and business.is_public
      and o.use_class is not null and not ${isUnitWithheld(context.actor)}
      and ${seen.isSeen} and ${seen.valid} @> ${context.today}::date and ${condition}`);
}

/** Uses that the adopted plans want somewhere, or that a business of the directory has. */
async function listWantedUses(context: ServiceContext): Promise<UseClass[]> {
  const planned = await context.db.execute<{ use: UseClass }>(sql`
    select distinct g.use_class as use from use_plan_unit g join use_plan p on p.id = g.plan_id
    where p.quarter_id = (select id from quarter where slug = ${context.quarter}) and p.status = 'adopted'
      and g.use_class not in ('reserved', 'courtyard')`);
  const offered = await readBusinesses(context, sql`true`);
  const uses = new Set([...planned, ...offered].map(({ use }) => use));
  return [...uses].filter((use) => !NO_OFFER.has(use)).sort();
}

async function listStops(
  context: ServiceContext,
  { position, walking }: { readonly position: Position; readonly walking: Walking }
): Promise<NearStop[]> {
  const name = localText<string | null>(context, {
    ...{ entity: 'context_feature', field: 'name', id: contextFeature.id, base: contextFeature.name }
  });
  const rows = await context.db.execute<StopRow>(sql`
    select ${name} as name, context_feature.variant, context_feature.geometry from context_feature
    where context_feature.quarter_id = (select id from quarter where slug = ${context.quarter})
      and context_feature.kind = 'stop' and context_feature.bounds && ${boxAround(position, walking)}`);
  const near = rows
    .map((row) => ({ ...row, metres: distanceM([...position], (JSON.parse(row.geometry) as Point).coordinates) }))
    .filter(({ metres }) => metres <= walking.metres)
    .sort((a, b) => a.metres - b.metres);
  return [...groupRows(near, (stop) => stop.name)].map(([stopName, stops]) => ({
    name: stopName,
    modes: [...new Set(stops.flatMap(({ variant }) => variant ?? []))],
    distanceM: Math.round(stops[0]!.metres),
    minutes: walkingMinutes(stops[0]!.metres, walking)
  }));
}

/** A business in several units counts once, where it is nearest. */
function nearestOfEach(rows: readonly NearBusiness[]): NearBusiness[] {
  const nearest = new Map<number, NearBusiness>();
  for (const { id, name, distanceM: metres } of [...rows].sort((a, b) => a.distanceM - b.distanceM || a.id - b.id)) {
    if (!nearest.has(id)) nearest.set(id, { id, name, distanceM: Math.round(metres) });
  }
  return [...nearest.values()];
}

function boxAround([lon, lat]: Position, { metres }: Walking): SQL {
  const latitudes = metres * DEGREES_PER_METRE;
  const longitudes = latitudes / Math.cos((lat * Math.PI) / 180);
  const box: Bounds = [lon - longitudes, lat - latitudes, lon + longitudes, lat + latitudes];
  return sql`${building.bounds.mapToDriverValue(box)}::box`;
}
