import { eq, inArray } from 'drizzle-orm';
import type { QuarterDataset } from '../../../../../geodata/steps/dataset';
import { adviceOffice, guideStep } from '../schema/index';
import { isAuthored, note, sourceId, translate, type SeedContext } from './context';
import { syncRows } from './sync';

/** The steps to one's own shop, and who can be asked. What people took out stays out. */
export async function seedGuide(context: SeedContext, data: QuarterDataset): Promise<void> {
  const offices = await seedOffices(context, data);
  const { db, quarterId, edited } = context;
  const steps = await syncRows({
    stored: await db.select().from(guideStep).where(eq(guideStep.quarterId, quarterId)),
    wanted: data.guide.map(({ ref, kind, uses, title, body, duration, legalBasis, link, office, source }, index) => ({
      ...{ quarterId, ref, kind, link },
      uses: [...uses],
      position: index + 1,
      title: title.base,
      body: body.base,
      duration: duration?.base ?? null,
      legalBasis: legalBasis?.base ?? null,
      officeId: office === null ? null : (offices.get(office) ?? null),
      sourceId: sourceId(context, source)
    })),
    keyOf: ({ ref }) => ref,
    insert: (rows) => db.insert(guideStep).values(rows).returning({ id: guideStep.id }),
    update: (id, row) => db.update(guideStep).set(row).where(eq(guideStep.id, id)),
    isObsolete: isAuthored(context),
    isEdited: ({ id }) => edited.guideSteps.has(id),
    mayInsert: ({ ref }) => !edited.removed.has(`guide_step ${ref}`)
  });
  note(context, 'guide_step', steps, () => db.delete(guideStep).where(inArray(guideStep.id, [...steps.obsolete])));
  for (const { ref, title, body, duration, legalBasis } of data.guide) {
    const entityId = steps.ids.get(ref);
    if (entityId === undefined || edited.guideSteps.has(entityId)) continue;
    const record = { entity: 'guide_step', entityId };
    translate(context, { ...record, field: 'title' }, title);
    translate(context, { ...record, field: 'body' }, body);
    translate(context, { ...record, field: 'duration' }, duration);
    translate(context, { ...record, field: 'legal_basis' }, legalBasis);
  }
}

async function seedOffices(context: SeedContext, data: QuarterDataset): Promise<ReadonlyMap<string, number>> {
  const { db, quarterId, edited } = context;
  const steps = await db.select().from(guideStep).where(eq(guideStep.quarterId, quarterId));
  const named = new Set(steps.filter(({ id }) => edited.guideSteps.has(id)).map(({ officeId }) => officeId));
  const offices = await syncRows({
    stored: await db.select().from(adviceOffice).where(eq(adviceOffice.quarterId, quarterId)),
    wanted: data.offices.map(({ name, description, languages, source, ...values }) => ({
      ...values,
      quarterId,
      name: name.base,
      description: description.base,
      languages: [...languages],
      sourceId: sourceId(context, source)
    })),
    keyOf: ({ ref }) => ref,
    insert: (rows) => db.insert(adviceOffice).values(rows).returning({ id: adviceOffice.id }),
    update: (id, row) => db.update(adviceOffice).set(row).where(eq(adviceOffice.id, id)),
    isObsolete: isAuthored(context),
    // An office that a person's step names stays with it.
    isEdited: ({ id }, isNamed) => edited.offices.has(id) || (!isNamed && named.has(id)),
    mayInsert: ({ ref }) => !edited.removed.has(`advice_office ${ref}`)
  });
  note(context, 'advice_office', offices, () =>
    db.delete(adviceOffice).where(inArray(adviceOffice.id, [...offices.obsolete]))
  );
  for (const { ref, name, description } of data.offices) {
    const entityId = offices.ids.get(ref);
    if (entityId === undefined || edited.offices.has(entityId)) continue;
    const record = { entity: 'advice_office', entityId };
    translate(context, { ...record, field: 'name' }, name);
    translate(context, { ...record, field: 'description' }, description);
  }
  return offices.ids;
}
