import { sql } from 'drizzle-orm';
import { openEvent, type AuditNote } from './audit';
import type { Database } from '../db/client';
import { auditEvent } from '../db/schema/index';

/** An entry of the audit list that is not written yet; rows are recorded under it already. */
export interface OpenEvent {
  readonly id: number;
  readonly at: string;
}

/**
 * Begins, inside of a transaction, what the program changes by itself where people may have worked already: every row
 * from here on is recorded under one event, as a change of a person is. Saves wait until the transaction ends.
 */
export async function beginOwnChange(db: Database): Promise<OpenEvent> {
  // Before the revisions, as every change does, so that nobody waits for each other.
  await db.execute(sql`lock table record_version in exclusive mode`);
  return openEvent({ db }, true);
}

/**
 * Writes the event; null for a first seeding or import, whose rows count as known from the beginning. Every record that
 * was touched has a new version, so that nobody saves over it a form that was filled in before.
 */
export async function finishOwnChange(
  db: Database,
  event: OpenEvent | null,
  note: Pick<AuditNote, 'action' | 'entity' | 'entityId' | 'detail' | 'reason'> & { readonly quarterId: number }
): Promise<void> {
  const opened = event === null ? {} : { id: event.id, at: sql`${event.at}::timestamptz` };
  await db.insert(auditEvent).values({ ...opened, actor: 'system', ...note });
  if (event === null) return;
  await db.execute(sql`
    insert into record_version (entity, entity_id, version)
    select distinct entity, id, 1 from (
      select case when entity in ('unit', 'occupancy', 'tenancy') then 'unit'
          when entity in ('business', 'listing', 'guide_step', 'advice_office', 'use_plan', 'plan_ratio', 'plan_rule', 'block')
            then entity
          when entity in ('use_plan_target', 'use_plan_area') then 'use_plan'
          when entity = 'translation' then row->>'entity' else 'building' end as entity,
        (case when entity in ('unit', 'building', 'business', 'listing', 'guide_step', 'advice_office', 'use_plan',
            'plan_ratio', 'plan_rule', 'block') then row_key
          when entity in ('occupancy', 'tenancy') then row->>'unit_id'
          when entity in ('use_plan_target', 'use_plan_area') then row->>'plan_id'
          when entity = 'translation' then row->>'entity_id' else row->>'building_id' end)::integer as id
      from (select entity, row_key, coalesce(new, old) as row from audit_row
        where event_id = ${event.id}
          and entity not in ('party', 'unit_predecessor', 'measure', 'measure_building', 'plan_follow_up')) image) touched
    on conflict (entity, entity_id) do update set version = record_version.version + 1`);
}
