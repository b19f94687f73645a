import { sql } from 'drizzle-orm';
import type { PlanStatus, PlanUse, UnitKind } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import { beginDraft, type ListingText } from '../../domain/listing-draft';
import type { TypedTexts } from '../../domain/local-text';
import type { PlanTranslations } from '../../domain/plan/plan-content';
import {
  canStartListing,
  canStartMeasure,
  type BegunTarget,
  type HouseMeasure
} from '../../domain/plan/plan-follow-up';
import { refuse } from '../../domain/refusal';
import { assertCapable } from '../authorise';
import { inChange } from '../change/audit';
import type { ServiceContext } from '../context';
import { planFollowUp } from '../db/schema';
import { createListing } from '../listing/listing-change';
import { readUnitToOffer, type UnitToOffer } from '../listing/unit-to-offer';
import { insertMeasure, type MeasureText } from '../measure/measure-start';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { readPlanRealisation } from './plan-realisation';

export interface ListingStart {
  readonly targetId: number;
  /** Written by whoever knows the languages. */
  readonly textsOf: (target: BegunTarget, unit: UnitToOffer) => TypedTexts<ListingText>;
}

export interface MeasureStart {
  readonly targetId: number;
  readonly type: HouseMeasure;
  readonly textsOf: (target: BegunTarget) => TypedTexts<MeasureText>;
}

/** What a press has led to; `eventId` is null where it was there already. */
export interface Begun {
  readonly id: number;
  readonly eventId: number | null;
}

/**
 * Begins the offer of a target's unit: a draft that is filled in from the unit and the target, linked with the target in
 * the same change, so that taking it back takes back both. Where the target has an open offer already, or its unit has
 * one, that is the answer.
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` `step_not_possible` where the plan is not adopted or the
 * target needs no offer; and as `createListing`
 */
export async function startListing(context: ServiceContext, { targetId, textsOf }: ListingStart): Promise<Begun> {
  assertCapable(context, 'plan:change');
  const target = await readTarget(context, targetId);
  const state = await readState(context, target);
  const offered = await readUnitToOffer(context, target.unit.id);
  if (offered.open !== null) return { id: offered.open.id, eventId: null };
  if (!canStartListing({ ...target, state })) throw refuse('step_not_possible');
  const { today } = context;
  const draft = beginDraft(
    { kind: target.kind, freeOn: offered.freeOn },
    { today, texts: textsOf(target, offered), contactName: offered.organisation?.name ?? null }
  );
  const suitableUses = target.use === 'reserved' || target.use === 'courtyard' ? [] : [target.use];
  const { eventId, result } = await createListing(context, {
    unitId: target.unit.id,
    draft: { ...draft, suitableUses, divisibleFromSqm: target.partSqm },
    as: 'draft',
    alongside: async (inside, listingId) => {
      await assertAdopted(inside, target.plan.id);
      await inside.db.insert(planFollowUp).values({ targetId, listingId, createdOn: today });
    }
  });
  return { id: result, eventId };
}

/**
 * Begins a measure at the house of a target's unit: planned, with the wish in its title, linked with the target in the
 * same change. Where the target has a measure that was not cancelled, that is the answer.
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` `step_not_possible`, as `startListing`
 */
