import { and, eq, inArray } from 'drizzle-orm';
import type { QuarterDataset, UnitKey } from '../../../../../geodata/steps/dataset';
import { boundsOf } from '../../../domain/geometry';
import type { DateRange } from '../../../domain/interval';
import { packRings } from '../../../domain/packed-rings';
import { building, buildingRenewal, storey, unit, unitPredecessor } from '../schema/index';
import { isAuthored, note, sourceId, translate, type SeedContext } from './context';
import type { PlaceIds } from './places';
import { syncRows } from './sync';

/** Ids of buildings by reference, and of units by `unitKey`; units that people arranged anew may be missing. */
export interface HouseIds {
  readonly buildings: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, number>;
}

/** One text for a unit of the data set. */
export function unitKey({ building: ref, code, from }: UnitKey): string {
  return `${ref} ${code} ${from}`;
}

export async function seedHouses(context: SeedContext, data: QuarterDataset, places: PlaceIds): Promise<HouseIds> {
  const buildings = await seedBuildings(context, data, places);
  await seedRenewals(context, data, buildings);
  const storeys = await seedStoreys(context, data, buildings);
  const units = await seedUnits(context, data, { buildings, storeys });
  await seedPredecessors(context, data, { buildings, units });
  return { buildings, units };
}

async function seedBuildings(
  context: SeedContext,
  data: QuarterDataset,
  { districts, blocks }: PlaceIds
): Promise<ReadonlyMap<string, number>> {
  const { db, quarterId, edited } = context;
  const synced = await syncRows({
    stored: await db.select().from(building).where(eq(building.quarterId, quarterId)),
    wanted: data.buildings.map(
      ({ block, district, name, geometry, source, renewals: _renewals, storeys: _storeys, ...values }) => ({
        ...values,
        quarterId,
        name: name?.base ?? null,
        blockId: block === null ? null : blocks.get(block)!,
        districtId: district === null ? null : districts.get(district)!,
        geometry: JSON.stringify(geometry),
        bounds: boundsOf(geometry),
        packed: packRings(geometry),
        sourceId: sourceId(context, source)
      })
    ),
    keyOf: ({ ref }) => ref,
    insert: (rows) => db.insert(building).values(rows).returning({ id: building.id }),
    update: (id, row) => db.update(building).set(row).where(eq(building.id, id)),
    isObsolete: isAuthored(context),
    isEdited: ({ id }, isNamed) => (isNamed ? edited.buildings : edited.houses).has(id)
  });
  note(context, 'building', synced, () => db.delete(building).where(inArray(building.id, [...synced.obsolete])));
  for (const { ref, name } of data.buildings) {
    translate(context, { entity: 'building', entityId: synced.ids.get(ref)!, field: 'name' }, name);
  }
  return synced.ids;
}

async function seedRenewals(
  context: SeedContext,
  data: QuarterDataset,
  buildings: ReadonlyMap<string, number>
): Promise<void> {
  const { db } = context;
  const synced = await syncRows({
    stored: await db
      .select()
      .from(buildingRenewal)
      .where(inArray(buildingRenewal.buildingId, [...buildings.values()])),
    wanted: data.buildings.flatMap(({ ref, renewals }) =>
      renewals.map(({ state, valid, source }) => ({
        buildingId: buildings.get(ref)!,
        ...{ state, valid, sourceId: sourceId(context, source) }
      }))
    ),
    keyOf: ({ buildingId, valid }) => `${buildingId} ${valid.from}`,
    insert: (rows) => db.insert(buildingRenewal).values(rows).returning({ id: buildingRenewal.id }),
    update: (id, row) => db.update(buildingRenewal).set(row).where(eq(buildingRenewal.id, id)),
    isObsolete: isAuthored(context),
    isEdited: ({ buildingId }) => context.edited.renewals.has(buildingId),
    mayInsert: ({ buildingId }) => !context.edited.renewals.has(buildingId)
  });
  note(context, 'building_renewal', synced, () =>
    db.delete(buildingRenewal).where(inArray(buildingRenewal.id, [...synced.obsolete]))
  );
}

