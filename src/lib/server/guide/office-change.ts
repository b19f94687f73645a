import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import { checkOfficeFacts, GUIDE_LENGTHS, type OfficeFacts, type OfficeText } from '../../domain/guide';
import { isId } from '../../domain/id-list';
import { checkTypedTexts, type TypedTexts } from '../../domain/local-text';
import { rejectIssues } from '../../domain/refusal';
import { assertCapable } from '../authorise';
import { inChange, type Changed } from '../change/audit';
import { checkHours } from '../business/opening';
import type { ServiceContext } from '../context';
import { adviceOffice } from '../db/schema';
import { findSurveySource } from '../record/survey-source';
import { dropTexts, writeTexts } from '../record/text-record';

export interface OfficeClaim {
  readonly id: number;
  /** The version that its author had seen; null takes the office as it is. */
  readonly version: number | null;
}

export interface OfficeInput {
  readonly facts: OfficeFacts;
  readonly texts: TypedTexts<OfficeText>;
}

const ENTITY = 'advice_office';

const { name, description } = GUIDE_LENGTHS;

function checkOffice({ facts, texts }: OfficeInput): void {
  rejectIssues([
    ...checkOfficeFacts(facts),
    ...checkHours('openingHours', facts.openingHours),
    ...checkTypedTexts(texts, { lengths: { name, description }, required: ['name', 'description'] })
  ]);
}

/** Adds somebody who can be asked. @throws {DomainError} `forbidden`, `invalid` */
export async function addOffice(context: ServiceContext, office: OfficeInput): Promise<Changed<number>> {
  assertCapable(context, 'guide:change');
  checkOffice(office);
  return inChange(context, [], async (inside) => {
    const [made] = await inside.db
      .insert(adviceOffice)
      .values({
        ...columnsOf(office),
        quarterId: sql`(select id from quarter where slug = ${context.quarter})`,
        ref: `office-${randomUUID().slice(0, 8)}`,
        sourceId: await findSurveySource(inside, 'other')
      })
      .returning({ id: adviceOffice.id });
    await writeTexts(inside, { entity: ENTITY, id: made!.id }, office.texts);
    return { note: { action: 'change_office', entity: ENTITY, entityId: made!.id }, result: made!.id };
  });
}

/** Other facts and texts of an office. @throws {DomainError} `forbidden`, `not_found`, `invalid`, `conflict` */
export async function changeOffice(
  context: ServiceContext,
  change: OfficeInput & { readonly office: OfficeClaim }
): Promise<Changed<number>> {
  assertCapable(context, 'guide:change');
  checkOffice(change);
  const id = await findOffice(context, change.office.id);
  return inChange(context, [{ entity: ENTITY, ...change.office }], async (inside) => {
    const wanted = columnsOf(change);
    const [before] = await inside.db.select().from(adviceOffice).where(eq(adviceOffice.id, id));
    const isSame = (Object.keys(wanted) as (keyof typeof wanted)[]).every(
      (key) => JSON.stringify(before![key]) === JSON.stringify(wanted[key])
    );
    if (!isSame) await inside.db.update(adviceOffice).set(wanted).where(eq(adviceOffice.id, id));
    const isTranslated = await writeTexts(inside, { entity: ENTITY, id }, change.texts);
    if (isSame && !isTranslated) rejectIssues([{ field: 'name', code: 'nothing_changed' }]);
    return { note: { action: 'change_office', entity: ENTITY, entityId: id }, result: id };
  });
}

/** Takes an office out; refused with `still_referred_to` while a step names it. */
export async function removeOffice(context: ServiceContext, office: OfficeClaim): Promise<Changed<number>> {
  assertCapable(context, 'guide:change');
  const id = await findOffice(context, office.id);
  return inChange(context, [{ entity: ENTITY, ...office }], async (inside) => {
    await dropTexts(inside, { entity: ENTITY, id });
    await inside.db.delete(adviceOffice).where(eq(adviceOffice.id, id));
    return { note: { action: 'change_office', entity: ENTITY, entityId: id }, result: id };
  });
}

async function findOffice({ db, quarter }: ServiceContext, id: number): Promise<number> {
  const [found] = isId(id)
    ? await db.execute(sql`
        select 1 from advice_office o join quarter q on q.id = o.quarter_id and q.slug = ${quarter} where o.id = ${id}`)
    : [];
  if (!found) throw new DomainError('not_found', 'advice_office_not_found', { id });
  return id;
}

function columnsOf({ facts, texts }: OfficeInput) {
  return {
    ...facts,
    languages: [...facts.languages],
    name: texts.base.name ?? '',
    description: texts.base.description ?? ''
  };
}
