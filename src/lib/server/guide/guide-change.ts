import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import { checkStepFacts, GUIDE_LENGTHS, type StepFacts, type StepText } from '../../domain/guide';
import { isId } from '../../domain/id-list';
import { checkTypedTexts, type TypedTexts } from '../../domain/local-text';
import { rejectIssues } from '../../domain/refusal';
import { assertCapable } from '../authorise';
import { inChange, type Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { guideStep } from '../db/schema';
import { findSurveySource } from '../record/survey-source';
import { dropTexts, writeTexts } from '../record/text-record';

export interface StepClaim {
  readonly id: number;
  /** The version that its author had seen; null takes the step as it is. */
  readonly version: number | null;
}

export interface StepInput {
  readonly facts: StepFacts;
  readonly texts: TypedTexts<StepText>;
}

const ENTITY = 'guide_step';

const { title, body, duration, legal_basis } = GUIDE_LENGTHS;

function checkStep({ facts, texts }: StepInput): void {
  const lengths = { title, body, duration, legal_basis };
  rejectIssues([...checkStepFacts(facts), ...checkTypedTexts(texts, { lengths, required: ['title', 'body'] })]);
}

/**
 * Adds a step after the last one; it is hidden until somebody publishes it.
 * @throws {DomainError} `forbidden`, `invalid`
 */
export async function addGuideStep(context: ServiceContext, step: StepInput): Promise<Changed<number>> {
  assertCapable(context, 'guide:change');
  checkStep(step);
  return inChange(context, [], async (inside) => {
    const [last] = await inside.db.execute<{ position: number; quarterId: number }>(sql`
      select q.id as "quarterId", coalesce(max(s.position), 0)::integer as position
      from quarter q left join guide_step s on s.quarter_id = q.id where q.slug = ${context.quarter} group by q.id`);
    const [made] = await inside.db
      .insert(guideStep)
      .values({
        ...(await columnsOf(inside, step)),
        quarterId: last!.quarterId,
        ref: `step-${randomUUID().slice(0, 8)}`,
        position: last!.position + 1,
        isPublished: false,
        sourceId: await findSurveySource(inside, 'other')
      })
      .returning({ id: guideStep.id });
    await writeTexts(inside, { entity: ENTITY, id: made!.id }, step.texts);
    return { note: { action: 'change_guide', entity: ENTITY, entityId: made!.id }, result: made!.id };
  });
}

/**
 * Other facts and texts of a step.
 * @throws {DomainError} `forbidden`, `not_found`, `invalid` (`nothing_changed` at the title), `conflict`
 */
export async function changeGuideStep(
  context: ServiceContext,
  change: StepInput & { readonly step: StepClaim }
): Promise<Changed<number>> {
  assertCapable(context, 'guide:change');
  checkStep(change);
  const { id } = await findStep(context, change.step.id);
  return inChange(context, [{ entity: ENTITY, ...change.step }], async (inside) => {
    const wanted = await columnsOf(inside, change);
    const [before] = await inside.db.select().from(guideStep).where(eq(guideStep.id, id));
    const isSame = (Object.keys(wanted) as (keyof typeof wanted)[]).every(
      (key) => JSON.stringify(before![key]) === JSON.stringify(wanted[key])
    );
    if (!isSame) await inside.db.update(guideStep).set(wanted).where(eq(guideStep.id, id));
    const isTranslated = await writeTexts(inside, { entity: ENTITY, id }, change.texts);
    if (isSame && !isTranslated) rejectIssues([{ field: 'title', code: 'nothing_changed' }]);
    return { note: { action: 'change_guide', entity: ENTITY, entityId: id }, result: id };
  });
}

/** Shows a step to the public, or hides it. Errors as `changeGuideStep`. */
export async function showGuideStep(
  context: ServiceContext,
  { step, isPublished }: { readonly step: StepClaim; readonly isPublished: boolean }
): Promise<Changed<number>> {
  assertCapable(context, 'guide:change');
  const { id } = await findStep(context, step.id);
  return inChange(context, [{ entity: ENTITY, ...step }], async ({ db }) => {
    const changed = await db.execute(sql`
      update guide_step set is_published = ${isPublished}::boolean
      where id = ${id} and is_published <> ${isPublished}::boolean returning 1`);
    if (changed.length === 0) rejectIssues([{ field: 'form', code: 'nothing_changed' }]);
    return { note: { action: 'change_guide', entity: ENTITY, entityId: id }, result: id };
  });
}

/** Lets a step change places with the one before or after it. Nothing happens at the ends: `nothing_changed`. */
export async function moveGuideStep(
  context: ServiceContext,
  { step, by }: { readonly step: StepClaim; readonly by: -1 | 1 }
): Promise<Changed<number>> {
  assertCapable(context, 'guide:change');
  const { id, place, order } = await findStep(context, step.id);
  const other = order[place + by];
  if (other === undefined) rejectIssues([{ field: 'form', code: 'nothing_changed' }]);
  const claims = [
    { entity: ENTITY, ...step },
    { entity: ENTITY, id: other!, version: null }
  ] as const;
  return inChange(context, claims, async ({ db }) => {
    // Two steps may have the same position, such as one that was seeded later: then their order is made plain first.
    const wanted = order.with(place, other!).with(place + by, id);
    await db.execute(sql`
      update guide_step s set position = w.position
      from jsonb_array_elements_text(${JSON.stringify(wanted)}::jsonb) with ordinality as w(id, position)
      where s.id = w.id::integer and s.position <> w.position`);
    return { note: { action: 'change_guide', entity: ENTITY, entityId: id }, result: id };
  });
}

/** Takes a step out of the guide. Errors as `changeGuideStep`. */
export async function removeGuideStep(context: ServiceContext, step: StepClaim): Promise<Changed<number>> {
  assertCapable(context, 'guide:change');
  const { id } = await findStep(context, step.id);
  return inChange(context, [{ entity: ENTITY, ...step }], async (inside) => {
    await dropTexts(inside, { entity: ENTITY, id });
    await inside.db.delete(guideStep).where(eq(guideStep.id, id));
    return { note: { action: 'change_guide', entity: ENTITY, entityId: id }, result: id };
  });
}

/** The step's place in the order of all. Throws `not_found`. */
async function findStep(
  { db, quarter }: ServiceContext,
  id: number
): Promise<{ readonly id: number; readonly place: number; readonly order: number[] }> {
  const rows = await db.execute<{ id: number }>(sql`
    select s.id from guide_step s join quarter q on q.id = s.quarter_id and q.slug = ${quarter} order by s.position, s.id`);
  const order = rows.map((row) => row.id);
  const place = isId(id) ? order.indexOf(id) : -1;
  if (place < 0) throw new DomainError('not_found', 'guide_step_not_found', { id });
  return { id, place, order };
}

async function columnsOf({ db, quarter }: ServiceContext, { facts, texts }: StepInput) {
  const { officeId } = facts;
  const [office] =
    officeId === null
      ? [{ id: null }]
      : await db.execute<{ id: number }>(sql`
          select o.id from advice_office o join quarter q on q.id = o.quarter_id and q.slug = ${quarter}
          where o.id = ${officeId}::integer`);
  if (!office) rejectIssues([{ field: 'officeId', code: 'unknown_code' }]);
  return {
    kind: facts.kind,
    uses: [...facts.uses],
    link: facts.link,
    officeId,
    title: texts.base.title ?? '',
    body: texts.base.body ?? '',
    duration: texts.base.duration,
    legalBasis: texts.base.legal_basis
  };
}