async function seedStoreys(
  context: SeedContext,
  data: QuarterDataset,
  buildings: ReadonlyMap<string, number>
): Promise<ReadonlyMap<string, number>> {
  const { db } = context;
  const synced = await syncRows({
    stored: await db
      .select()
      .from(storey)
      .where(inArray(storey.buildingId, [...buildings.values()])),
    wanted: data.buildings.flatMap(({ ref, storeys }) =>
      storeys.map(({ units: _units, source, ...values }) => ({
        ...values,
        buildingId: buildings.get(ref)!,
        sourceId: sourceId(context, source)
      }))
    ),
    keyOf: ({ buildingId, part, sort }) => storeyKey(buildingId, part, sort),
    insert: (rows) => db.insert(storey).values(rows).returning({ id: storey.id }),
    update: (id, row) => db.update(storey).set(row).where(eq(storey.id, id)),
    isObsolete: isAuthored(context),
    ...sparingArranged(context)
  });
  note(context, 'storey', synced, () => db.delete(storey).where(inArray(storey.id, [...synced.obsolete])));
  return synced.ids;
}

function storeyKey(buildingId: number, part: string, sort: number): string {
  return `${buildingId} ${part} ${sort}`;
}

interface StoreyIds {
  readonly buildings: ReadonlyMap<string, number>;
  readonly storeys: ReadonlyMap<string, number>;
}

async function seedUnits(
  context: SeedContext,
  data: QuarterDataset,
  { buildings, storeys }: StoreyIds
): Promise<ReadonlyMap<string, number>> {
  const { db, edited } = context;
  const refs = new Map([...buildings].map(([ref, id]) => [id, ref]));
  const synced = await syncRows({
    stored: await db
      .select()
      .from(unit)
      .where(inArray(unit.buildingId, [...buildings.values()])),
    wanted: data.buildings.flatMap(({ ref, storeys: all }) =>
      all.flatMap(({ part, sort, units }) =>
        units.map(({ predecessors: _predecessors, occupancies: _occupancies, source, geometry, valid, ...values }) => ({
          ...values,
          valid: valid satisfies DateRange as DateRange,
          buildingId: buildings.get(ref)!,
          storeyId: storeys.get(storeyKey(buildings.get(ref)!, part, sort))!,
          geometry: JSON.stringify(geometry),
          sourceId: sourceId(context, source)
        }))
      )
    ),
    keyOf: ({ id, buildingId, code, valid }) =>
      unitKey({
        building: refs.get(buildingId)!,
        code: (id === undefined ? undefined : edited.formerCodes.get(id)) ?? code,
        from: valid.from!
      }),
    insert: (rows) => db.insert(unit).values(rows).returning({ id: unit.id }),
    update: (id, row) => db.update(unit).set(row).where(eq(unit.id, id)),
    isObsolete: isAuthored(context),
    ...sparingArranged(context)
  });
  note(context, 'unit', synced, () => db.delete(unit).where(inArray(unit.id, [...synced.obsolete])));
  return synced.ids;
}

/** Storeys and units of a house belong together: where people changed what there is, the folder adds and moves nothing. */
function sparingArranged({ edited: { structures, houses } }: SeedContext) {
  return {
    isEdited: ({ buildingId }: { buildingId: number }, isNamed: boolean) =>
      (isNamed ? structures : houses).has(buildingId),
    mayInsert: ({ buildingId }: { buildingId: number }) => !structures.has(buildingId)
  };
}

async function seedPredecessors(
  { db, edited }: SeedContext,
  data: QuarterDataset,
  { buildings, units }: HouseIds
): Promise<void> {
  const own = data.buildings.filter(({ ref }) => !edited.structures.has(buildings.get(ref)!));
  const wanted = own.flatMap(({ ref, storeys }) =>
    storeys.flatMap((item) =>
      item.units.flatMap(({ code, valid, predecessors }) =>
        predecessors.map((predecessor) => ({
          unitId: units.get(unitKey({ building: ref, code, from: valid.from }))!,
          predecessorId: units.get(unitKey(predecessor))!
        }))
      )
    )
  );
  const stored = await db
    .select({ unitId: unitPredecessor.unitId, predecessorId: unitPredecessor.predecessorId })
    .from(unitPredecessor)
    .innerJoin(unit, eq(unit.id, unitPredecessor.unitId))
    .where(
      inArray(
        unit.buildingId,
        own.map(({ ref }) => buildings.get(ref)!)
      )
    );
  const textOf = (link: { unitId: number; predecessorId: number }) => `${link.unitId} ${link.predecessorId}`;
  const [storedTexts, wantedTexts] = [new Set(stored.map(textOf)), new Set(wanted.map(textOf))];
  for (const link of stored.filter((item) => !wantedTexts.has(textOf(item)))) {
    const { unitId, predecessorId } = link;
    const isLink = and(eq(unitPredecessor.unitId, unitId), eq(unitPredecessor.predecessorId, predecessorId));
    await db.delete(unitPredecessor).where(isLink);
  }
  const missing = wanted.filter((item) => !storedTexts.has(textOf(item)));
  if (missing.length > 0) await db.insert(unitPredecessor).values(missing);
}
