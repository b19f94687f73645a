import type { Actor } from '../../src/lib/domain/access';
import { openDatabase, type Sql } from '../../src/lib/server/db/client';
import { comparePlanSides } from '../../src/lib/server/use-plan/plan-comparison';
import { actorOf, contextOf } from '../support/factories';
import { medianMs } from './measurement';
import type { Result } from './report';

export interface PlanRun {
  readonly town: string;
  readonly databaseUrl: string;
  readonly isQuick: boolean;
  readonly say: (text: string) => void;
}

const UNITS = 10_000;
const PLANNER: Actor = actorOf('planner');

/** What it takes to compare two plans, and today with a plan, over ten thousand units with a target each. */
export async function measurePlans({ town, databaseUrl, isQuick, say }: PlanRun): Promise<Result[]> {
  const { db, sql, close } = openDatabase(databaseUrl, { poolSize: 4, statementTimeoutMs: 0 });
  const results: Result[] = [];
  const add = (result: Omit<Result, 'town'>): void => {
    results.push({ town, ...result });
    say(`  ${result.what}: ${result.median.toFixed(2)} ${result.unit}`);
  };
  const rounds = isQuick ? 7 : 25;
  try {
    const [first, second] = await makePlans(sql);
    const context = contextOf(db, { quarter: 'iq-ost', actor: PLANNER });
    const raw = await medianMs(rounds, () => compareRaw(sql, first, second));
    for (const [what, from] of [
      ['two plans', first],
      ['today and a plan', null]
    ] as const) {
      const median = await medianMs(rounds, () => comparePlanSides(context, { from, to: second }));
      add({
        ...{ what: `compare ${what} over ${UNITS} units`, median, unit: 'ms' },
        limit: { what: 'raw query', value: raw },
        goal: { text: 'under 100 ms', isMet: median < 100 }
      });
    }
  } finally {
    await close();
  }
  return results;
}

/** A block of ten thousand units of the town, and two plans for it that differ in every third of them. */
async function makePlans(sql: Sql): Promise<readonly [number, number]> {
  const plans = await sql.begin(async (write): Promise<readonly [number, number]> => {
    await write`set local session_replication_role = replica`;
    const [block] = await write<{ id: number }[]>`
      insert into block (quarter_id, district_id, slug, name, is_assumption, geometry, bounds, source_id)
      select quarter_id, district_id, 'compared', 'Verglichen', true, geometry, bounds, source_id from block order by id limit 1
      returning id`;
    const units = await write<{ id: number }[]>`
      with chosen as (
        select u.id, u.building_id from unit u join building b on b.id = u.building_id
        where b.ref like 'synthetic/%' order by b.id, u.id limit ${UNITS}
      ), moved as (
        update building set block_id = ${block!.id} where id in (select building_id from chosen)
      ) select id from chosen`;
    const ids = units.map(({ id }) => id);
    const made = await write<{ id: number }[]>`
      insert into use_plan (quarter_id, block_id, ref, series, title, summary, status, horizon_on, source_id)
      select b.quarter_id, b.id, 'bench/' || n, 'bench/' || n, 'Plan ' || n, '', 'draft', '2030-12-31', b.source_id
      from block b cross join generate_series(1, 2) n where b.id = ${block!.id} order by n returning id`;
    for (const [index, plan] of made.entries()) {
      await write`
        insert into use_plan_target (plan_id, unit_id, use_class, wish, reason, target_on)
        select ${plan.id}, u, (array['retail', 'health', 'office', 'culture'])[1 + (u + case u % 3 when 0 then ${index}::int else 0 end) % 4],
          case u % 5 when 0 then 'Wunsch ' || u % 40 end, 'Begründung ' || u % 7, date '2028-12-31' from unnest(${ids}::int[]) u`;
    }
    return [made[0]!.id, made[1]!.id];
  });
  await sql`vacuum analyze`;
  return plans;
}

/** The same question to the database alone: how much area goes from which use to which. */
function compareRaw(sql: Sql, first: number, second: number): Promise<unknown> {
  return sql`
    select a.use_class as before, b.use_class as after, count(*)::int as units, sum(u.area_sqm) as area, sum(u.frontage_m) as frontage
    from (select unit_id, use_class from use_plan_target where plan_id = ${first}) a
    full join (select unit_id, use_class from use_plan_target where plan_id = ${second}) b using (unit_id)
    join unit u on u.id = unit_id group by 1, 2`;
}
