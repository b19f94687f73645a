import { sql, type SQL } from 'drizzle-orm';
import { can, type Capability, type Subject } from '../../domain/access';
import { isCode, type AuditAction } from '../../domain/codes';
import type { ChangedRow, ChangedValue, ChangeDetail, ChangeFilter, ChangeSummary } from '../../domain/change';
import { DomainError } from '../../domain/errors';
import { isStorable } from '../../domain/free-text';
import { isId } from '../../domain/id-list';
import { isIsoDate, type IsoDate } from '../../domain/interval';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { assertMayChange } from '../unit/occupancy';
import { getTimeZone } from '../quarter';
import { BUILDING_REFERENCE, toBuildingReference, toUnitReference, UNIT_REFERENCE } from '../record/reference';
import type { BuildingReferenceRow, UnitReferenceRow } from '../record/reference';
import { readPage, toPage, type Page } from '../record/table';
import type { Claim } from './audit';
import { UNDOABLE_ACTIONS } from './undo';
import { idList } from '../record/visibility';

type EventRow = {
  id: number;
  at: string;
  actor: string;
  action: AuditAction;
  unitIds: string;
  buildingIds: string;
  effectiveOn: IsoDate | null;
  reason: string | null;
  undoesId: number | null;
  undoneById: number | null;
};

/** Units of a change that are named in the list; a batch has more. */
const MOST_NAMED = 12;
/** Rows of a change that are shown one by one. */
const MOST_ROWS = 200;
/** Columns that say nothing to a reader. */
const SILENT = new Set(['id', 'geometry', 'bounds', 'packed', 'recorded_at', 'quarter_id', 'source_id']);

const EVENT_COLUMNS = sql`e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.actor, e.action,
  to_json(e.unit_ids)::text as "unitIds", to_json(e.building_ids)::text as "buildingIds",
  e.effective_on::text as "effectiveOn", e.reason, e.undoes_id as "undoesId",
  (select u.id from audit_event u where u.undoes_id = e.id) as "undoneById"`;

const ofQuarter = ({ quarter }: ServiceContext) => sql`e.quarter_id = (select id from quarter where slug = ${quarter})`;

/** The audit list, the newest first. Throws `forbidden` for whoever may not read it. */
export async function listChanges(
  context: ServiceContext,
  { filter, page: asked }: { readonly filter: ChangeFilter; readonly page?: number }
): Promise<Page<ChangeSummary>> {
  assertCapable(context, 'audit:read');
  const { page, limit, offset } = readPage(asked);
  const where = sql.join([ofQuarter(context), ...(await conditions(context, filter))], sql` and `);
  const [[count], rows] = await Promise.all([
    context.db.execute<{ total: number }>(sql`select count(*)::integer as total from audit_event e where ${where}`),
    context.db.execute<EventRow>(
      sql`select ${EVENT_COLUMNS} from audit_event e where ${where} order by e.id desc limit ${limit} offset ${offset}`
    )
  ]);
  return toPage(await summarise(context, rows), { page, total: count!.total });
}

/** Entries read at once on the way through a long list. */
const SLICE = 500;

/** Every entry that the filter leaves, the newest first, read in slices. Throws `forbidden` for whoever may not read. */
export async function* eachChange(context: ServiceContext, filter: ChangeFilter): AsyncGenerator<ChangeSummary> {
  assertCapable(context, 'audit:read');
  const wanted = [ofQuarter(context), ...(await conditions(context, filter))];
  for (let before = 2_147_483_647; ;) {
    const where = sql.join([...wanted, sql`e.id < ${before}::integer`], sql` and `);
    const rows = await context.db.execute<EventRow>(
      sql`select ${EVENT_COLUMNS} from audit_event e where ${where} order by e.id desc limit ${SLICE}`
    );
    yield* await summarise(context, rows);
    if (rows.length < SLICE) return;
    before = rows.at(-1)!.id;
  }
}

async function conditions(context: ServiceContext, filter: ChangeFilter): Promise<SQL[]> {
  const { actions, actor, unitId, buildingId, from, to } = filter;
  for (const day of [from, to]) {
    if (day !== null && !isIsoDate(day)) throw new DomainError('invalid', 'parameter_invalid', { parameter: 'from' });
  }
  // Nothing is recorded of what cannot be.
  if ([unitId, buildingId].some((id) => id !== null && !isId(id))) return [sql`false`];
  if (actor !== null && !isStorable(actor)) return [sql`false`];
  const timeZone = from === null && to === null ? '' : await getTimeZone(context.db, context.quarter);
  const midnight = (day: IsoDate, plus: number) =>
    sql`((${day}::date + ${plus}::integer)::timestamp at time zone ${timeZone})`;
  const found: SQL[] = [];
  if (actions.length > 0) found.push(sql`e.action = any(string_to_array(${actions.join(' ')}, ' '))`);
  if (actor !== null) found.push(sql`position(lower(${actor}) in lower(e.actor)) > 0`);
  if (unitId !== null) found.push(sql`e.unit_ids @> array[${unitId}::integer]`);
  if (buildingId !== null) found.push(sql`e.building_ids @> array[${buildingId}::integer]`);
  if (from !== null) found.push(sql`e.at >= ${midnight(from, 0)}`);
  if (to !== null) found.push(sql`e.at < ${midnight(to, 1)}`);
  return found;
}

