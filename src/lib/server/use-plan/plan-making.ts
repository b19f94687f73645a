import { sql } from 'drizzle-orm';
import { isId } from '../../domain/id-list';
import { isIsoDate, type IsoDate } from '../../domain/interval';
import { checkTypedTexts, type TypedTexts } from '../../domain/local-text';
import { PLAN_TEXT_LENGTHS, type PlanText } from '../../domain/plan/plan-text';
import { checkText } from '../../domain/free-text';
import { refuse, rejectIssues, type Issue } from '../../domain/refusal';
import { assertCapable } from '../authorise';
import { inChange, type Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { usePlan } from '../db/schema';
import { findSurveySource } from '../record/survey-source';
import { hashText, writeTexts } from '../record/text-record';
import { readStoredContents } from './plan-content';
import { findOpenPlan, findPlan, type PlanClaim } from './plan-record';
import { insertContent } from './plan-save';

/** What a plan says of itself. */
export interface PlanDescription {
  readonly texts: TypedTexts<PlanText>;
  readonly horizonOn: IsoDate;
}

export interface NewPlan extends PlanDescription {
  /** The block that it is about; null: the whole quarter. */
  readonly blockId: number | null;
}

const ENTITY = 'use_plan';

/**
 * Begins an empty draft; its id.
 * @throws {InvalidInput} naming the fields
 * @throws {DomainError} `forbidden`
 */
export async function createPlan(context: ServiceContext, plan: NewPlan): Promise<Changed<number>> {
  assertCapable(context, 'plan:change');
  rejectIssues([...checkDescription(plan), ...(await checkBlock(context, plan.blockId))]);
  const id = await nextId(context);
  return inChange(context, [{ entity: ENTITY, id, version: null }], async (inside) => {
    const { texts, horizonOn, blockId } = plan;
    const ref = `P-${id}`;
    await inside.db.insert(usePlan).values({
      ...{ id, quarterId: ofQuarter(inside), blockId, ref, series: ref, status: 'draft', horizonOn },
      ...{ title: texts.base.title ?? '', summary: texts.base.summary ?? '' },
      sourceId: await findSurveySource(inside, 'other')
    });
    await writeTexts(inside, { entity: ENTITY, id }, texts);
    return { note: { action: 'create_plan', entity: ENTITY, entityId: id }, result: id };
  });
}

export interface PlanCopy {
  readonly planId: number;
  /** `copy`: a scenario of its own that branches from here; `version`: what shall follow this plan. */
  readonly as: 'copy' | 'version';
  /** In the base language; without one, the copy is called as the plan is. */
  readonly title?: string | null;
}

/**
 * Begins a draft with all that another plan says, whatever its state; its id. A plan of which a version is drawn
 * already gets no second one.
 * @throws {InvalidInput} `title`
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` `step_not_possible`
 */
export async function copyPlan(
  context: ServiceContext,
  { planId, as, title = null }: PlanCopy
): Promise<Changed<number>> {
  assertCapable(context, 'plan:change');
  await findPlan(context, planId);
  rejectIssues(checkText('title', title, PLAN_TEXT_LENGTHS.title));
  const id = await nextId(context);
  const claims = [planId, id].map((one) => ({ entity: 'use_plan' as const, id: one, version: null }));
  return inChange(context, claims, async (inside) => {
    const { series } = await findPlan(inside, planId);
    const version = as === 'version' ? await nextVersion(inside, series) : 1;
    const ref = `P-${id}`;
    await inside.db.execute(sql`
      insert into use_plan (id, quarter_id, block_id, ref, series, version, based_on_id, title, summary, status, horizon_on,
        source_id)
      select ${id}::integer, quarter_id, block_id, ${ref}::text, ${as === 'version' ? series : ref}::text, ${version}::smallint,
        id, coalesce(${title}::text, title), summary, 'draft', horizon_on, ${await findSurveySource(inside, 'other')}::integer
      from use_plan where id = ${planId}`);
    // A title of its own has no translation yet.
    await inside.db.execute(sql`
      insert into translation (entity, entity_id, field, locale, text, state, source_hash)
      select entity, ${id}::integer, field, locale, text, state, source_hash from translation
      where entity = 'use_plan' and entity_id = ${planId}
        and (field <> 'title' or ${title}::text is null or source_hash = ${hashText(title ?? '')})`);
    const content = (await readStoredContents(inside, [planId])).get(planId)!;
    await insertContent(inside, id, content);
    return {
      note: { action: 'copy_plan', entity: ENTITY, entityId: id, detail: { from: planId, version } },
      result: id
    };
  });
}

/**
 * Other words for a draft, or another horizon.
 * @throws {InvalidInput} naming the fields
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` `plan_is_frozen`, `changed_meanwhile`
 */
export async function describePlan(
  context: ServiceContext,
  { plan, texts, horizonOn }: PlanDescription & { readonly plan: PlanClaim }
): Promise<Changed<number>> {
  assertCapable(context, 'plan:change');
  const { id } = await findOpenPlan(context, plan.id);
  rejectIssues(checkDescription({ texts, horizonOn }));
  return inChange(context, [{ entity: ENTITY, ...plan }], async (inside) => {
    await findOpenPlan(inside, id);
    const written = await inside.db.execute(sql`
      update use_plan set title = ${texts.base.title ?? ''}, summary = ${texts.base.summary ?? ''}, horizon_on = ${horizonOn}::date
      where id = ${id} and (title, summary, horizon_on)
        is distinct from (${texts.base.title ?? ''}, ${texts.base.summary ?? ''}, ${horizonOn}::date) returning id`);
    const isTranslated = await writeTexts(inside, { entity: ENTITY, id }, texts);
    if (written.length === 0 && !isTranslated) rejectIssues([{ field: 'form', code: 'nothing_changed' }]);
    return { note: { action: 'describe_plan', entity: ENTITY, entityId: id }, result: id };
  });
}

function checkDescription({ texts, horizonOn }: PlanDescription): Issue[] {
  return [
    ...checkTypedTexts(texts, { lengths: PLAN_TEXT_LENGTHS, required: ['title'] }),
    ...(isIsoDate(horizonOn) ? [] : [{ field: 'horizonOn', code: 'not_a_day' as const }])
  ];
}

async function checkBlock({ db, quarter }: ServiceContext, blockId: number | null): Promise<Issue[]> {
  if (blockId === null) return [];
  const [block] = isId(blockId)
    ? await db.execute(sql`
        select 1 from block k join quarter q on q.id = k.quarter_id and q.slug = ${quarter} where k.id = ${blockId}`)
    : [];
  return block ? [] : [{ field: 'blockId', code: 'unknown_code' }];
}

async function nextId({ db }: ServiceContext): Promise<number> {
  const [next] = await db.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('use_plan', 'id'))::integer as id`
  );
  return next!.id;
}

/** Changes of plans take turns, so that no two versions get one number. */
async function nextVersion({ db, quarter }: ServiceContext, series: string): Promise<number> {
  const [found] = await db.execute<{ last: number; isDrawn: boolean }>(sql`
    select max(p.version)::integer as last, bool_or(p.status = 'draft') as "isDrawn"
    from use_plan p join quarter q on q.id = p.quarter_id and q.slug = ${quarter} where p.series = ${series}`);
  if (found!.isDrawn) throw refuse('step_not_possible');
  return found!.last + 1;
}

const ofQuarter = ({ quarter }: ServiceContext) => sql<number>`(select id from quarter where slug = ${quarter})`;
