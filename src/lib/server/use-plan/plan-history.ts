import { sql } from 'drizzle-orm';
import { isCode, type AuditAction, type PlanUse } from '../../domain/codes';
import type { PlanAreaKind } from '../../domain/plan-codes';
import { differContents } from '../../domain/plan/plan-change';
import type { PlanContent, PlanTranslations } from '../../domain/plan/plan-content';
import type { PlanHeadChange, PlanHistory, PlanHistoryEntry } from '../../domain/plan/plan-history';
import { isPlanOpen } from '../../domain/plan/plan-state';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { idList } from '../record/visibility';
import { toPlanContent, type AreaRow, type TargetTuple } from './plan-content';
import { findPlan } from './plan-record';

/** Changes that are shown at once; older ones are in the audit list. */
const MOST_CHANGES = 100;

/** Taken back from the plan's own page; a plan itself is removed, not undone. */
const UNDONE_HERE = ['draw_plan', 'import_plan', 'describe_plan', 'undo'] as const satisfies readonly AuditAction[];

type EventRow = {
  id: number;
  at: string;
  actor: string;
  action: AuditAction;
  reason: string | null;
  undoesId: number | null;
  undoneById: number | null;
};
type ImageRow = { eventId: number; entity: string; old: string | null; new: string | null };

/** Who changed what in a plan, unit by unit, the newest first. Throws `forbidden`, `not_found`. */
export async function listPlanHistory(context: ServiceContext, planId: number): Promise<PlanHistory> {
  assertCapable(context, 'plan:change');
  const { status } = await findPlan(context, planId);
  const events = await context.db.execute<EventRow>(sql`
    select e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.actor, e.action, e.reason,
      e.undoes_id as "undoesId", (select u.id from audit_event u where u.undoes_id = e.id) as "undoneById"
    from audit_event e where e.entity = 'use_plan' and e.entity_id = ${planId} order by e.id desc limit ${MOST_CHANGES + 1}`);
  const shown = events.slice(0, MOST_CHANGES);
  const images = await readImages(context, planId, shown);
  const entries = shown.map((event): PlanHistoryEntry => {
    const { id: eventId, at, actor, action, reason, undoesId, undoneById } = event;
    const rows = images.filter((image) => image.eventId === eventId);
    return {
      ...{ eventId, at, actor, action, reason, undoesId, undoneById },
      canUndo: isPlanOpen(status) && undoneById === null && isCode(UNDONE_HERE, action),
      change: differContents(contentOf(rows, 'old'), contentOf(rows, 'new')),
      head: headOf(rows)
    };
  });
  const unitIds = new Set(
    entries.flatMap(({ change }) =>
      change.entries.flatMap(({ unitId, before, after }) => [
        unitId,
        ...[before, after].flatMap((side) => side?.joinedTo ?? [])
      ])
    )
  );
  const units = await context.db.execute<UnitReferenceRow>(sql`
    select ${UNIT_REFERENCE} from unit join building b on b.id = unit.building_id
    where unit.id = any(${idList([...unitIds])})`);
  return { entries, isMore: events.length > shown.length, units: units.map(toUnitReference) };
}

async function readImages(
  { db }: ServiceContext,
  planId: number,
  events: readonly EventRow[]
): Promise<readonly ImageRow[]> {
  return db.execute<ImageRow>(sql`
    select r.event_id as "eventId", r.entity, r.old::text as old, r.new::text as new from audit_row r
    where r.event_id = any(${idList(events.map(({ id }) => id))})
      and case when r.entity = 'use_plan' then r.row_key = ${String(planId)}
        when r.entity in ('use_plan_target', 'use_plan_area') then coalesce(r.new, r.old)->>'plan_id' = ${String(planId)}
        else r.entity = 'translation' and coalesce(r.new, r.old)->>'entity' = 'use_plan'
          and coalesce(r.new, r.old)->>'entity_id' = ${String(planId)} end
    order by r.id`);
}

type TargetImage = {
  id: number;
  unit_id: number;
  part: number;
  joined_to_id: number | null;
  use_class: PlanUse | null;
  area_sqm: number | null;
  frontage_m: number | null;
  wish: string | null;
  reason: string | null;
  translations: PlanTranslations;
  target_on: string | null;
};
type AreaImage = Omit<TargetImage, 'unit_id' | 'part' | 'joined_to_id' | 'frontage_m'> & {
  area_id: string;
  kind: PlanAreaKind;
  use_class: PlanUse;
  storeys: number;
  geometry: string;
  target_on: string;
};

/** What the rows say on one side. A unit is always written as a whole, so that its rows are all there. */
function contentOf(rows: readonly ImageRow[], side: 'old' | 'new'): PlanContent {
  const imagesOf = <Image>(entity: string): Image[] =>
    rows.flatMap((row) => (row.entity === entity && row[side] !== null ? [JSON.parse(row[side]) as Image] : []));
  return toPlanContent(
    imagesOf<TargetImage>('use_plan_target')
      .sort((a, b) => a.unit_id - b.unit_id || a.part - b.part)
      .map(toTuple),
    imagesOf<AreaImage>('use_plan_area').map((image): AreaRow => ({
      ...{ areaId: image.area_id, kind: image.kind, useClass: image.use_class, storeys: image.storeys },
      ...{ geometry: image.geometry, targetOn: image.target_on },
      ...{ wish: image.wish, reason: image.reason, translations: image.translations }
    }))
  );
}

function toTuple(image: TargetImage): TargetTuple {
  const { unit_id, joined_to_id, use_class, target_on, wish, reason, translations, area_sqm, frontage_m } = image;
  return [unit_id, joined_to_id, use_class, target_on, wish, reason, translations, area_sqm, frontage_m];
}

const HEAD_FIELDS: Readonly<Record<string, PlanHeadChange['field']>> = {
  title: 'title',
  summary: 'summary',
  horizon_on: 'horizonOn',
  status: 'status',
  adopted_on: 'adoptedOn',
  decision: 'decision',
  withdrawn_on: 'withdrawnOn'
};

function headOf(rows: readonly ImageRow[]): PlanHeadChange[] {
  return rows.flatMap((row): PlanHeadChange[] => {
    const [before, after] = [row.old, row.new].map((text) =>
      text === null ? null : (JSON.parse(text) as Record<string, string | null>)
    ) as [Record<string, string | null> | null, Record<string, string | null> | null];
    if (row.entity === 'translation') {
      const { field, locale } = (after ?? before)!;
      const named = HEAD_FIELDS[field!];
      if (named === undefined) return [];
      return [{ field: named, locale: locale!, before: before?.text ?? null, after: after?.text ?? null }];
    }
    if (row.entity !== 'use_plan') return [];
    return Object.entries(HEAD_FIELDS).flatMap(([column, field]) => {
      const [one, other] = [before?.[column] ?? null, after?.[column] ?? null];
      return one === other ? [] : [{ field, locale: null, before: one, after: other }];
    });
  });
}
