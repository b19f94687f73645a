import { sql } from 'drizzle-orm';
import type { PlanStatus } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import type { IsoDate } from '../../domain/interval';
import type { LocalText } from '../../domain/local-text';
import { isPlanOpen } from '../../domain/plan/plan-state';
import type { PlanText } from '../../domain/plan/plan-text';
import { refuse } from '../../domain/refusal';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { readTexts } from '../record/text-record';

/** A plan and the version of its record that somebody had seen; null takes it as it is. */
export interface PlanClaim {
  readonly id: number;
  readonly version: number | null;
}

/** What a service needs to know of a plan before it may touch it. */
export interface StoredPlan {
  readonly id: number;
  readonly quarterId: number;
  readonly blockId: number | null;
  readonly status: PlanStatus;
  readonly series: string;
  readonly version: number;
  readonly consultationFrom: IsoDate | null;
  readonly consultationTo: IsoDate | null;
}

/** The plan of the context's quarter as it is stored. Throws `not_found`. */
export async function findPlan({ db, quarter }: ServiceContext, id: number): Promise<StoredPlan> {
  const [plan] = isId(id)
    ? await db.execute<{ [Field in keyof StoredPlan]: StoredPlan[Field] }>(sql`
        select p.id, p.quarter_id as "quarterId", p.block_id as "blockId", p.status, p.series, p.version,
          p.consultation_from::text as "consultationFrom", p.consultation_to::text as "consultationTo"
        from use_plan p join quarter q on q.id = p.quarter_id and q.slug = ${quarter} where p.id = ${id}`)
    : [];
  if (!plan) throw new DomainError('not_found', 'use_plan_not_found', { id });
  return plan;
}

/** As `findPlan`. Throws `plan_is_frozen` for what cannot be drawn on or described any more. */
export async function findOpenPlan(context: ServiceContext, id: number): Promise<StoredPlan> {
  const plan = await findPlan(context, id);
  if (!isPlanOpen(plan.status)) throw refuse('plan_is_frozen');
  return plan;
}

/** A plan as its form begins with it. */
export interface PlanTexts {
  readonly id: number;
  /** What a save names, so that nobody writes over somebody else. */
  readonly recordVersion: number;
  readonly texts: Readonly<Record<PlanText, LocalText>>;
}

/** The texts of a plan in every language. Throws `forbidden`, `not_found`. */
export async function readPlanTexts(context: ServiceContext, id: number): Promise<PlanTexts> {
  assertCapable(context, 'plan:change');
  await findPlan(context, id);
  const [row] = await context.db.execute<{ title: string; summary: string; recordVersion: number }>(sql`
    select title, summary, coalesce((select v.version from record_version v
      where v.entity = 'use_plan' and v.entity_id = use_plan.id), 0) as "recordVersion"
    from use_plan where id = ${id}`);
  const { recordVersion, ...base } = row!;
  return { id, recordVersion, texts: await readTexts<PlanText>(context, { entity: 'use_plan', id, base }) };
}
