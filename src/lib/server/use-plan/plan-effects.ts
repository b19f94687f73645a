import { sql } from 'drizzle-orm';
import type { Polygon } from 'geojson';
import { can } from '../../domain/access';
import { DomainError } from '../../domain/errors';
import type { Figure } from '../../domain/figure';
import { areaSqm } from '../../domain/geometry';
import { evaluateEffects, type EffectQuestion, type PlanEffects } from '../../domain/plan/plan-effects';
import type { PlanHead } from '../../domain/plan/plan-head';
import type { PlanRatio } from '../../domain/plan/plan-ratio';
import type { KnownRents } from '../../domain/plan/plan-rent';
import type { QuarterParameters } from '../../domain/quarter';
import type { ServiceContext } from '../context';
import { getQuarter } from '../quarter';
import { getPlanFigures } from '../stock/plan-figure';
import { readContents } from './plan-content';
import { readPlanHeads } from './plan-head';
import { listPlanRatios } from './plan-ratio';
import { readPlanStock } from './plan-stock';

/** What is there today, or would be under a plan. */
export interface EffectColumn {
  /** Null: today. */
  readonly plan: PlanHead | null;
  readonly effects: PlanEffects;
  readonly indicators: readonly Figure[];
}

export interface EffectSheet {
  readonly plan: PlanHead;
  /** Today, the plan, then those beside it. */
  readonly columns: readonly EffectColumn[];
  /** Other plans of the same area, to be put beside it. */
  readonly others: readonly PlanHead[];
  readonly ratios: readonly PlanRatio[];
  readonly parameters: QuarterParameters;
  /** True where rents may be read and so are summed up. */
  readonly hasRents: boolean;
}

/** More plans would not stand side by side on any screen. */
const MOST_BESIDE = 3;

export interface EffectInput {
  readonly planId: number;
  /** Plans to put beside it; those of another area, and those that the actor may not see, are left out. */
  readonly besideIds: readonly number[];
}

/**
 * The effects of a plan beside those of today and of other plans of the same area. A rent is in it only for whoever may
 * read all rents. Throws `not_found`.
 */
export async function readEffectSheet(
  context: ServiceContext,
  { planId, besideIds }: EffectInput
): Promise<EffectSheet> {
  const read = await readContents(context, [planId, ...besideIds.filter((id) => id !== planId)]);
  const plan = read.find(({ id }) => id === planId);
  if (!plan) throw new DomainError('not_found', 'use_plan_not_found', { id: planId });
  const { blockId } = plan;
  const beside = read.filter((one) => one.id !== planId && one.blockId === blockId).slice(0, MOST_BESIDE);
  const shown = [plan, ...beside];
  const [stock, ratios, ground, rents, figures, heads, { settings }] = await Promise.all([
    readPlanStock(context, [blockId]),
    listPlanRatios(context),
    readGround(context, blockId),
    readKnownRents(context, blockId),
    getPlanFigures(context, { blockId, plans: shown }),
    readPlanHeads(context, sql`use_plan.block_id is not distinct from ${blockId}::integer`),
    getQuarter(context)
  ]);
  const effectsOf = (content: EffectQuestion['content']) => evaluateEffects({ stock, content, ratios, ground, rents });
  return {
    plan: headOf(plan),
    columns: [
      { plan: null, effects: effectsOf(null), indicators: figures.today },
      ...shown.map((one, index) => ({
        plan: headOf(one),
        effects: effectsOf(one.content),
        indicators: figures.planned[index]!
      }))
    ],
    others: heads.filter(({ id }) => id !== planId),
    ratios,
    parameters: settings.parameters,
    hasRents: rents !== null
  };
}

function headOf<Plan extends PlanHead & { readonly content: unknown }>({ content: _, ...head }: Plan): PlanHead {
  return head;
}

/** The block's outline and the footprints on it; null for a plan of the whole quarter. */
async function readGround({ db }: ServiceContext, blockId: number | null): Promise<EffectQuestion['ground']> {
  if (blockId === null) return null;
  const [row] = await db.execute<{ geometry: string; footprintsSqm: number }>(sql`
    select k.geometry, coalesce((select sum(b.footprint_sqm) from building b where b.block_id = k.id), 0)::float8 as "footprintsSqm"
    from block k where k.id = ${blockId}`);
  if (!row) return null;
  return { outlineSqm: areaSqm(JSON.parse(row.geometry) as Polygon), footprintsSqm: row.footprintsSqm };
}

/** Rents of today's tenancies; null for whoever may not read all of them. */
async function readKnownRents(context: ServiceContext, blockId: number | null): Promise<KnownRents | null> {
  if (!can(context.actor, 'tenancy-terms:read')) return null;
  const rows = await context.db.execute<{ unitId: number; cents: number }>(sql`
    select o.unit_id as "unitId", t.rent_cents_per_month::float8 as cents
    from occupancy o join tenancy t on t.id = o.tenancy_id and t.rent_cents_per_month is not null
    join unit u on u.id = o.unit_id join building b on b.id = u.building_id
    join quarter q on q.id = b.quarter_id and q.slug = ${context.quarter}
    where o.valid @> ${context.today}::date and (${blockId}::integer is null or b.block_id = ${blockId}::integer)`);
  return new Map(rows.map(({ unitId, cents }) => [unitId, cents]));
}
