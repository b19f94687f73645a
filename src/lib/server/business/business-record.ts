import { sql } from 'drizzle-orm';
import { can } from '../../domain/access';
import type { BusinessFacts, BusinessText } from '../../domain/business-facts';
import { DomainError } from '../../domain/errors';
import type { LocalText } from '../../domain/local-text';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { readTexts } from '../record/text-record';
import { idList } from '../record/visibility';

/** The entry of a business as its form begins with it. */
export interface BusinessRecord {
  readonly id: number;
  /** What a save names, so that nobody writes over somebody else. */
  readonly version: number;
  readonly facts: BusinessFacts;
  /** The description in every language. */
  readonly texts: Readonly<Record<BusinessText, LocalText>>;
}

type Row = { [Field in keyof BusinessFacts]: BusinessFacts[Field] } & { id: number; version: number };

/** In the language of the base columns, whatever the reader's. Throws `forbidden`, `not_found`. */
export async function readBusinessRecord(context: ServiceContext, id: number): Promise<BusinessRecord> {
  assertCapable(context, 'business:change');
  if (!can(context.actor, 'business:change', { businessId: id })) throw new DomainError('forbidden', 'role_needed');
  const [row] = await context.db.execute<Row>(sql`
    select b.id, b.name, b.description, to_json(b.languages) as languages, b.languages_consent as "languagesConsent",
      b.opening_hours as "openingHours", b.website, b.founded_on::text as "foundedOn", b.jobs,
      b.training_places as "trainingPlaces", b.open_jobs as "openJobs", b.open_training_places as "openTrainingPlaces",
      coalesce((select v.version from record_version v where v.entity = 'business' and v.entity_id = b.id), 0) as version
    from business b join quarter q on q.id = b.quarter_id and q.slug = ${context.quarter} where b.id = ${id}`);
  if (!row) throw new DomainError('not_found', 'business_not_found', { id });
  const { version, name, description, languages, languagesConsent, openingHours, website, foundedOn } = row;
  const { jobs, trainingPlaces, openJobs, openTrainingPlaces } = row;
  return {
    id,
    version,
    facts: {
      ...{ name, description, languages: readList(languages), languagesConsent, openingHours, website, foundedOn },
      ...{ jobs, trainingPlaces, openJobs, openTrainingPlaces }
    },
    texts: await readTexts<BusinessText>(context, { entity: 'business', id, base: { description } })
  };
}

/** The driver leaves JSON as text. */
function readList(value: unknown): readonly string[] {
  return typeof value === 'string' ? (JSON.parse(value) as string[]) : (value as string[]);
}

/** The entries that the actor keeps as their business, by name. */
export async function listOwnBusinesses(context: ServiceContext): Promise<readonly { id: number; name: string }[]> {
  assertCapable(context, 'business:change');
  return context.db.execute<{ id: number; name: string }>(sql`
    select b.id, b.name from business b join quarter q on q.id = b.quarter_id and q.slug = ${context.quarter}
    where b.id = any(${idList(context.actor.businessIds)}) order by b.name, b.id`);
}
