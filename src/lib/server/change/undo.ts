import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import { ACTIONS_BY_SUBJECT, isCode, type AuditAction } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import { OPEN_STATUSES } from '../../domain/listing-state';
import { refuse, rejectIssues } from '../../domain/refusal';
import { inChange, type Changed, type Claim } from './audit';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import {
  adviceOffice,
  block,
  building,
  buildingRenewal,
  business,
  guideStep,
  listing,
  measure,
  measureBuilding,
  occupancy,
  party,
  planFollowUp,
  planRatio,
  planRule,
  storey,
  tenancy,
  translation,
  unit,
  unitPredecessor,
  usePlan,
  usePlanArea,
  usePlanTarget
} from '../db/schema';
import { takeDownLet } from '../listing/listing-taken-down';
import { checkNote } from '../unit/occupancy';
import { assertPlacesFree } from '../unit/unit-place';
import { assertPlanSound } from '../use-plan/plan-save';

/** Changes of facts; what concerns accounts, and what the program did by itself, is not taken back from the list. */
export const UNDOABLE_ACTIONS = (
  ['occupancy', 'unit', 'building', 'business', 'listing', 'guide', 'plan', 'change'] as const
).flatMap((subject): readonly AuditAction[] => ACTIONS_BY_SUBJECT[subject]);

/** Tables that a change of facts may touch. */
const TABLES = {
  building,
  building_renewal: buildingRenewal,
  storey,
  unit,
  unit_predecessor: unitPredecessor,
  occupancy,
  tenancy,
  business,
  party,
  listing,
  guide_step: guideStep,
  advice_office: adviceOffice,
  use_plan: usePlan,
  use_plan_target: usePlanTarget,
  use_plan_area: usePlanArea,
  plan_follow_up: planFollowUp,
  plan_ratio: planRatio,
  plan_rule: planRule,
  block,
  measure,
  measure_building: measureBuilding,
  translation
} as const;
type TrackedTable = keyof typeof TABLES;

type EventRow = {
  action: AuditAction;
  unitIds: number[];
  buildingIds: number[];
  entity: string;
  entityId: number | null;
  undoneBy: number | null;
};
type TouchedRow = { id: string; entity: TrackedTable; rowKey: string; wasThere: boolean; isThere: boolean };

export interface Undo {
  readonly eventId: number;
  readonly note: string | null;
}

/**
 * Takes a change back: every row that it touched becomes what it was before. Undoing an undo brings the change back.
 * Refused where a later change has touched one of these rows (`changed_since` with the `event` that did), where something
 * new refers to a row that would go (`still_referred_to`), and where a newer unit has the code or the room of one that
 * would come back.
 * @throws {DomainError} `forbidden`, `not_found`, `conflict`
 */
export async function undoChange(context: ServiceContext, { eventId, note }: Undo): Promise<Changed<number>> {
  assertCapable(context, 'change:undo');
  rejectIssues(checkNote(note));
  const event = await readEvent(context, eventId);
  if (!isCode(UNDOABLE_ACTIONS, event.action)) throw refuse('cannot_undo');
  const claims = [...claimsOf(event), ...(await claimTouchedOffers(context, eventId))];
  return inChange(context, claims, async (inside) => {
    const { undoneBy } = await readEvent(inside, eventId);
    if (undoneBy !== null) throw refuse('already_undone', { event: undoneBy });
    const rows = await readTouched(inside, eventId);
    await assertUntouched(inside, rows);
    for (const row of rows) await restore(inside, row);
    const { entity, entityId, unitIds, buildingIds } = event;
    if (rows.some((row) => row.entity === 'unit')) await assertPlacesFree(inside, { unitIds, eventId });
    if (rows.some((row) => row.entity === 'listing')) await assertOneOfferEach(inside, eventId);
    if (entity === 'use_plan' && entityId !== null) await assertPlanSound(inside, entityId);
    // What was offered since, of a vacancy that never was, is let.
    if (rows.some((row) => row.entity === 'occupancy')) await takeDownLet(inside, unitIds);
    return {
      note: { ...{ action: 'undo', entity, entityId, unitIds, buildingIds }, undoesId: eventId, reason: note },
      result: eventId
    };
  });
}

/** Records with a version of their own that no unit or house stands for. */
const OWN_RECORDS = [
  'business',
  'listing',
  'guide_step',
  'advice_office',
  'use_plan',
  'plan_ratio',
  'plan_rule',
  'block'
] as const;

function isClaimed(entity: string): entity is (typeof OWN_RECORDS)[number] {
  return isCode(OWN_RECORDS, entity);
}

function claimsOf({ unitIds, buildingIds, entity, entityId }: EventRow): Claim[] {
  // A change of an offer or a plan names units and houses, and leaves them as they are.
  if (entity === 'listing' || entity === 'use_plan')
    return entityId === null ? [] : [{ entity, id: entityId, version: null }];
  return [
    ...unitIds.map((id): Claim => ({ entity: 'unit', id, version: null })),
    ...buildingIds.map((id): Claim => ({ entity: 'building', id, version: null })),
    ...(isClaimed(entity) && entityId !== null ? [{ entity, id: entityId, version: null }] : [])
  ];
}