export async function startMeasure(context: ServiceContext, { targetId, type, textsOf }: MeasureStart): Promise<Begun> {
  assertCapable(context, 'plan:change');
  const target = await readTarget(context, targetId);
  const { plan, unit } = target;
  if (!canStartMeasure({ ...target, state: await readState(context, target) })) throw refuse('step_not_possible');
  const changed = await inChange(context, [{ entity: 'use_plan', id: plan.id, version: null }], async (inside) => {
    // The claim lets presses take turns, so that the second finds what the first has made.
    const there = await findMeasure(inside, target);
    if (there !== null) throw new MeasureIsThere(there);
    await assertAdopted(inside, plan.id);
    const buildingId = unit.building.id;
    const measureId = await insertMeasure(inside, { type, texts: textsOf(target), buildingIds: [buildingId] });
    await inside.db.insert(planFollowUp).values({ targetId, measureId, createdOn: inside.today });
    return {
      note: {
        ...{ action: 'start_measure', entity: 'use_plan', entityId: plan.id, unitIds: [unit.id] },
        ...{ buildingIds: [buildingId], detail: { measure: measureId, type } }
      },
      result: measureId
    };
  }).catch((error: unknown) => {
    if (error instanceof MeasureIsThere) return { eventId: null, result: error.id };
    throw error;
  });
  return { id: changed.result, eventId: changed.eventId };
}

/** Leaves the change, so that nothing is written and nothing stands in the audit list. */
class MeasureIsThere extends Error {
  readonly id: number;

  constructor(id: number) {
    super(`measure ${id} is there already`);
    this.name = 'MeasureIsThere';
    this.id = id;
  }
}

interface FoundTarget extends BegunTarget {
  readonly targetId: number;
  readonly part: number;
  readonly status: PlanStatus;
  readonly kind: UnitKind;
  /** Of a part of a divided unit, else null. */
  readonly partSqm: number | null;
}

type TargetRow = UnitReferenceRow & {
  planId: number;
  planTitle: string;
  status: PlanStatus;
  use: PlanUse | null;
  part: number;
  partSqm: number | null;
  wish: string | null;
  translations: PlanTranslations | string;
};

async function readTarget(context: ServiceContext, targetId: number): Promise<FoundTarget> {
  const [row] = isId(targetId)
    ? await context.db.execute<TargetRow>(sql`
        select p.id as "planId", p.title as "planTitle", p.status, g.use_class as use, g.part, g.area_sqm as "partSqm", g.wish,
          g.translations, ${UNIT_REFERENCE}
        from use_plan_target g join use_plan p on p.id = g.plan_id join quarter q on q.id = p.quarter_id and q.slug = ${context.quarter}
        join unit on unit.id = g.unit_id join building b on b.id = unit.building_id where g.id = ${targetId}`)
    : [];
  if (!row?.use) throw new DomainError('not_found', 'plan_target_not_found', { id: targetId });
  const { planId, planTitle, status, use, part, partSqm, wish, kind, translations } = row;
  return {
    ...{ targetId, status, use, part, partSqm, wish, kind },
    plan: { id: planId, title: planTitle },
    unit: toUnitReference(row),
    // The driver leaves JSON as text.
    translations: typeof translations === 'string' ? (JSON.parse(translations) as PlanTranslations) : translations
  };
}

async function readState(context: ServiceContext, { plan, targetId }: FoundTarget) {
  const { rows } = await readPlanRealisation(context, plan.id);
  return rows.find((row) => row.targetId === targetId)!.state;
}

/** A plan that is withdrawn meanwhile begins nothing any more. */
async function assertAdopted({ db }: ServiceContext, planId: number): Promise<void> {
  const [adopted] = await db.execute(sql`select 1 from use_plan where id = ${planId} and status = 'adopted' for share`);
  if (!adopted) throw refuse('step_not_possible');
}

/** The measure that was begun for this target, or for the same one in another version of the plan. */
async function findMeasure({ db }: ServiceContext, { plan, unit, part }: FoundTarget): Promise<number | null> {
  const [found] = await db.execute<{ id: number }>(sql`
    select m.id from plan_follow_up f join measure m on m.id = f.measure_id and m.cancelled_on is null
    join use_plan_target g on g.id = f.target_id and g.unit_id = ${unit.id} and g.part = ${part}
    join use_plan p on p.id = g.plan_id
    join use_plan own on own.id = ${plan.id} and own.series = p.series and own.quarter_id = p.quarter_id
    order by m.id desc limit 1`);
  return found?.id ?? null;
}
