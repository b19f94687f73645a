import { sql, type SQL } from 'drizzle-orm';
import type { OccupancyStatus, TenancyType, UseClass, VacancyReason } from '../../domain/codes';
import type { Entry, Existence } from '../../domain/history';
import { formatDateRange, parseDateRange, type IsoDate } from '../../domain/interval';
import type { Occupancy } from '../../domain/occupancy';
import type { ServiceContext } from '../context';
import { executeKept } from '../db/kept-statement';
import { idList } from '../record/visibility';

/** One stored entry with what is written anew only where it changes. */
export interface StoredOccupancy extends Occupancy {
  readonly sourceId: number;
  readonly tenancyId: number | null;
}

/** A unit with its whole history, as a change needs it. Holds restricted values: never sent as it is. */
export interface UnitHistory {
  readonly unitId: number;
  readonly buildingId: number;
  readonly existence: Existence;
  readonly entries: readonly Entry<StoredOccupancy>[];
}

type HistoryRow = {
  unitId: number;
  buildingId: number;
  existence: string;
  id: number | null;
  valid: string | null;
  status: OccupancyStatus;
  useClass: UseClass | null;
  reason: VacancyReason | null;
  activatableMonths: number | null;
  isStartKnown: boolean;
  checkedOn: IsoDate | null;
  sourceId: number;
  tenancyId: number | null;
  tenancyType: TenancyType | null;
  businessId: number | null;
  partyId: string | null;
  knownEndOn: IsoDate | null;
  rent: string | null;
};

/** The histories of units of the quarter by id; ids that it does not have are missing. */
export async function readHistories(
  { db, quarter }: ServiceContext,
  unitIds: readonly number[]
): Promise<Map<number, UnitHistory>> {
  const rows = await executeKept<HistoryRow>(
    db,
    sql`
    select unit.id as "unitId", unit.building_id as "buildingId", unit.valid::text as existence, o.id,
      o.valid::text as valid, o.status, o.use_class as "useClass", o.reason,
      o.activatable_months as "activatableMonths", o.is_start_known as "isStartKnown",
      o.checked_on::text as "checkedOn", o.source_id as "sourceId", t.id as "tenancyId", t.type as "tenancyType",
      t.business_id as "businessId", t.party_id as "partyId", t.known_end_on::text as "knownEndOn",
      t.rent_cents_per_month::text as rent
    from unit join building b on b.id = unit.building_id
    join quarter q on q.id = b.quarter_id and q.slug = ${quarter}
    left join occupancy o on o.unit_id = unit.id
    left join tenancy t on t.id = o.tenancy_id
    where ${areThese(unitIds)}
    order by unit.id, lower(o.valid)`
  );
  const histories = new Map<number, UnitHistory & { entries: Entry<StoredOccupancy>[] }>();
  for (const row of rows) {
    const { unitId, buildingId } = row;
    const history = histories.get(unitId) ?? {
      ...{ unitId, buildingId, existence: parseDateRange(row.existence) },
      entries: []
    };
    histories.set(unitId, history);
    if (row.id !== null) history.entries.push(toEntry(row));
  }
  return histories;
}

/** One unit has a text of its own, whose plan need not be made anew for each list. */
function areThese(unitIds: readonly number[]): SQL {
  return unitIds.length === 1 ? sql`unit.id = ${unitIds[0]!}::integer` : sql`unit.id = any(${idList(unitIds)})`;
}

function toEntry(row: HistoryRow): Entry<StoredOccupancy> {
  const { from, to } = parseDateRange(row.valid!);
  const { status, useClass, reason, activatableMonths, isStartKnown, checkedOn, sourceId, tenancyId } = row;
  const { tenancyType, businessId, partyId, knownEndOn, rent } = row;
  const tenancy = tenancyType && {
    ...{ type: tenancyType, businessId, partyId, knownEndOn },
    rentCentsPerMonth: rent === null ? null : Number(rent)
  };
  const value = { status, useClass, reason, activatableMonths, isStartKnown, checkedOn, sourceId, tenancyId, tenancy };
  return { id: row.id, from: from!, to, value };
}

/** Old and wanted entries of one unit. */
export interface HistoryRevision {
  readonly unitId: number;
  readonly before: readonly Entry<StoredOccupancy>[];
  readonly after: readonly Entry<StoredOccupancy>[];
}

interface Placed extends Entry<StoredOccupancy> {
  readonly unitId: number;
}

/**
 * Writes what differs, for many units in a handful of statements. Each entry has a tenancy of its own over the same
 * days: one that is used by several keeps its first and is copied for the others, one without an entry goes.
 */
