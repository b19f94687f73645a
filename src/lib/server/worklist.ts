import { sql } from 'drizzle-orm';
import { can, reachOf } from '../domain/access';
import { classifyFreshness } from '../domain/attributes';
import type { FreshnessClass, OccupancyStatus, UseClass, VacancyReason } from '../domain/codes';
import { DomainError } from '../domain/errors';
import { toDayNumber, type IsoDate } from '../domain/interval';
import type { QuarterParameters } from '../domain/quarter';
import type { UnitReference } from '../domain/unit';
import { countByAge, NEVER, selectDue, type ChecksByAge, type Due, type UnitChecks } from '../domain/worklist';
import { assertCapable } from './authorise';
import type { ServiceContext } from './context';
import { getQuarter } from './quarter';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from './record/reference';
import { quarterStock } from './stock/stock';
import { NEVER_CHECKED, type QuarterStock } from './stock/stock-columns';
import { readPage, toPage, type Page } from './record/table';
import { idList } from './record/visibility';

/** A unit with what is recorded of it today, as whoever goes and looks needs it. */
export interface WorklistUnit extends UnitReference {
  /** What a confirmation names, so that nobody confirms what somebody else has just changed. */
  readonly version: number;
  readonly freshness: FreshnessClass;
  /** Null where nothing is recorded for today: there is nothing to confirm then. */
  readonly state: {
    readonly status: OccupancyStatus;
    readonly use: UseClass | null;
    readonly reason: VacancyReason | null;
    readonly from: IsoDate;
    readonly isStartKnown: boolean;
    readonly checkedOn: IsoDate | null;
    readonly businessName: string | null;
  } | null;
}

export interface WorklistInput {
  readonly due: Due;
  /** One house only. */
  readonly buildingId: number | null;
  readonly page?: number;
}

export interface Worklist {
  readonly units: Page<WorklistUnit>;
  /** Units of the whole list, whatever part of it is asked for. */
  readonly counts: Readonly<Record<FreshnessClass, number>>;
  readonly freshnessDays: QuarterParameters['freshnessDays'];
}

/**
 * The units that exist today by the age of their last check, those never checked first; owners get those of their
 * own houses. The order of a whole city comes from the stock in memory and is kept with it, so that a page reads fifty
 * units by their ids, however many houses there are. Throws `forbidden`.
 */
export async function listWorklist(context: ServiceContext, input: WorklistInput): Promise<Worklist> {
  assertCapable(context, 'occupancy:change');
  const { due, buildingId } = input;
  if (buildingId !== null && !can(context.actor, 'occupancy:change', { buildingId })) {
    throw new DomainError('forbidden', 'role_needed');
  }
  const { settings } = await getQuarter(context);
  const { freshnessDays } = settings.parameters;
  const { page, limit, offset } = readPage(input.page);
  const checks = await readChecks(context, buildingId, freshnessDays);
  const chosen = selectDue(checks, due);
  const ids = chosen.subarray(offset, offset + limit);
  const units = toPage(await readUnits(context, ids, freshnessDays), { page, total: chosen.length });
  return { units, counts: checks.counts, freshnessDays };
}

function readChecks(
  context: ServiceContext,
  buildingId: number | null,
  freshnessDays: QuarterParameters['freshnessDays']
): Promise<ChecksByAge> {
  if (buildingId !== null) return readHouses(context, [buildingId], freshnessDays);
  if (reachOf(context.actor, 'occupancy:change') === 'own') {
    return readHouses(context, context.actor.buildingIds, freshnessDays);
  }
  return readQuarter(context, freshnessDays);
}

async function readQuarter(
  context: ServiceContext,
  freshnessDays: QuarterParameters['freshnessDays']
): Promise<ChecksByAge> {
  const stock = await quarterStock(context);
  const key = `checks ${context.today} ${freshnessDays.join(' ')}`;
  const kept = stock.results.get(key) as ChecksByAge | undefined;
  if (kept) return kept;
  const today = toDayNumber(context.today);
  const checks = countByAge(listChecks(stock, today), { today, freshnessDays });
  stock.results.set(key, checks);
  return checks;
}