/** A record and the version of it that a form was filled in on. */
export interface RecordSince {
  readonly entity: Claim['entity'];
  readonly id: number;
  readonly version: number;
}

/** One change with the rows that it touched, old beside new. Throws `forbidden`, `not_found`. */
export async function getChange(context: ServiceContext, id: number): Promise<ChangeDetail> {
  assertCapable(context, 'audit:read');
  if (!isId(id)) throw new DomainError('not_found', 'change_not_found', { id });
  const rows = await context.db.execute<EventRow>(
    sql`select ${EVENT_COLUMNS} from audit_event e where ${ofQuarter(context)} and e.id = ${id}`
  );
  const [summary] = await summarise(context, rows);
  if (!summary) throw new DomainError('not_found', 'change_not_found', { id });
  const [[count], touched] = await Promise.all([
    context.db.execute<{ total: number }>(sql`select count(*)::integer as total from audit_row where event_id = ${id}`),
    context.db.execute<TouchedRow>(sql`
      select entity, row_key as "rowKey", old::text as old, new::text as new from audit_row where event_id = ${id}
      order by audit_row.id limit ${MOST_ROWS}`)
  ]);
  return { ...summary, rows: touched.map(toChangedRow), rowCount: count!.total };
}

/**
 * What happened to a record since a form was filled in on `version`, the newest first: shown to whoever wanted to save
 * meanwhile. Of a change of many records only the rows of this one. Empty where nothing did. Throws `forbidden` for whoever could not save it, `not_found`.
 */
export async function listChangesSince(context: ServiceContext, since: RecordSince): Promise<ChangeDetail[]> {
  const { entity, id, version } = since;
  await assertMayChangeRecord(context, since);
  const ofRecord =
    entity === 'unit'
      ? sql`e.unit_ids @> array[${id}::integer] and e.entity <> 'listing'`
      : entity === 'building'
        ? sql`e.building_ids @> array[${id}::integer] and e.action not in (${OF_UNITS_ALONE}) and e.entity <> 'listing'`
        : entity === 'use_plan'
          ? sql`e.entity = 'use_plan' and e.entity_id = ${id}`
          : sql`exists (select from audit_row r where r.event_id = e.id and r.entity = ${entity} and r.row_key = ${String(id)})`;
  const rows = await context.db.execute<EventRow>(sql`
    select ${EVENT_COLUMNS} from audit_event e where ${ofQuarter(context)} and ${ofRecord} order by e.id desc
    limit greatest(0, least(20, coalesce((select v.version from record_version v
      where v.entity = ${entity} and v.entity_id = ${id}), 0) - ${version}::bigint))`);
  const changes = await summarise(context, rows);
  return Promise.all(changes.map(async (change) => ({ ...change, ...(await readOwnRows(context, change.id, since)) })));
}

async function assertMayChangeRecord(context: ServiceContext, { entity, id }: RecordSince): Promise<void> {
  if (entity === 'unit') return assertMayChange(context, [id], 'occupancy:change');
  const [capability, subject] = await rightOver(context, entity, id);
  assertCapable(context, capability);
  if (!can(context.actor, capability, subject)) throw new DomainError('forbidden', 'role_needed');
}

async function rightOver(
  { db }: ServiceContext,
  entity: Exclude<Claim['entity'], 'unit'>,
  id: number
): Promise<readonly [Capability, Subject?]> {
  if (entity === 'building') return ['structure:change', { buildingId: id }];
  if (entity === 'business') return ['business:change', { businessId: id }];
  if (entity === 'plan_rule') return ['rule:change'];
  if (entity === 'use_plan' || entity === 'plan_ratio' || entity === 'block') return ['plan:change'];
  if (entity !== 'listing') return ['guide:change'];
  const [row] = await db.execute<{ buildingId: number }>(sql`
    select u.building_id as "buildingId" from listing l join unit u on u.id = l.unit_id where l.id = ${id}`);
  return ['listing:change', row ? { buildingId: row.buildingId } : {}];
}

/** Changes that name a house without being about the house itself: they leave its version as it is. */
const OF_UNITS_ALONE = sql.join(
  ['change_occupancy', 'correct_occupancy', 'remove_occupancy', 'confirm_occupancy', 'correct_unit', 'end_unit'].map(
    (action) => sql`${action}`
  ),
  sql`, `
);

