import { sql, type SQL } from 'drizzle-orm';
import { can } from '../../domain/access';
import type { PlanStatus } from '../../domain/codes';
import type { PlanHead } from '../../domain/plan/plan-head';
import type { ServiceContext } from '../context';
import { provenanceColumns, toProvenance, type ProvenanceRow } from '../record/provenance';
import { localText } from '../record/translation';

/** SQL on `use_plan`, or on it under another name: drafts are for planners only. */
export function isPlanShown({ actor }: Pick<ServiceContext, 'actor'>, table = 'use_plan'): SQL<boolean> {
  if (can(actor, 'plan:change')) return sql<boolean>`true`;
  return sql<boolean>`${sql.identifier(table)}.status <> 'draft'`;
}

type HeadRow = ProvenanceRow & {
  id: number;
  ref: string;
  series: string;
  version: number;
  title: string;
  summary: string;
  status: PlanStatus;
  adoptedOn: string | null;
  decision: string | null;
  withdrawnOn: string | null;
  consultationFrom: string | null;
  consultationTo: string | null;
  horizonOn: string;
  blockId: number | null;
  blockName: string | null;
  basedOnId: number | null;
  basedOnTitle: string | null;
  basedOnVersion: number | null;
  isLatestVersion: boolean;
};

/** The plans of the quarter that the actor may see: adopted ones first, then by horizon, the newest version first. */
export async function readPlanHeads(context: ServiceContext, condition: SQL = sql`true`): Promise<PlanHead[]> {
  const text = (field: 'title' | 'summary', table: string) =>
    localText(context, {
      ...{ entity: 'use_plan', field, id: sql`${sql.identifier(table)}.id` },
      base: sql`${sql.identifier(table)}.${sql.identifier(field)}`
    });
  const blockName = localText<string | null>(context, {
    ...{ entity: 'block', field: 'name', id: sql`k.id`, base: sql`k.name` }
  });
  const rows = await context.db.execute<HeadRow>(sql`
    select use_plan.id, use_plan.ref, use_plan.series, use_plan.version, ${text('title', 'use_plan')} as title,
      ${text('summary', 'use_plan')} as summary, use_plan.status, use_plan.adopted_on::text as "adoptedOn", use_plan.decision,
      use_plan.withdrawn_on::text as "withdrawnOn", use_plan.consultation_from::text as "consultationFrom",
      use_plan.consultation_to::text as "consultationTo", use_plan.horizon_on::text as "horizonOn",
      use_plan.block_id as "blockId", ${blockName} as "blockName", origin.id as "basedOnId",
      ${text('title', 'origin')} as "basedOnTitle", origin.version as "basedOnVersion",
      not exists (select from use_plan later where later.quarter_id = use_plan.quarter_id and later.series = use_plan.series
        and later.version > use_plan.version and ${isPlanShown(context, 'later')}) as "isLatestVersion",
      ${provenanceColumns(context)}
    from use_plan join source on source.id = use_plan.source_id
    left join block k on k.id = use_plan.block_id
    left join use_plan origin on origin.id = use_plan.based_on_id and ${isPlanShown(context, 'origin')}
    where use_plan.quarter_id = (select id from quarter where slug = ${context.quarter})
      and ${isPlanShown(context)} and ${condition}
    order by use_plan.status = 'adopted' desc, use_plan.horizon_on, use_plan.series, use_plan.version desc, use_plan.id`);
  return rows.map(toHead);
}

function toHead(row: HeadRow): PlanHead {
  const { id, ref, series, version, title, summary, status, adoptedOn, decision, withdrawnOn, horizonOn } = row;
  const { consultationFrom: from, consultationTo: to, blockId, blockName, isLatestVersion } = row;
  return {
    ...{ id, ref, series, version, title, summary, status, adoptedOn, decision, withdrawnOn, horizonOn },
    ...{ blockId, blockName, isLatestVersion },
    consultation: from === null || to === null ? null : { from, to },
    basedOn:
      row.basedOnId === null ? null : { id: row.basedOnId, title: row.basedOnTitle!, version: row.basedOnVersion! },
    provenance: toProvenance(row)
  };
}