/** The last check of what is recorded for today, of every unit that exists today. */
function listChecks(stock: QuarterStock, today: number): UnitChecks {
  const { units, occupancies } = stock.columns;
  const [unitIds, days] = [new Int32Array(stock.unitId.length), new Int32Array(stock.unitId.length)];
  let count = 0;
  for (let unit = 0; unit < stock.unitId.length; unit += 1) {
    if (units.from[unit]! > today || units.to[unit]! <= today) continue;
    unitIds[count] = stock.unitId[unit]!;
    days[count] = NEVER;
    for (let row = occupancies.first[unit]!; row < occupancies.first[unit + 1]!; row += 1) {
      if (occupancies.from[row]! > today || occupancies.to[row]! <= today) continue;
      if (stock.checkedOn[row] !== NEVER_CHECKED) days[count] = stock.checkedOn[row]!;
    }
    count += 1;
  }
  return { unitIds: unitIds.subarray(0, count), days: days.subarray(0, count) };
}

async function readHouses(
  context: ServiceContext,
  buildingIds: readonly number[],
  freshnessDays: QuarterParameters['freshnessDays']
): Promise<ChecksByAge> {
  const rows = await context.db.execute<{ id: number; checkedOn: number | null }>(sql`
    select unit.id, o.checked_on - date '1970-01-01' as "checkedOn"
    from unit join building b on b.id = unit.building_id
    join quarter q on q.id = b.quarter_id and q.slug = ${context.quarter}
    left join occupancy o on o.unit_id = unit.id and o.valid @> ${context.today}::date
    where unit.building_id = any(${idList(buildingIds)}) and unit.valid @> ${context.today}::date order by unit.id`);
  const checks = {
    unitIds: Int32Array.from(rows, ({ id }) => id),
    days: Int32Array.from(rows, ({ checkedOn }) => checkedOn ?? NEVER)
  };
  return countByAge(checks, { today: toDayNumber(context.today), freshnessDays });
}

type UnitRow = UnitReferenceRow & {
  version: number;
  status: OccupancyStatus | null;
  use: UseClass | null;
  reason: VacancyReason | null;
  from: IsoDate | null;
  isStartKnown: boolean | null;
  checkedOn: IsoDate | null;
  businessName: string | null;
};

async function readUnits(
  context: ServiceContext,
  unitIds: Int32Array,
  freshnessDays: QuarterParameters['freshnessDays']
): Promise<WorklistUnit[]> {
  const rows = await context.db.execute<UnitRow>(sql`
    select ${UNIT_REFERENCE},
      coalesce((select v.version from record_version v where v.entity = 'unit' and v.entity_id = unit.id), 0) as version,
      o.status, o.use_class as use, o.reason, lower(o.valid)::text as "from", o.is_start_known as "isStartKnown",
      o.checked_on::text as "checkedOn", business.name as "businessName"
    from unit join building b on b.id = unit.building_id
    left join occupancy o on o.unit_id = unit.id and o.valid @> ${context.today}::date
    left join tenancy t on t.id = o.tenancy_id
    left join business on business.id = t.business_id
      and (business.is_public or ${can(context.actor, 'natural-person:read')}::boolean)
    where unit.id = any(${idList([...unitIds])})`);
  const byId = new Map(rows.map((row) => [row.unitId, row]));
  const today = toDayNumber(context.today);
  // A unit may be gone since the order was made.
  return [...unitIds].flatMap((id) => {
    const row = byId.get(id);
    return row ? [toWorklistUnit(row, { today, freshnessDays })] : [];
  });
}

function toWorklistUnit(
  row: UnitRow,
  { today, freshnessDays }: { today: number; freshnessDays: QuarterParameters['freshnessDays'] }
): WorklistUnit {
  const { version, status, use, reason, from, isStartKnown, checkedOn, businessName } = row;
  const checkedDay = checkedOn === null ? null : toDayNumber(checkedOn);
  return {
    ...toUnitReference(row),
    version,
    freshness: classifyFreshness(checkedDay, today, freshnessDays),
    state:
      status === null
        ? null
        : { status, use, reason, from: from!, isStartKnown: isStartKnown!, checkedOn, businessName }
  };
}
