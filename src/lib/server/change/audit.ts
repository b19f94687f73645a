import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { AuditAction } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import type { IsoDate } from '../../domain/interval';
import type { ServiceContext } from '../context';
import { executeKept } from '../db/kept-statement';
import { idList } from '../record/visibility';

/** What the audit list says of a change beside who and when. */
export interface AuditNote {
  readonly action: AuditAction;
  /** Table that it is about in the first place. */
  readonly entity: string;
  readonly entityId: number | null;
  readonly unitIds?: readonly number[];
  readonly buildingIds?: readonly number[];
  /** The day from which it holds in the world. */
  readonly effectiveOn?: IsoDate | null;
  readonly undoesId?: number;
  /** Counts and keys; never restricted data, never a secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly reason?: string | null;
}

/** A record that a change is about to touch, with the version that its author had seen; null takes it as it is. */
export interface Claim {
  readonly entity:
    | 'unit'
    | 'building'
    | 'business'
    | 'listing'
    | 'guide_step'
    | 'advice_office'
    | 'use_plan'
    | 'plan_ratio'
    | 'plan_rule'
    | 'block';
  readonly id: number;
  readonly version: number | null;
}

export interface Change<T> {
  readonly note: AuditNote;
  readonly result: T;
}

export interface Changed<T> {
  readonly eventId: number;
  readonly result: T;
}

/**
 * Runs `write` as one audited change in one transaction. The claimed records are locked first; triggers then record
 * each touched row under this change, whose own entry is written last. The context that `write` gets speaks to the
 * transaction.
 * @throws {DomainError} `conflict` `changed_meanwhile` with `entity`, `id` and `version` (the present one) where a
 * claimed record has another version than its author had seen; `conflict` where the database refuses what results
 */
export async function inChange<T>(
  context: ServiceContext,
  claims: readonly Claim[],
  write: (context: ServiceContext) => Promise<Change<T>>
): Promise<Changed<T>> {
  try {
    return await context.db.transaction(async (db) => {
      const inside = { ...context, db };
      // Sent together, run one after the other: the change gets its time once it holds the locks.
      const [, { id, at }] = await Promise.all([takeClaims(inside, claims), openEvent(inside, claims.length > 0)]);
      const { note, result } = await write(inside);
      const { account } = context.actor;
      const { action, entity, entityId, effectiveOn = null, undoesId = null, detail = null, reason = null } = note;
      await executeKept(
        db,
        sql`
        insert into audit_event (id, at, actor, account_id, quarter_id, action, entity, entity_id, unit_ids, building_ids,
          effective_on, undoes_id, detail, reason)
        values (${id}::integer, ${at}::timestamptz, ${account?.name ?? 'system'}::text, ${account?.id ?? null}::uuid,
          (select id from quarter where slug = ${context.quarter}), ${action}::text, ${entity}::text, ${entityId}::integer,
          ${idList(note.unitIds ?? [])}, ${idList(note.buildingIds ?? [])}, ${effectiveOn}::date, ${undoesId}::integer,
          ${detail === null ? null : JSON.stringify(detail)}::jsonb, ${reason}::text)`
      );
      return { eventId: id, result };
    });
  } catch (error) {
    throw explainRefusal(error);
  }
}

/** Locks and counts up in the order of entity and id, so that two changes never wait for each other. */
async function takeClaims({ db }: ServiceContext, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return;
  const sorted = [...claims].sort((a, b) => a.entity.localeCompare(b.entity) || a.id - b.id);
  const once = [...new Map(sorted.map((claim) => [`${claim.entity} ${claim.id}`, claim])).values()];
  const wanted = JSON.stringify(once.map(({ entity, id }) => ({ entity, id })));
  const rows = await executeKept<{ entity: string; id: number; before: number }>(
    db,
    sql`
    insert into record_version (entity, entity_id, version)
      select c.value->>'entity', (c.value->>'id')::integer, 1
      from jsonb_array_elements(${wanted}::jsonb) with ordinality as c(value, place) order by c.place
    on conflict (entity, entity_id) do update set version = record_version.version + 1
    returning entity, entity_id as id, version - 1 as before`
  );
  const present = new Map(rows.map(({ entity, id, before }) => [`${entity} ${id}`, before]));
  for (const { entity, id, version } of sorted) {
    const before = present.get(`${entity} ${id}`)!;
    if (version !== null && version !== before) {
      throw new DomainError('conflict', 'changed_meanwhile', { entity, id, version: before });
    }
  }
}

/**
 * From here on the triggers of this transaction record under the change's id and time. A change of facts raises
 * revisions, each table others and in its own order, and keeps them until it is done: all are taken here in one order,
 * so that no two changes wait for each other, and what a change reads from here on is what it finds when it writes.
 */
export async function openEvent(
  { db }: Pick<ServiceContext, 'db'>,
  isOfFacts: boolean
): Promise<{ id: number; at: string }> {
  const [event] = await executeKept<{ id: number; at: string }>(
    db,
    sql`
    with turn as (select scope from revision where ${isOfFacts}::boolean order by scope for update),
    event as (
      select nextval(pg_get_serial_sequence('audit_event', 'id'))::integer as id, clock_timestamp()::text as at
      from (select count(*) from turn) taken
    )
    select id, at, set_config('iq_ost.event', id::text, true), set_config('iq_ost.event_at', at, true) from event`
  );
  return event!;
}

/** Rules that the database alone can hold against everybody; the services check them first where they can. */
const REFUSALS: Readonly<Record<string, string>> = {
  occupancy_no_overlap: 'occupancies_overlap',
  occupancy_no_gap: 'occupancies_leave_gap',
  occupancy_within_unit: 'occupancy_outside_unit',
  tenancy_no_overlap: 'tenancies_overlap',
  building_renewal_no_overlap: 'renewals_overlap',
  storey_place: 'storey_place_taken',
  audit_event_undone_once: 'already_undone',
  use_plan_frozen: 'plan_is_frozen',
  // Taken back where somebody has drawn anew.
  use_plan_target_part: 'changed_since',
  use_plan_area_once: 'changed_since'
};

function explainRefusal(error: unknown): unknown {
  const cause = findPostgresError(error);
  if (cause === null) return error;
  const known = REFUSALS[cause.constraint_name ?? ''];
  if (known !== undefined) return new DomainError('conflict', known, {}, error);
  if (cause.code === '23503') return new DomainError('conflict', 'still_referred_to', {}, error);
  // Two changes at once, or one that takes too long: nothing was saved, trying again is fine.
  if (['40001', '40P01', '55P03', '57014'].includes(cause.code)) return new DomainError('conflict', 'busy', {}, error);
  return error;
}

function findPostgresError(error: unknown): postgres.PostgresError | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof postgres.PostgresError) return at;
  return null;
}
