import { sql } from 'drizzle-orm';
import { isCode, SURVEY_METHODS, type SourceNature, type SurveyMethod } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import { ZONE_BASES, ZONE_TYPES, type ZoneBasis, type ZoneType } from '../../domain/plan-codes';
import { rejectIssues, type Issue } from '../../domain/refusal';
import { assertCapable } from '../authorise';
import { inChange, type Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { findSurveySource } from '../record/survey-source';
import { localText } from '../record/translation';

/** The kind of building area of a block (BauNVO) and what it rests on; null is not recorded. */
export interface Zone {
  readonly type: ZoneType | null;
  readonly basis: ZoneBasis | null;
  /** Does § 144 BauGB ask for consent there? */
  readonly isConsentArea: boolean | null;
}

export interface BlockZone extends Zone {
  readonly block: { readonly id: number; readonly slug: string; readonly name: string; readonly version: number };
  /** Where it is known from; null where nothing is recorded. */
  readonly source: {
    readonly title: string;
    readonly note: string | null;
    readonly nature: SourceNature;
  } | null;
}

export interface ZoneChange {
  readonly block: { readonly id: number; readonly version: number | null };
  readonly zone: Zone;
  /** How the desk came to know it. */
  readonly method: SurveyMethod;
  readonly note: string | null;
}

type ZoneRow = {
  id: number;
  slug: string;
  name: string;
  version: number;
  type: ZoneType | null;
  basis: ZoneBasis | null;
  isConsentArea: boolean | null;
  sourceTitle: string | null;
  sourceNote: string | null;
  sourceNature: SourceNature | null;
};

/** Every block of the quarter by name, with its kind of building area. Throws `forbidden`. */
export async function listZones(context: ServiceContext): Promise<readonly BlockZone[]> {
  assertCapable(context, 'plan:change');
  const name = localText(context, { entity: 'block', field: 'name', id: sql`k.id`, base: sql`k.name` });
  const ofSource = (field: 'title' | 'note') =>
    localText<string | null>(context, {
      ...{ entity: 'source', field, id: sql`s.id`, base: sql`s.${sql.identifier(field)}` }
    });
  const rows = await context.db.execute<ZoneRow>(sql`
    select k.id, k.slug, ${name} as name, k.zone_type as type, k.zone_basis as basis, k.is_consent_area as "isConsentArea",
      ${ofSource('title')} as "sourceTitle", ${ofSource('note')} as "sourceNote", s.nature as "sourceNature",
      coalesce((select v.version from record_version v where v.entity = 'block' and v.entity_id = k.id), 0) as version
    from block k join quarter q on q.id = k.quarter_id and q.slug = ${context.quarter}
    left join source s on s.id = k.zone_source_id order by k.name, k.id`);
  return rows.map(({ id, slug, name, version, type, basis, isConsentArea, ...source }) => ({
    ...{ type, basis, isConsentArea },
    block: { id, slug, name, version },
    source:
      source.sourceTitle === null
        ? null
        : { title: source.sourceTitle, note: source.sourceNote, nature: source.sourceNature! }
  }));
}

/** What cannot be: a kind of area needs what it rests on; what is not recorded at all rests on nothing. */
function checkZone({ zone: { type, basis }, method, note }: ZoneChange): Issue[] {
  const issues: Issue[] = [];
  if (type !== null && !isCode(ZONE_TYPES, type)) issues.push({ field: 'type', code: 'unknown_code' });
  if (basis !== null && !isCode(ZONE_BASES, basis)) issues.push({ field: 'basis', code: 'unknown_code' });
  if (type !== null && basis === null) issues.push({ field: 'basis', code: 'required' });
  if (type === null && basis !== null && basis !== 'unclear') issues.push({ field: 'type', code: 'required' });
  if (!isCode(SURVEY_METHODS, method)) issues.push({ field: 'method', code: 'unknown_code' });
  if ((note ?? '').length > 500) issues.push({ field: 'note', code: 'too_long', details: { most: 500 } });
  return issues;
}

/**
 * Records the kind of building area of a block, and whether it lies in an area of consent.
 * @throws {DomainError} `forbidden`, `not_found`, `invalid` (`nothing_changed` at the kind), `conflict`
 */
export async function changeZone(context: ServiceContext, change: ZoneChange): Promise<Changed<number>> {
  assertCapable(context, 'plan:change');
  rejectIssues(checkZone(change));
  const { block, zone, method, note } = change;
  const [found] = isId(block.id)
    ? await context.db.execute<{ id: number }>(sql`
        select k.id from block k join quarter q on q.id = k.quarter_id and q.slug = ${context.quarter} where k.id = ${block.id}`)
    : [];
  if (!found) throw new DomainError('not_found', 'block_not_found', { id: block.id });
  return inChange(context, [{ entity: 'block', ...block }], async (inside) => {
    const sourceId = await findSurveySource(inside, method);
    const { type, basis, isConsentArea } = zone;
    const changed = await inside.db.execute(sql`
      update block set zone_type = ${type}::text, zone_basis = ${basis}::text, is_consent_area = ${isConsentArea}::boolean,
        zone_source_id = ${sourceId}::integer
      where id = ${found.id} and (zone_type, zone_basis, is_consent_area, zone_source_id)
        is distinct from (${type}::text, ${basis}::text, ${isConsentArea}::boolean, ${sourceId}::integer) returning 1`);
    if (changed.length === 0) rejectIssues([{ field: 'type', code: 'nothing_changed' }]);
    return {
      note: { action: 'change_zone', entity: 'block', entityId: found.id, reason: note },
      result: found.id
    };
  });
}