/** Offers that came down with a change of their unit go back up with it. */
async function claimTouchedOffers({ db }: ServiceContext, eventId: number): Promise<Claim[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select distinct row_key::integer as id from audit_row where event_id = ${eventId} and entity = 'listing'`);
  return rows.map(({ id }) => ({ entity: 'listing', id, version: null }));
}

/** A unit has one open offer at a time, also when an earlier one comes back. */
async function assertOneOfferEach({ db }: ServiceContext, eventId: number): Promise<void> {
  const isOpen = sql`any(string_to_array(${OPEN_STATUSES.join(' ')}, ' '))`;
  const [other] = await db.execute<{ id: number; title: string }>(sql`
    select o.id, o.title from listing l join listing o on o.unit_id = l.unit_id and o.id <> l.id and o.status = ${isOpen}
    where l.status = ${isOpen} and l.id::text in
      (select r.row_key from audit_row r where r.event_id = ${eventId} and r.entity = 'listing') limit 1`);
  if (other) throw refuse('unit_has_offer', { title: other.title, listing: other.id });
}

async function readEvent({ db, quarter }: ServiceContext, eventId: number): Promise<EventRow> {
  if (!isId(eventId)) throw new DomainError('not_found', 'change_not_found', { id: eventId });
  const [row] = await db.execute<EventRow>(sql`
    select e.action, to_json(e.unit_ids) as "unitIds", to_json(e.building_ids) as "buildingIds", e.entity,
      e.entity_id as "entityId", (select u.id from audit_event u where u.undoes_id = e.id) as "undoneBy"
    from audit_event e join quarter q on q.id = e.quarter_id and q.slug = ${quarter} where e.id = ${eventId}`);
  if (!row) throw new DomainError('not_found', 'change_not_found', { id: eventId });
  return { ...row, unitIds: readIds(row.unitIds), buildingIds: readIds(row.buildingIds) };
}

/** The driver leaves JSON as text. */
function readIds(value: unknown): number[] {
  return typeof value === 'string' ? (JSON.parse(value) as number[]) : (value as number[]);
}

/** Every row must still be as the change left it; the later change is named, so that it can be taken back first. */
async function assertUntouched(context: ServiceContext, rows: readonly TouchedRow[]): Promise<void> {
  const seen = new Set<string>();
  for (const { entity, rowKey, id } of rows) {
    if (seen.has(`${entity} ${rowKey}`)) continue;
    seen.add(`${entity} ${rowKey}`);
    const [state] = await context.db.execute<{ isSame: boolean; event: number | null }>(sql`
      select (select to_jsonb(t) from ${sql.identifier(entity)} t where ${keyOf(entity)} = r.row_key) is not distinct from r.new
          as "isSame",
        (select l.event_id from audit_row l where l.entity = r.entity and l.row_key = r.row_key order by l.id desc limit 1)
          as event
      from audit_row r where r.id = ${id}::bigint`);
    if (!state!.isSame) throw refuse('changed_since', state!.event === null ? {} : { event: state!.event });
  }
}

/** SQL: the key of a row of the table named `t`, as `audit_row` has it. */
function keyOf(entity: TrackedTable): SQL {
  if (entity === 'unit_predecessor') return sql`concat_ws(' ', t.unit_id, t.predecessor_id)`;
  if (entity === 'measure_building') return sql`concat_ws(' ', t.measure_id, t.building_id)`;
  return entity === 'translation' ? sql`concat_ws(' ', t.entity, t.entity_id, t.field, t.locale)` : sql`t.id::text`;
}

/** Last first, so that what refers to a row goes before it and comes after it. */
async function readTouched({ db }: ServiceContext, eventId: number): Promise<TouchedRow[]> {
  const rows = await db.execute<TouchedRow>(sql`
    select id::text as id, entity, row_key as "rowKey", old is not null as "wasThere", new is not null as "isThere"
    from audit_row where event_id = ${eventId} order by audit_row.id desc`);
  for (const { entity } of rows) if (!(entity in TABLES)) throw refuse('cannot_undo');
  return [...rows];
}

async function restore({ db }: ServiceContext, { id, entity, rowKey, wasThere, isThere }: TouchedRow): Promise<void> {
  const table = sql.identifier(entity);
  const before = sql`(select r.old from audit_row r where r.id = ${id}::bigint)`;
  if (!wasThere) {
    await db.execute(sql`delete from ${table} t where ${keyOf(entity)} = ${rowKey}`);
    return;
  }
  if (!isThere) {
    await db.execute(sql`insert into ${table} overriding system value
      select i.* from jsonb_populate_record(null::${table}, ${before}) i`);
    return;
  }
  const columns = Object.values(getTableColumns(TABLES[entity])).map((column) => sql.identifier(column.name));
  await db.execute(sql`update ${table} t set (${sql.join(columns, sql`, `)}) =
    (select ${sql.join(
      columns.map((column) => sql`i.${column}`),
      sql`, `
    )} from jsonb_populate_record(null::${table}, ${before}) i) where ${keyOf(entity)} = ${rowKey}`);
}
