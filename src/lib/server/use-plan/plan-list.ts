import { sql } from 'drizzle-orm';
import type { AuditAction } from '../../domain/codes';
import type { IsoDate } from '../../domain/interval';
import { countProgress, type PlanProgress } from '../../domain/plan-difference';
import type { PlanHead } from '../../domain/plan/plan-head';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { idList } from '../record/visibility';
import { listUsePlanDetails } from './use-plan';

/** A line of the desk's list of plans. */
export interface DeskPlan extends PlanHead {
  readonly progress: PlanProgress;
  readonly areaCount: number;
  /** Null where nobody has changed it since it came with the folder. */
  readonly lastChange: { readonly at: string; readonly actor: string; readonly action: AuditAction } | null;
}

type ChangeRow = { id: number; at: string; actor: string; action: AuditAction };

/** Every plan of the quarter, drafts first, then what is in consultation, adopted and withdrawn. Throws `forbidden`. */
export async function listDeskPlans(context: ServiceContext, date: IsoDate = context.today): Promise<DeskPlan[]> {
  assertCapable(context, 'plan:change');
  const plans = await listUsePlanDetails(context, date);
  const changes = await context.db.execute<ChangeRow>(sql`
    select distinct on (e.entity_id) e.entity_id as id,
      to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.actor, e.action
    from audit_event e
    where e.entity = 'use_plan' and e.entity_id = any(${idList(plans.map(({ id }) => id))})
    order by e.entity_id, e.id desc`);
  const lastChanges = new Map(changes.map(({ id, at, actor, action }) => [id, { at, actor, action }]));
  const order = ['draft', 'consultation', 'adopted', 'withdrawn'];
  return plans
    .map(({ targets, areas, versions: _versions, ...head }) => ({
      ...head,
      progress: countProgress(targets),
      areaCount: areas.length,
      lastChange: lastChanges.get(head.id) ?? null
    }))
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
}

/** A block that a plan can be about. */
export interface PlanBlock {
  readonly id: number;
  readonly name: string;
}

/** The blocks of the quarter, in the base language, with a house at least. Throws `forbidden`. */
export async function listPlanBlocks(context: ServiceContext): Promise<PlanBlock[]> {
  assertCapable(context, 'plan:change');
  const rows = await context.db.execute<{ id: number; name: string }>(sql`
    select k.id, k.name from block k join quarter q on q.id = k.quarter_id and q.slug = ${context.quarter}
    where exists (select from building b where b.block_id = k.id) order by k.name, k.id`);
  return [...rows];
}
