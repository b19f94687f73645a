import { sql, type SQL } from 'drizzle-orm';
import { can } from '../../domain/access';
import type { UseClass } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import type { IsoDate } from '../../domain/interval';
import type { BusinessDetail } from '../../domain/unit';
import type { ServiceContext } from '../context';
import { business } from '../db/schema';
import { provenanceColumns, toProvenance, type ProvenanceRow } from '../record/provenance';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { groupRows } from '../record/grouping';
import { localText } from '../record/translation';
import { idList, isUnitWithheld, seenOccupancy } from '../record/visibility';

type DetailRow = ProvenanceRow & {
  id: number;
  name: string;
  description: string | null;
  branchScheme: 'WZ2008' | 'WZ2025' | null;
  branchCode: string | null;
  languages: string[];
  openingHours: string | null;
  website: string | null;
  foundedOn: string | null;
  jobs: number | null;
  trainingPlaces: number | null;
  openJobs: number | null;
  openTrainingPlaces: number | null;
};
type PlaceRow = UnitReferenceRow & { business: number; use: UseClass | null };

/**
 * A business with the units that it uses on `date`. A business whose name is not public does not exist for
 * the public, nor does its place in a unit whose status is withheld. Throws `not_found`.
 */
export async function getBusiness(context: ServiceContext, id: number, date: IsoDate): Promise<BusinessDetail> {
  const [found] = await readBusinesses(context, sql`business.id = ${id}`, date);
  if (!found) throw new DomainError('not_found', 'business_not_found', { id });
  return found;
}

/** All businesses that the actor may see, by name; those that use no unit on `date` have no units. */
export function listBusinesses(
  context: ServiceContext,
  { date }: { readonly date: IsoDate }
): Promise<BusinessDetail[]> {
  return readBusinesses(context, sql`true`, date);
}

async function readBusinesses(context: ServiceContext, condition: SQL, date: IsoDate): Promise<BusinessDetail[]> {
  const isShown = sql`business.quarter_id = (select id from quarter where slug = ${context.quarter})
    and (business.is_public or ${can(context.actor, 'natural-person:read')}::boolean
      or business.id = any(${idList(context.actor.businessIds)})) and ${condition}`;
  const text = (field: 'name' | 'description') =>
    localText<string | null>(context, { entity: 'business', field, id: business.id, base: business[field] });
  const seen = seenOccupancy(context);
  const [rows, places] = await Promise.all([
    context.db.execute<DetailRow>(sql`
      select business.id, ${text('name')} as name, ${text('description')} as description, business.branch_scheme as "branchScheme",
        business.branch_code as "branchCode",
        case when business.languages_consent then business.languages else '{}' end as languages,
        business.opening_hours as "openingHours", business.website, business.founded_on::text as "foundedOn",
        business.jobs, business.training_places as "trainingPlaces",
        business.open_jobs as "openJobs", business.open_training_places as "openTrainingPlaces", ${provenanceColumns(context)}
      from business join source on source.id = business.source_id
      where ${isShown} order by business.name, business.id`),
    context.db.execute<PlaceRow>(sql`
      select business.id as business, o.use_class as use, ${UNIT_REFERENCE}
      from business join tenancy t on t.business_id = business.id
      join occupancy o on o.tenancy_id = t.id
      join unit on unit.id = o.unit_id
      join building b on b.id = unit.building_id
      where ${isShown} and not ${isUnitWithheld(context.actor)} and ${seen.isSeen} and ${seen.valid} @> ${date}::date
      order by b.sequence nulls last, b.id, unit.position, unit.id`)
  ]);
  const byBusiness = groupRows(places, (place) => place.business);
  return rows.map((row) => toDetail(row, byBusiness.get(row.id) ?? []));
}

function toDetail(row: DetailRow, places: readonly PlaceRow[]): BusinessDetail {
  const { id, name, description, languages, openingHours, website, foundedOn, jobs, trainingPlaces } = row;
  const { openJobs, openTrainingPlaces } = row;
  return {
    ...{ id, name, description, languages, openingHours, website, foundedOn, jobs, trainingPlaces },
    ...{ openJobs, openTrainingPlaces },
    branch: row.branchScheme && row.branchCode ? { scheme: row.branchScheme, code: row.branchCode } : null,
    units: places.map(toUnitReference),
    use: places[0]?.use ?? null,
    provenance: toProvenance(row)
  };
}
