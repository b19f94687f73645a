import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../client';

/** Records that people have changed since they were seeded or imported: theirs now, not the folder's or a file's. */
export interface EditedRecords {
  /** Houses whose own facts were corrected. */
  readonly buildings: ReadonlySet<number>;
  /** Houses in whose history of renewal somebody wrote. */
  readonly renewals: ReadonlySet<number>;
  /** Houses in whose storeys or units somebody changed what there is. */
  readonly structures: ReadonlySet<number>;
  /** Units in whose history of use somebody wrote. */
  readonly histories: ReadonlySet<number>;
  /** Houses with anything of the above. */
  readonly houses: ReadonlySet<number>;
  readonly businesses: ReadonlySet<number>;
  readonly parties: ReadonlySet<string>;
  readonly listings: ReadonlySet<number>;
  readonly guideSteps: ReadonlySet<number>;
  readonly offices: ReadonlySet<number>;
  /** Use plans that somebody drew on, described or decided about, or began something from. */
  readonly plans: ReadonlySet<number>;
  readonly planRatios: ReadonlySet<number>;
  readonly planRules: ReadonlySet<number>;
  readonly blocks: ReadonlySet<number>;
  /** What people took out: steps and offices of the guide, rules and drafts of plans, as `<entity> <ref>`. */
  readonly removed: ReadonlySet<string>;
  /** What units were called before anybody changed them, by id. */
  readonly formerCodes: ReadonlyMap<number, string>;
}

/** SQL on an event named `e`: a change of a person that still holds. One that was taken back left nothing behind. */
const HOLDS: SQL = sql`e.action not in ('seed', 'import_buildings', 'expire_listing')
  and not exists (select from audit_event u where u.undoes_id = e.id)
  and (e.undoes_id is null or exists (select from audit_event p where p.id = e.undoes_id and p.undoes_id is not null))`;

type TouchedRow = {
  entity:
    | 'building'
    | 'building_renewal'
    | 'storey'
    | 'unit'
    | 'occupancy'
    | 'tenancy'
    | 'business'
    | 'party'
    | 'listing'
    | 'guide_step'
    | 'advice_office'
    | 'use_plan'
    | 'use_plan_target'
    | 'use_plan_area'
    | 'plan_ratio'
    | 'plan_rule'
    | 'block'
    | 'translation';
  rowKey: string;
  unitId: number | null;
  buildingId: number | null;
  planId: number | null;
};

export async function readEdited(db: Database): Promise<EditedRecords> {
  const rows = await db.execute<TouchedRow>(sql`
    select distinct t.entity, t.row_key as "rowKey", t.unit_id as "unitId", coalesce(t.building_id, u.building_id) as "buildingId",
      t.plan_id as "planId"
    from (
      select r.entity, r.row_key, (coalesce(r.new, r.old)->>'plan_id')::integer as plan_id,
        (coalesce(r.new, r.old)->>'building_id')::integer as building_id,
        case r.entity when 'unit' then r.row_key::integer when 'listing' then null when 'use_plan_target' then null
          else (coalesce(r.new, r.old)->>'unit_id')::integer end as unit_id
      from audit_row r join audit_event e on e.id = r.event_id where ${HOLDS} and r.entity not in ('unit_predecessor', 'measure_building')) t
    left join unit u on u.id = t.unit_id`);
  const former = await db.execute<{ id: number; code: string }>(sql`
    select distinct on (r.row_key) r.row_key::integer as id, r.old->>'code' as code
    from audit_row r join audit_event e on e.id = r.event_id
    where r.entity = 'unit' and r.old is not null and ${HOLDS} order by r.row_key, r.id`);
  const removed = await db.execute<{ key: string }>(sql`
    select r.entity || ' ' || (r.old->>'ref') as key from audit_row r join audit_event e on e.id = r.event_id
    where r.entity in ('guide_step', 'advice_office', 'plan_rule', 'use_plan') and r.new is null and ${HOLDS}`);
  // What a target was begun with refers to it: such a plan is no longer only the folder's.
  const begun = await db.execute<{ planId: number }>(sql`
    select distinct g.plan_id as "planId" from plan_follow_up f join use_plan_target g on g.id = f.target_id`);
  const of = (...entities: readonly TouchedRow['entity'][]) => rows.filter(({ entity }) => entities.includes(entity));
  const ids = (touched: readonly TouchedRow[], key: 'unitId' | 'buildingId') =>
    new Set(touched.flatMap((row) => row[key] ?? []));
  const texts = of('translation').map(({ rowKey }) => rowKey.split(' '));
  const withTexts = (entity: TouchedRow['entity']) =>
    new Set([
      ...of(entity).map(({ rowKey }) => Number(rowKey)),
      ...texts.filter(([of]) => of === entity).map(([, id]) => Number(id))
    ]);
  const buildings = new Set(of('building').map(({ rowKey }) => Number(rowKey)));
  return {
    buildings,
    renewals: ids(of('building_renewal'), 'buildingId'),
    structures: ids(of('storey', 'unit'), 'buildingId'),
    histories: ids(of('unit', 'occupancy', 'tenancy'), 'unitId'),
    houses: new Set([...buildings, ...ids(rows, 'buildingId')]),
    businesses: withTexts('business'),
    parties: new Set(of('party').map(({ rowKey }) => rowKey)),
    listings: withTexts('listing'),
    guideSteps: withTexts('guide_step'),
    offices: withTexts('advice_office'),
    plans: new Set([
      ...withTexts('use_plan'),
      ...rows.flatMap(({ planId }) => planId ?? []),
      ...begun.map(({ planId }) => planId)
    ]),
    planRatios: withTexts('plan_ratio'),
    planRules: withTexts('plan_rule'),
    blocks: new Set(of('block').map(({ rowKey }) => Number(rowKey))),
    removed: new Set(removed.map(({ key }) => key)),
    formerCodes: new Map(former.map(({ id, code }) => [id, code]))
  };
}
