import { sql } from 'drizzle-orm';
import { can } from '../../domain/access';
import type { BuildingPart, ListingStatus, ShownStatus, StoreyType, UseClass } from '../../domain/codes';
import { addMonths, parseDateRange } from '../../domain/interval';
import {
  canStartListing,
  canStartMeasure,
  type FollowUp,
  type TargetPlace,
  type TargetRow
} from '../../domain/plan/plan-follow-up';
import type { PlanHead } from '../../domain/plan/plan-head';
import {
  listTargets,
  sumProgress,
  trackOverTime,
  trackTargets,
  type Realisation,
  type RealisationSeries,
  type TargetProgress,
  type TrackedUnit
} from '../../domain/plan/plan-realisation';
import type { ServiceContext } from '../context';
import { listing } from '../db/schema';
import { isListingShown, isPlaceShown } from '../listing/listing-visibility';
import { listMeasures } from '../measure/measure';
import { groupRows } from '../record/grouping';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { localText } from '../record/translation';
import { idList, isUnitWithheld, reachesUnit, seenOccupancy } from '../record/visibility';
import { readPlan, type PlanRecord } from './plan-content';
import { readOffers } from './target-picture';

export interface PlanProgressSheet {
  readonly plan: PlanHead;
  readonly sum: Realisation;
  readonly series: RealisationSeries;
  readonly rows: readonly TargetRow[];
}

/**
 * How far a plan is real, target by target and over time. Of units whose status is not for the reader nothing is told
 * but that; the end of a tenancy is only for who may read it. Throws `not_found`.
 */
export async function readPlanRealisation(context: ServiceContext, planId: number): Promise<PlanProgressSheet> {
  const plan = await readPlan(context, planId);
  const { today } = context;
  const { content, ...head } = plan;
  const units = await readTracked(
    context,
    content.entries.map(({ unitId }) => unitId)
  );
  const tracked = new Map([...units].map(([id, { unit }]) => [id, unit]));
  const targets = listTargets(content, tracked);
  const progress = trackTargets(targets, tracked, today);
  const from = plan.adoptedOn ?? addMonths(today, -12);
  const last = targets.reduce((latest, { targetOn }) => (targetOn > latest ? targetOn : latest), plan.horizonOn);
  return {
    plan: head,
    sum: sumProgress(progress),
    series: trackOverTime(targets, tracked, { from, to: last, today }),
    rows: await toRows(context, plan, { units, progress })
  };
}

type TrackedRow = UnitReferenceRow & {
  part: BuildingPart;
  level: number;
  storeyType: StoreyType;
  valid: string;
  isWithheld: boolean;
  predecessors: string;
  knownEndOn: string | null;
};
type HistoryRow = { unitId: number; valid: string; status: ShownStatus; use: UseClass | null };

interface KnownUnit {
  readonly place: TargetPlace;
  readonly unit: TrackedUnit;
}

/** The units of the targets and all that came from them. */
async function readTracked(
  context: ServiceContext,
  targeted: readonly number[]
): Promise<ReadonlyMap<number, KnownUnit>> {
  const { today, actor } = context;
  const seen = seenOccupancy(context);
  const ids = sql`with recursive tracked(id) as (
    select id from unnest(${idList(targeted)}) as id
    union select p.unit_id from unit_predecessor p join tracked on p.predecessor_id = tracked.id)`;
  const [rows, histories] = await Promise.all([
    context.db.execute<TrackedRow>(sql`${ids}
      select ${UNIT_REFERENCE}, s.part, s.level, s.type as "storeyType", unit.valid::text as valid,
        ${isUnitWithheld(actor)} as "isWithheld",
        (select coalesce(json_agg(p.predecessor_id), '[]'::json) from unit_predecessor p where p.unit_id = unit.id)::text as predecessors,
        (select coalesce(t.known_end_on, upper(o.valid))::text from occupancy o left join tenancy t on t.id = o.tenancy_id
          where o.unit_id = unit.id and o.valid @> ${today}::date and o.status in ('occupied', 'interim')
            and ${reachesUnit(actor, 'tenancy-terms:read')}) as "knownEndOn"
      from unit join tracked on tracked.id = unit.id join building b on b.id = unit.building_id
      join storey s on s.id = unit.storey_id
      order by b.is_courtyard, b.sequence nulls last, b.id, s.part, s.sort, unit.position, unit.id`),
    context.db.execute<HistoryRow>(sql`${ids}
      select o.unit_id as "unitId", (${seen.valid})::text as valid, o.status, o.use_class as use
      from occupancy o join unit on unit.id = o.unit_id join tracked on tracked.id = unit.id
      where not ${isUnitWithheld(actor)} and ${seen.isSeen} order by o.unit_id, lower(o.valid)`)
  ]);
  const open = rows.filter(({ isWithheld }) => !isWithheld);
  const offers = await readOffers(
    context,
    open.map(({ unitId }) => unitId)
  );
  const byUnit = groupRows(histories, ({ unitId }) => unitId);
  return new Map(
    rows.map((row) => {
      const { unitId, kind, areaSqm, isWithheld, knownEndOn, part, level, storeyType } = row;
      const unit: TrackedUnit = {
        ...{ unitId, kind, areaSqm, isWithheld },
        valid: parseDateRange(row.valid),
        predecessors: JSON.parse(row.predecessors) as number[],
        history: (byUnit.get(unitId) ?? []).map(({ valid, status, use }) => ({
          valid: parseDateRange(valid),
          ...{ status, use }
        })),
        offer: offers.get(unitId) ?? null,
        knownEndOn: isWithheld ? null : knownEndOn
      };
      return [unitId, { unit, place: { ...toUnitReference(row), part, level, storeyType } }];
    })
  );
}

