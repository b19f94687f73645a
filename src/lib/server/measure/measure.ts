import { sql, type SQL } from 'drizzle-orm';
import type { MeasureDetail, MeasureSummary } from '../../domain/building';
import type { FundingSource, MeasureType, MilestoneKind } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import type { IsoDate } from '../../domain/interval';
import { deriveMeasureState, type Milestone } from '../../domain/measure';
import type { ServiceContext } from '../context';
import { measure } from '../db/schema';
import { groupRows } from '../record/grouping';
import { provenanceColumns, toProvenance, type ProvenanceRow } from '../record/provenance';
import { BUILDING_REFERENCE, toBuildingReference, type BuildingReferenceRow } from '../record/reference';
import { localText } from '../record/translation';

type MeasureRow = ProvenanceRow & {
  id: number;
  title: string;
  summary: string;
  type: MeasureType;
  cancelledOn: string | null;
  publicCents: number;
  ownerShare: MeasureDetail['ownerShare'];
  overallTitle: string | null;
  programme: string | null;
  legalBasis: string | null;
};
type MilestoneRow = { measure: number; kind: MilestoneKind; plannedOn: string | null; actualOn: string | null };
type FundingRow = {
  source: FundingSource;
  plannedCents: number;
  approvedCents: number | null;
  paidCents: number | null;
};
type FundingYearRow = { year: number; plannedCents: number; paidCents: number | null };

/** All measures of the quarter with their state on `date`, the latest begun first. */
export function listMeasures(context: ServiceContext, { date }: { readonly date: IsoDate }): Promise<MeasureSummary[]> {
  return readSummaries(context, sql`true`, date);
}

/** The measures of one house with their state on `date`. */
export function listMeasuresOfBuilding(
  context: ServiceContext,
  buildingId: number,
  date: IsoDate
): Promise<MeasureSummary[]> {
  const isOfBuilding = sql`measure.id in (select measure_id from measure_building where building_id = ${buildingId})`;
  return readSummaries(context, isOfBuilding, date);
}

/**
 * A measure with its milestones and money. Public sources are given in cents, the owner's own share as a
 * class that the database works out, so that its amount is never read. Throws `not_found`.
 */
export async function getMeasure(context: ServiceContext, id: number, date: IsoDate): Promise<MeasureDetail> {
  const [[row], milestones, buildings, funding, fundingYears] = await Promise.all([
    readMeasures(context, sql`measure.id = ${id}`),
    readMilestones(context, sql`measure.id = ${id}`),
    context.db.execute<BuildingReferenceRow>(sql`
      select ${BUILDING_REFERENCE} from measure_building m join building b on b.id = m.building_id
      where m.measure_id = ${id} order by b.is_courtyard, b.sequence nulls last, b.id`),
    context.db.execute<FundingRow>(sql`
      select f.source, sum(f.planned_cents)::float8 as "plannedCents", sum(f.approved_cents)::float8 as "approvedCents",
        sum(f.paid_cents)::float8 as "paidCents"
      from funding_line f where f.measure_id = ${id} and f.source <> 'owner' group by f.source
      order by array_position(array['federal', 'state', 'municipal', 'eu', 'other'], f.source)`),
    context.db.execute<FundingYearRow>(sql`
      select f.year, sum(f.planned_cents)::float8 as "plannedCents", sum(f.paid_cents)::float8 as "paidCents"
      from funding_line f where f.measure_id = ${id} and f.source <> 'owner' group by f.year order by f.year`)
  ]);
  if (!row) throw new DomainError('not_found', 'measure_not_found', { id });
  return {
    ...toSummary(row, milestones, date),
    summary: row.summary,
    overall:
      row.overallTitle === null
        ? null
        : { title: row.overallTitle, programme: row.programme!, legalBasis: row.legalBasis },
    buildings: buildings.map(toBuildingReference),
    milestones: milestones.map(({ kind, plannedOn, actualOn }) => ({ kind, plannedOn, actualOn })),
    funding: [...funding],
    fundingYears: [...fundingYears],
    ownerShare: row.ownerShare,
    provenance: toProvenance(row)
  };
}

async function readSummaries(context: ServiceContext, condition: SQL, date: IsoDate): Promise<MeasureSummary[]> {
  const [rows, milestones] = await Promise.all([readMeasures(context, condition), readMilestones(context, condition)]);
  const byMeasure = groupRows(milestones, ({ measure: id }) => id);
  return rows
    .map((row) => toSummary(row, byMeasure.get(row.id) ?? [], date))
    .sort((left, right) => (right.startOn ?? '').localeCompare(left.startOn ?? '') || left.id - right.id);
}

/** `classifyOwnerShare` in SQL: the class leaves the database, the owner's amount does not. */
const OWNER_SHARE = sql`case
  when coalesce(money.owner_cents, 0) <= 0 then 'none' when money.owner_cents * 3 < money.all_cents then 'minor'
  when money.owner_cents * 3 <= money.all_cents * 2 then 'half' else 'major' end`;

function readMeasures(context: ServiceContext, condition: SQL): Promise<readonly MeasureRow[]> {
  const text = (field: 'title' | 'summary') =>
    localText(context, { entity: 'measure', field, id: measure.id, base: measure[field] });
  return context.db.execute<MeasureRow>(sql`
    select measure.id, ${text('title')} as title, ${text('summary')} as summary, measure.type,
      measure.cancelled_on::text as "cancelledOn", coalesce(money.public_cents, 0)::float8 as "publicCents",
      ${OWNER_SHARE} as "ownerShare",
      ${localText<string | null>(context, { entity: 'overall_measure', field: 'title', id: sql`w.id`, base: sql`w.title` })} as "overallTitle",
      w.programme, w.legal_basis as "legalBasis", ${provenanceColumns(context)}
    from measure join source on source.id = measure.source_id
    left join overall_measure w on w.id = measure.overall_measure_id
    left join lateral (
      select sum(f.planned_cents) filter (where f.source <> 'owner') as public_cents,
        sum(f.planned_cents) filter (where f.source = 'owner') as owner_cents, sum(f.planned_cents) as all_cents
      from funding_line f where f.measure_id = measure.id) money on true
    where measure.quarter_id = (select id from quarter where slug = ${context.quarter}) and ${condition}
    order by measure.id`);
}

function readMilestones(context: ServiceContext, condition: SQL): Promise<readonly MilestoneRow[]> {
  return context.db.execute<MilestoneRow>(sql`
    select m.measure_id as measure, m.kind, m.planned_on::text as "plannedOn", m.actual_on::text as "actualOn"
    from milestone m join measure on measure.id = m.measure_id
    where measure.quarter_id = (select id from quarter where slug = ${context.quarter}) and ${condition}
    order by m.measure_id, array_position(array['application', 'approval', 'start', 'completion', 'final_account'], m.kind)`);
}

function toSummary(row: MeasureRow, milestones: readonly Milestone[], date: IsoDate): MeasureSummary {
  const { id, title, type, cancelledOn, publicCents, nature } = row;
  const dayOf = (kind: MilestoneKind) => {
    const found = milestones.find((milestone) => milestone.kind === kind);
    return found?.actualOn ?? found?.plannedOn ?? null;
  };
  return {
    ...{ id, title, type, publicCents, nature },
    state: deriveMeasureState({ milestones, cancelledOn }, date),
    startOn: dayOf('start'),
    completionOn: dayOf('completion')
  };
}