export async function writeHistories(context: ServiceContext, revisions: readonly HistoryRevision[]): Promise<void> {
  const before = revisions.flatMap(({ unitId, before: entries }) => entries.map((entry) => ({ ...entry, unitId })));
  const after = revisions.flatMap(({ unitId, after: entries }) => giveTenancies(entries, unitId));
  const stored = new Map(before.map((entry) => [entry.id, entry]));
  const changed = after.filter((entry) => entry.id === null || !isSame(stored.get(entry.id), entry));
  const kept = new Set(after.map(({ id }) => id));
  const keptTenancies = new Set(after.map(({ value }) => value.tenancyId));
  const goneIds = before.flatMap(({ id }) => (id === null || kept.has(id) ? [] : [id]));
  const goneTenancies = [
    ...new Set(before.flatMap(({ value: { tenancyId: id } }) => (id === null ? [] : [id])))
  ].filter((id) => !keptTenancies.has(id));
  const withTenancies = await writeTenancies(context, changed);
  // Sent together, run in this order.
  const writes: PromiseLike<unknown>[] = [];
  if (goneIds.length > 0) {
    writes.push(executeKept(context.db, sql`delete from occupancy where id = any(${idList(goneIds)})`));
  }
  const updated = withTenancies.filter(({ id }) => id !== null);
  const added = withTenancies.filter(({ id }) => id === null);
  if (updated.length > 0) {
    writes.push(
      executeKept(
        context.db,
        sql`
      update occupancy o set status = n.status, use_class = n.use_class, reason = n.reason,
        activatable_months = n.activatable_months, is_start_known = n.is_start_known, tenancy_id = n.tenancy_id,
        valid = n.valid, checked_on = n.checked_on, source_id = n.source_id
      from ${occupancyRows(updated)} where o.id = n.id`
      )
    );
  }
  if (added.length > 0) {
    writes.push(
      executeKept(
        context.db,
        sql`
      insert into occupancy (unit_id, status, use_class, reason, activatable_months, is_start_known, tenancy_id, valid,
        checked_on, source_id)
      select unit_id, status, use_class, reason, activatable_months, is_start_known, tenancy_id, valid, checked_on,
        source_id from ${occupancyRows(added)}`
      )
    );
  }
  await Promise.all(writes);
  if (goneTenancies.length > 0) {
    await executeKept(
      context.db,
      sql`delete from tenancy where id = any(${idList(goneTenancies)})
      and not exists (select from occupancy o where o.tenancy_id = tenancy.id)`
    );
  }
}

/** The first entry of a tenancy keeps its row, later ones get their own. */
function giveTenancies(entries: readonly Entry<StoredOccupancy>[], unitId: number): Placed[] {
  const given = new Set<number>();
  return entries.map((entry) => {
    const { tenancy, tenancyId } = entry.value;
    const isOwn = tenancy !== null && tenancyId !== null && !given.has(tenancyId);
    if (isOwn) given.add(tenancyId);
    return { ...entry, unitId, value: { ...entry.value, tenancyId: isOwn ? tenancyId : null } };
  });
}

async function writeTenancies({ db }: ServiceContext, entries: readonly Placed[]): Promise<Placed[]> {
  const rented = entries.filter(({ value }) => value.tenancy !== null);
  const known = rented.filter(({ value }) => value.tenancyId !== null);
  const fresh = rented.filter(({ value }) => value.tenancyId === null);
  if (known.length > 0) {
    await executeKept(
      db,
      sql`
      update tenancy t set type = n.type, business_id = n.business_id, party_id = n.party_id,
        known_end_on = n.known_end_on, rent_cents_per_month = n.rent, valid = n.valid
      from ${tenancyRows(known)} where t.id = n.id
        and (t.type, t.business_id, t.party_id, t.known_end_on, t.rent_cents_per_month, t.valid)
          is distinct from (n.type, n.business_id, n.party_id, n.known_end_on, n.rent, n.valid)`
    );
  }
  if (fresh.length === 0) return [...entries];
  const inserted = await executeKept<{ id: number; unitId: number; from: IsoDate }>(
    db,
    sql`
    insert into tenancy (unit_id, type, business_id, party_id, known_end_on, rent_cents_per_month, valid, source_id)
    select unit_id, type, business_id, party_id, known_end_on, rent, valid, source_id from ${tenancyRows(fresh)}
    returning id, unit_id as "unitId", lower(valid)::text as "from"`
  );
  const ids = new Map(inserted.map(({ id, unitId, from }) => [`${unitId} ${from}`, id]));
  return entries.map((entry) => {
    const { value, unitId, from } = entry;
    if (value.tenancy === null || value.tenancyId !== null) return entry;
    return { ...entry, value: { ...value, tenancyId: ids.get(`${unitId} ${from}`)! } };
  });
}

/** One JSON parameter instead of a parameter per value: a batch may have hundreds of rows. */
function occupancyRows(entries: readonly Placed[]): SQL {
  const rows = entries.map(({ id, unitId, from, to, value }) => ({
    ...{ id, unit_id: unitId, status: value.status, use_class: value.useClass, reason: value.reason },
    ...{ activatable_months: value.activatableMonths, is_start_known: value.isStartKnown },
    ...{ tenancy_id: value.tenancyId, valid: formatDateRange({ from, to }) },
    ...{ checked_on: value.checkedOn, source_id: value.sourceId }
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id integer, unit_id integer, status text,
    use_class text, reason text, activatable_months smallint, is_start_known boolean, tenancy_id integer,
    valid daterange, checked_on date, source_id integer)`;
}

function tenancyRows(entries: readonly Placed[]): SQL {
  const rows = entries.map(({ unitId, from, to, value: { tenancy, tenancyId, sourceId } }) => ({
    ...{ id: tenancyId, unit_id: unitId, type: tenancy!.type, business_id: tenancy!.businessId },
    ...{ party_id: tenancy!.partyId, known_end_on: tenancy!.knownEndOn, rent: tenancy!.rentCentsPerMonth },
    ...{ valid: formatDateRange({ from, to }), source_id: sourceId }
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id integer, unit_id integer, type text,
    business_id integer, party_id uuid, known_end_on date, rent bigint, valid daterange, source_id integer)`;
}

function isSame(stored: Placed | undefined, wanted: Placed): boolean {
  return stored !== undefined && fingerprint(stored) === fingerprint(wanted);
}

function fingerprint({ from, to, value }: Placed): string {
  const { tenancy } = value;
  return JSON.stringify([
    ...[from, to, value.status, value.useClass, value.reason, value.activatableMonths, value.isStartKnown],
    ...[value.checkedOn, value.sourceId, value.tenancyId],
    tenancy && [tenancy.type, tenancy.businessId, tenancy.partyId, tenancy.knownEndOn, tenancy.rentCentsPerMonth]
  ]);
}
