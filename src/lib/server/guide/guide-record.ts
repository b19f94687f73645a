import { sql } from 'drizzle-orm';
import type { GuideStepKind, SourceNature, UseClass } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import type { OfficeFacts, OfficeText, StepFacts, StepText } from '../../domain/guide';
import { isId } from '../../domain/id-list';
import type { LocalText } from '../../domain/local-text';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { readTexts } from '../record/text-record';

/** A step as the desk's list shows it, in the base language. */
export interface StepSummary {
  readonly id: number;
  readonly version: number;
  readonly ref: string;
  readonly kind: GuideStepKind;
  readonly uses: readonly UseClass[];
  readonly title: string;
  readonly isPublished: boolean;
  /** Languages in which a text is missing or older than its original. */
  readonly staleLocales: readonly string[];
}

/** A step as its form begins with it. */
export interface StepRecord {
  readonly id: number;
  readonly version: number;
  readonly ref: string;
  readonly isPublished: boolean;
  readonly facts: StepFacts;
  readonly texts: Readonly<Record<StepText, LocalText>>;
}

export interface OfficeRecord {
  readonly id: number;
  readonly version: number;
  readonly nature: SourceNature;
  readonly facts: OfficeFacts;
  readonly texts: Readonly<Record<OfficeText, LocalText>>;
  /** How many steps name it. */
  readonly stepCount: number;
}

export interface OfficeSummary {
  readonly id: number;
  readonly name: string;
  readonly languages: readonly string[];
  readonly nature: SourceNature;
}

type StepRow = Omit<StepSummary, 'uses' | 'staleLocales'> & {
  uses: string;
  duration: string | null;
  body: string;
  legalBasis: string | null;
  link: string | null;
  officeId: number | null;
};

const STEPS = sql`
  select step.id, step.ref, step.kind, to_json(step.uses)::text as uses, step.title, step.body, step.duration,
    step.legal_basis as "legalBasis", step.link, step.office_id as "officeId", step.is_published as "isPublished",
    coalesce((select v.version from record_version v where v.entity = 'guide_step' and v.entity_id = step.id), 0) as version
  from guide_step step join quarter q on q.id = step.quarter_id`;

/** Every step in its order, hidden ones too. Throws `forbidden`. */
export async function listStepRecords(
  context: ServiceContext,
  locales: readonly string[]
): Promise<readonly StepSummary[]> {
  assertCapable(context, 'guide:change');
  const rows = await context.db.execute<StepRow>(
    sql`${STEPS} where q.slug = ${context.quarter} order by step.position, step.id`
  );
  const found: StepSummary[] = [];
  for (const row of rows) {
    const texts = Object.entries(await textsOf(context, row));
    // The names of laws are the same in every language: they need no translation.
    const isStale = (locale: string) =>
      texts.some(
        ([field, { base, others }]) => base !== null && (others[locale]?.isOutdated ?? !(field === 'legal_basis'))
      );
    const { id, version, ref, kind, title, isPublished } = row;
    const uses = JSON.parse(row.uses) as UseClass[];
    found.push({ id, version, ref, kind, uses, title, isPublished, staleLocales: locales.filter(isStale) });
  }
  return found;
}

/** One step with its texts in every language. Throws `forbidden`, `not_found`. */
export async function readStepRecord(context: ServiceContext, id: number): Promise<StepRecord> {
  assertCapable(context, 'guide:change');
  const [row] = isId(id)
    ? await context.db.execute<StepRow>(sql`${STEPS} where q.slug = ${context.quarter} and step.id = ${id}`)
    : [];
  if (!row) throw new DomainError('not_found', 'guide_step_not_found', { id });
  const { version, ref, isPublished, kind, link, officeId } = row;
  const facts = { kind, uses: JSON.parse(row.uses) as UseClass[], link, officeId };
  return { id, version, ref, isPublished, facts, texts: await textsOf(context, row) };
}

function textsOf(context: ServiceContext, { id, title, body, duration, legalBasis }: StepRow) {
  return readTexts<StepText>(context, {
    entity: 'guide_step',
    id,
    base: { title, body, duration, legal_basis: legalBasis }
  });
}

type OfficeRow = Omit<OfficeFacts, 'languages'> & {
  id: number;
  version: number;
  name: string;
  description: string;
  languages: string;
  nature: SourceNature;
  stepCount: number;
};

const OFFICES = sql`
  select office.id, office.name, office.description, office.address, to_json(office.languages)::text as languages,
    office.email, office.phone, office.website, office.opening_hours as "openingHours", source.nature,
    (select count(*)::integer from guide_step s where s.office_id = office.id) as "stepCount",
    coalesce((select v.version from record_version v where v.entity = 'advice_office' and v.entity_id = office.id), 0)
      as version
  from advice_office office join quarter q on q.id = office.quarter_id join source on source.id = office.source_id`;

/** Every office by its name in the base language. Throws `forbidden`. */
export async function listOfficeRecords(context: ServiceContext): Promise<readonly OfficeSummary[]> {
  assertCapable(context, 'guide:change');
  const rows = await context.db.execute<OfficeRow>(
    sql`${OFFICES} where q.slug = ${context.quarter} order by office.name, office.id`
  );
  return rows.map(({ id, name, languages, nature }) => ({
    ...{ id, name, nature },
    languages: JSON.parse(languages) as string[]
  }));
}

/** One office with its texts in every language. Throws `forbidden`, `not_found`. */
export async function readOfficeRecord(context: ServiceContext, id: number): Promise<OfficeRecord> {
  assertCapable(context, 'guide:change');
  const [row] = isId(id)
    ? await context.db.execute<OfficeRow>(sql`${OFFICES} where q.slug = ${context.quarter} and office.id = ${id}`)
    : [];
  if (!row) throw new DomainError('not_found', 'advice_office_not_found', { id });
  const { version, nature, stepCount, name, description, address, email, phone, website, openingHours } = row;
  return {
    ...{ id, version, nature, stepCount },
    facts: { address, languages: JSON.parse(row.languages) as string[], email, phone, website, openingHours },
    texts: await readTexts<OfficeText>(context, { entity: 'advice_office', id, base: { name, description } })
  };
}