/** The rows of a change that are about one record, as far as the actor may see them. */
async function readOwnRows(
  context: ServiceContext,
  eventId: number,
  { entity, id }: RecordSince
): Promise<Pick<ChangeDetail, 'rows' | 'rowCount'>> {
  const key = String(id);
  const isItself = sql`(entity = ${entity} and row_key = ${key})`;
  const isOwn =
    entity === 'building'
      ? sql`entity not in ('listing', 'guide_step', 'advice_office')`
      : entity === 'unit'
        ? sql`${isItself} or (entity <> 'listing' and coalesce(new, old)->>'unit_id' = ${key})`
        : sql`${isItself} or (${entity} = 'use_plan' and coalesce(new, old)->>'plan_id' = ${key}) or (entity = 'translation' and coalesce(new, old)->>'entity' = ${entity}
            and coalesce(new, old)->>'entity_id' = ${key})`;
  const touched = await context.db.execute<TouchedRow>(sql`
    select entity, row_key as "rowKey", old::text as old, new::text as new from audit_row
    where event_id = ${eventId} and (${isOwn}) order by audit_row.id limit ${MOST_ROWS}`);
  const seesPersons = can(context.actor, 'natural-person:read');
  const rows = touched.map(toChangedRow).map((row) => ({
    ...row,
    values: row.values.filter(({ column }) => seesPersons || column !== 'party_id')
  }));
  return { rows, rowCount: rows.length };
}

async function summarise(context: ServiceContext, events: readonly EventRow[]): Promise<ChangeSummary[]> {
  const read = events.map((row) => ({
    row,
    unitIds: JSON.parse(row.unitIds) as number[],
    buildingIds: JSON.parse(row.buildingIds) as number[]
  }));
  const unitIds = [...new Set(read.flatMap((event) => event.unitIds.slice(0, MOST_NAMED)))];
  const buildingIds = [...new Set(read.flatMap((event) => event.buildingIds.slice(0, MOST_NAMED)))];
  const [units, buildings] = await Promise.all([
    context.db.execute<UnitReferenceRow>(sql`
      select ${UNIT_REFERENCE} from unit join building b on b.id = unit.building_id where unit.id = any(${idList(unitIds)})`),
    context.db.execute<BuildingReferenceRow>(
      sql`select ${BUILDING_REFERENCE} from building b where b.id = any(${idList(buildingIds)})`
    )
  ]);
  const unitById = new Map(units.map((row) => [row.unitId, toUnitReference(row)]));
  const buildingById = new Map(buildings.map((row) => [row.buildingId, toBuildingReference(row)]));
  return read.map(({ row, ...event }) => {
    const { id, at, actor, action, effectiveOn, reason, undoesId, undoneById } = row;
    return {
      ...{ id, at, actor, action, effectiveOn, reason, undoesId, undoneById },
      // A unit that an undo took away again has no reference any more.
      units: event.unitIds.flatMap((unitId) => unitById.get(unitId) ?? []),
      unitCount: event.unitIds.length,
      buildings: event.buildingIds.flatMap((buildingId) => buildingById.get(buildingId) ?? []),
      canUndo: undoneById === null && isCode(UNDOABLE_ACTIONS, action)
    };
  });
}

type TouchedRow = { entity: string; rowKey: string; old: string | null; new: string | null };
type Image = Readonly<Record<string, ChangedValue['old']>>;

function toChangedRow({ entity, rowKey, old, new: after }: TouchedRow): ChangedRow {
  const [before, now] = [readImage(old), readImage(after)];
  const columns = [...new Set([...Object.keys(before ?? {}), ...Object.keys(now ?? {})])].filter(
    (key) => !SILENT.has(key)
  );
  const values = columns.flatMap((column): ChangedValue[] => {
    const [oldValue, newValue] = [before?.[column] ?? null, now?.[column] ?? null];
    return JSON.stringify(oldValue) === JSON.stringify(newValue) ? [] : [{ column, old: oldValue, new: newValue }];
  });
  return { entity, rowKey, kind: before === null ? 'added' : now === null ? 'removed' : 'changed', values };
}

function readImage(text: string | null): Image | null {
  if (text === null) return null;
  return Object.fromEntries(
    Object.entries(JSON.parse(text) as Record<string, unknown>).map(([key, value]) => [key, toValue(value)])
  );
}

/** A list of codes reads as one; what has a structure of its own stays JSON. */
function toValue(value: unknown): ChangedValue['old'] {
  if (typeof value !== 'object' || value === null) return value as ChangedValue['old'];
  const isList = Array.isArray(value) && value.every((one) => typeof one !== 'object');
  return isList ? value.join(', ') : JSON.stringify(value);
}
