import { sql } from 'drizzle-orm';
import type { GuideStepKind, SourceNature, UseClass } from '../../domain/codes';
import { isStepFor, type GuideStep, type StepText } from '../../domain/guide';
import type { ServiceContext } from '../context';
import { localText } from '../record/translation';
import { listOffices } from './office';

type StepRow = {
  id: number;
  ref: string;
  kind: GuideStepKind;
  uses: string;
  title: string;
  body: string;
  duration: string | null;
  legalBasis: string | null;
  link: string | null;
  officeId: number | null;
  nature: SourceNature;
};

/** The published steps to a shop in their order, for one kind of use or, with null, for all. */
export async function listGuideSteps(
  context: ServiceContext,
  { use }: { readonly use: UseClass | null }
): Promise<readonly GuideStep[]> {
  const text = (field: StepText) =>
    localText<string | null>(context, {
      entity: 'guide_step',
      field,
      id: sql`step.id`,
      base: sql`step.${sql.identifier(field)}`
    });
  const [rows, offices] = await Promise.all([
    context.db.execute<StepRow>(sql`
      select step.id, step.ref, step.kind, to_json(step.uses)::text as uses, ${text('title')} as title,
        ${text('body')} as body, ${text('duration')} as duration, ${text('legal_basis')} as "legalBasis", step.link,
        step.office_id as "officeId", source.nature
      from guide_step step
      join quarter q on q.id = step.quarter_id and q.slug = ${context.quarter}
      join source on source.id = step.source_id
      where step.is_published order by step.position, step.id`),
    listOffices(context)
  ]);
  const officeById = new Map(offices.map((office) => [office.id, office]));
  return rows
    .map(({ uses, officeId, ...step }): GuideStep => ({
      ...step,
      uses: JSON.parse(uses) as UseClass[],
      office: officeId === null ? null : (officeById.get(officeId) ?? null)
    }))
    .filter((step) => isStepFor(step, use));
}
