import { eq, inArray } from 'drizzle-orm';
import type { OccupancyData, QuarterDataset } from '../../../../../geodata/steps/dataset';
import { business, occupancy, party, tenancy } from '../schema/index';
import { isAuthored, note, sourceId, translate, type SeedContext } from './context';
import { unitKey, type HouseIds } from './houses';
import { syncRows } from './sync';

/** Parties, businesses, tenancies and occupancies. */
export async function seedUses(context: SeedContext, data: QuarterDataset, houses: HouseIds): Promise<void> {
  const parties = await seedParties(context, data);
  const businesses = await seedBusinesses(context, data, parties);
  await seedHistories(context, data, { houses, parties, businesses });
}

async function seedParties(context: SeedContext, data: QuarterDataset): Promise<ReadonlyMap<string, string>> {
  const { db, quarterId } = context;
  const synced = await syncRows({
    stored: await db.select().from(party).where(eq(party.quarterId, quarterId)),
    wanted: data.parties.map(({ source, ...values }) => ({
      ...values,
      quarterId,
      sourceId: sourceId(context, source)
    })),
    keyOf: ({ ref }) => ref,
    insert: (rows) => db.insert(party).values(rows).returning({ id: party.id }),
    update: (id, row) => db.update(party).set(row).where(eq(party.id, id)),
    isObsolete: isAuthored(context),
    isEdited: ({ id }) => context.edited.parties.has(id)
  });
  note(context, 'party', synced, () => db.delete(party).where(inArray(party.id, [...synced.obsolete])));
  return synced.ids;
}

async function seedBusinesses(
  context: SeedContext,
  data: QuarterDataset,
  parties: ReadonlyMap<string, string>
): Promise<ReadonlyMap<string, number>> {
  const { db, quarterId } = context;
  const synced = await syncRows({
    stored: await db.select().from(business).where(eq(business.quarterId, quarterId)),
    wanted: data.businesses.map(({ name, description, party: ref, branch, languages, source, ...values }) => ({
      ...values,
      quarterId,
      name: name.base,
      description: description?.base ?? null,
      languages: [...languages],
      partyId: ref === null ? null : parties.get(ref)!,
      branchScheme: branch?.scheme ?? null,
      branchCode: branch?.code ?? null,
      sourceId: sourceId(context, source)
    })),
    keyOf: ({ ref }) => ref,
    insert: (rows) => db.insert(business).values(rows).returning({ id: business.id }),
    update: (id, row) => db.update(business).set(row).where(eq(business.id, id)),
    isObsolete: isAuthored(context),
    isEdited: ({ id }) => context.edited.businesses.has(id)
  });
  note(context, 'business', synced, () => db.delete(business).where(inArray(business.id, [...synced.obsolete])));
  for (const { ref, name, description } of data.businesses) {
    if (context.edited.businesses.has(synced.ids.get(ref)!)) continue;
    const record = { entity: 'business', entityId: synced.ids.get(ref)! };
    translate(context, { ...record, field: 'name' }, name);
    translate(context, { ...record, field: 'description' }, description);
  }
  return synced.ids;
}

interface HistoryIds {
  readonly houses: HouseIds;
  readonly parties: ReadonlyMap<string, string>;
  readonly businesses: ReadonlyMap<string, number>;
}

/**
 * Tenancies and occupancies. A unit whose history someone else has gone on with (any row of another source, any change
 * of a person) is left alone: what was found on the spot outweighs the folder.
 */
async function seedHistories(
  context: SeedContext,
  data: QuarterDataset,
  { houses, parties, businesses }: HistoryIds
): Promise<void> {
  const { db } = context;
  const unitIds = [...houses.units.values()];
  const authored = isAuthored(context);
  const storedTenancies = await db.select().from(tenancy).where(inArray(tenancy.unitId, unitIds));
  const storedOccupancies = await db.select().from(occupancy).where(inArray(occupancy.unitId, unitIds));
  const foreign = new Set([
    ...[...storedTenancies, ...storedOccupancies].filter((row) => !authored(row)).map(({ unitId }) => unitId),
    ...context.edited.histories
  ]);
  const own = <Row extends { unitId: number }>(rows: readonly Row[]) =>
    rows.filter(({ unitId }) => !foreign.has(unitId));
  const named = listEntries(context, data, houses);
  const entries = own(named);
  context.kept.set('occupancy', named.length - entries.length);
  const tenancies = await syncRows({
    stored: own(storedTenancies),
    wanted: entries.flatMap(({ unitId, sourceId: origin, entry }) => {
      const { tenancy: contract, valid } = entry;
      if (!contract) return [];
      const { type, knownEndOn, rentCents: rentCentsPerMonth, business: ref } = contract;
      const partyRef = contract.party ?? data.businesses.find((item) => item.ref === ref)?.party ?? null;
      const partyId = partyRef === null ? null : parties.get(partyRef)!;
      const businessId = ref === null ? null : businesses.get(ref)!;
      return [{ unitId, type, valid, knownEndOn, rentCentsPerMonth, partyId, businessId, sourceId: origin }];
    }),
    keyOf: historyKey,
    insert: (rows) => db.insert(tenancy).values(rows).returning({ id: tenancy.id }),
    update: (id, row) => db.update(tenancy).set(row).where(eq(tenancy.id, id)),
    isObsolete: authored
  });
  note(context, 'tenancy', tenancies, () => db.delete(tenancy).where(inArray(tenancy.id, [...tenancies.obsolete])));
  const occupancies = await syncRows({
    stored: own(storedOccupancies),
    wanted: entries.map(({ unitId, sourceId: origin, entry }) => {
      const { status, use: useClass, reason, activatableMonths, isStartKnown, valid, checkedOn } = entry;
      const tenancyId = tenancies.ids.get(historyKey({ unitId, valid })) ?? null;
      return {
        unitId,
        status,
        useClass,
        reason,
        activatableMonths,
        isStartKnown,
        valid,
        checkedOn,
        tenancyId,
        sourceId: origin
      };
    }),
    keyOf: historyKey,
    insert: (rows) => db.insert(occupancy).values(rows).returning({ id: occupancy.id }),
    update: (id, row) => db.update(occupancy).set(row).where(eq(occupancy.id, id)),
    isObsolete: authored
  });
  note(context, 'occupancy', occupancies, () =>
    db.delete(occupancy).where(inArray(occupancy.id, [...occupancies.obsolete]))
  );
}

function historyKey({ unitId, valid }: { unitId: number; valid: { from: string | null } }): string {
  return `${unitId} ${valid.from}`;
}

function listEntries(
  context: SeedContext,
  data: QuarterDataset,
  { units }: HouseIds
): { unitId: number; sourceId: number; entry: OccupancyData }[] {
  return data.buildings.flatMap(({ ref, storeys }) =>
    storeys.flatMap((storey) =>
      storey.units.flatMap(({ code, valid, source, occupancies }) => {
        const unitId = units.get(unitKey({ building: ref, code, from: valid.from }));
        if (unitId === undefined) return [];
        return occupancies.map((entry) => ({ unitId, sourceId: sourceId(context, source), entry }));
      })
    )
  );
}