/** House by house as the units are, the parts of one unit in order. */
async function toRows(
  context: ServiceContext,
  plan: PlanRecord,
  { units, progress }: { readonly units: ReadonlyMap<number, KnownUnit>; readonly progress: readonly TargetProgress[] }
): Promise<TargetRow[]> {
  const [ids, begun, running] = await Promise.all([
    readTargetIds(context, plan.id),
    readFollowUps(context, plan),
    readRunning(context)
  ]);
  const mayOffer = can(context.actor, 'listing:change');
  const mayPlan = can(context.actor, 'plan:change');
  const order = new Map([...units.keys()].map((id, index) => [id, index]));
  const sorted = [...progress].sort(
    ({ target: a }, { target: b }) => order.get(a.unitId)! - order.get(b.unitId)! || a.part - b.part
  );
  return sorted.map(({ target, state, untilOn, isLate }) => {
    const { unitId, unitIds, part, isDivided, areaSqm, use, wish, translations, targetOn } = target;
    const { place, unit } = units.get(unitId)!;
    const key = `${unitId} ${part}`;
    const followed = { status: plan.status, use, kind: unit.kind, state };
    return {
      targetId: ids.get(key)!,
      unit: place,
      joined: unitIds.filter((id) => id !== unitId).map((id) => units.get(id)!.place),
      part: isDivided ? part : null,
      ...{ areaSqm, use, targetOn, state, untilOn, isLate },
      wish: translations[context.locale]?.wish ?? wish,
      followUp: begun.get(key) ?? { listing: null, measures: [] },
      running: running.get(place.building.id) ?? [],
      may: {
        listing: mayOffer && mayPlan && canStartListing(followed),
        measure: mayPlan && canStartMeasure(followed)
      }
    };
  });
}

async function readTargetIds({ db }: ServiceContext, planId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await db.execute<{ id: number; unitId: number; part: number }>(
    sql`select id, unit_id as "unitId", part from use_plan_target where plan_id = ${planId}`
  );
  return new Map(rows.map(({ id, unitId, part }) => [`${unitId} ${part}`, id]));
}

type FollowUpRow = {
  unitId: number;
  part: number;
  listingId: number | null;
  listingTitle: string | null;
  listingStatus: ListingStatus | null;
  measureId: number | null;
};

/**
 * What was begun for the targets, by unit and part: also under another version of the plan, as what was begun goes on. An
 * offer is told as far as the reader may see it and tie it to the unit.
 */
async function readFollowUps(context: ServiceContext, plan: PlanRecord): Promise<ReadonlyMap<string, FollowUp>> {
  const [rows, measures] = await Promise.all([
    context.db.execute<FollowUpRow>(sql`
      select g.unit_id as "unitId", g.part, f.measure_id as "measureId", shown.id as "listingId", shown.title as "listingTitle",
        shown.status as "listingStatus"
      from plan_follow_up f join use_plan_target g on g.id = f.target_id
      join use_plan p on p.id = g.plan_id and p.series = ${plan.series}
      join quarter q on q.id = p.quarter_id and q.slug = ${context.quarter}
      left join lateral (${shownListing(context)}) shown on true
      order by f.id`),
    listMeasures(context, { date: context.today })
  ]);
  const byId = new Map(measures.map((measure) => [measure.id, measure]));
  return new Map(
    [...groupRows(rows, ({ unitId, part }) => `${unitId} ${part}`)].map(([key, own]) => {
      const offer = own.findLast(({ listingId }) => listingId !== null);
      return [
        key,
        {
          listing: offer ? { id: offer.listingId!, title: offer.listingTitle!, status: offer.listingStatus! } : null,
          measures: own.flatMap(({ measureId }) => {
            const measure = measureId === null ? undefined : byId.get(measureId);
            return measure ? [{ id: measure.id, title: measure.title, state: measure.state }] : [];
          })
        }
      ];
    })
  );
}

const shownListing = (context: ServiceContext) => sql`
  select listing.id, ${localText(context, { entity: 'listing', field: 'title', id: listing.id, base: listing.title })} as title, listing.status
  from listing join unit on unit.id = listing.unit_id
  where listing.id = f.listing_id and ${isListingShown(context)} and ${isPlaceShown(context)} and not ${isUnitWithheld(context.actor)}`;

/** Measures that run today, by house. */
async function readRunning(context: ServiceContext): Promise<ReadonlyMap<number, FollowUp['measures']>> {
  const measures = (await listMeasures(context, { date: context.today })).filter(({ state }) => state === 'running');
  const byId = new Map(measures.map(({ id, title, state }) => [id, { id, title, state }]));
  const rows = await context.db.execute<{ measureId: number; buildingId: number }>(sql`
    select measure_id as "measureId", building_id as "buildingId" from measure_building
    where measure_id = any(${idList([...byId.keys()])}) order by measure_id`);
  return new Map(
    [...groupRows(rows, ({ buildingId }) => buildingId)].map(([id, own]) => [
      id,
      own.map(({ measureId }) => byId.get(measureId)!)
    ])
  );
}
