import { sql } from 'drizzle-orm';
import type { MeasureType } from '../../domain/codes';
import { checkTypedTexts, type TypedTexts } from '../../domain/local-text';
import { rejectIssues } from '../../domain/refusal';
import type { ServiceContext } from '../context';
import { measure, measureBuilding } from '../db/schema';
import { getQuarter } from '../quarter';
import { findSurveySource } from '../record/survey-source';
import { writeTexts } from '../record/text-record';

/** Texts of a measure that have translations. */
export type MeasureText = 'title' | 'summary';

export interface NewMeasure {
  readonly type: MeasureType;
  readonly texts: TypedTexts<MeasureText>;
  readonly buildingIds: readonly number[];
}

const LENGTHS: Readonly<Record<MeasureText, number>> = { title: 200, summary: 2000 };

/**
 * Makes a measure without milestones or money, so that it is planned. Call it within the change that it belongs to; the
 * id of the measure. Throws `InvalidInput`.
 */
export async function insertMeasure(inside: ServiceContext, wanted: NewMeasure): Promise<number> {
  const { type, texts, buildingIds } = wanted;
  rejectIssues(checkTypedTexts(texts, { lengths: LENGTHS, required: ['title', 'summary'] }));
  const { id: quarterId } = await getQuarter(inside);
  const [next] = await inside.db.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('measure', 'id'))::integer as id`
  );
  const { id } = next!;
  await inside.db.insert(measure).values({
    ...{ id, quarterId, type, ref: `M-${id}` },
    title: texts.base.title ?? '',
    summary: texts.base.summary ?? '',
    sourceId: await findSurveySource(inside, 'other')
  });
  await inside.db.insert(measureBuilding).values(buildingIds.map((buildingId) => ({ measureId: id, buildingId })));
  await writeTexts(inside, { entity: 'measure', id }, texts);
  return id;
}
