import { sql } from 'drizzle-orm';
import { can, reachOf } from '../../domain/access';
import type { StoreyType } from '../../domain/codes';
import type { IsoDate } from '../../domain/interval';
import { isOffered } from '../../domain/listing-draft';
import { OPEN_STATUSES } from '../../domain/listing-state';
import { refuse } from '../../domain/refusal';
import type { UnitReference } from '../../domain/unit';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { idList } from '../record/visibility';
import { assertMayChange } from '../unit/occupancy';

/** What is recorded of a unit that somebody wants to offer: the form begins with it. */
export interface UnitToOffer {
  readonly unit: UnitReference;
  readonly storeyType: StoreyType;
  readonly level: number;
  readonly frontageM: number | null;
  readonly hasOwnEntrance: boolean;
  readonly isStepFree: boolean | null;
  readonly powerKw: number | null;
  readonly hasExtractor: boolean | null;
  readonly hasToilet: boolean | null;
  readonly isUnitLet: boolean;
  /** The known end of the tenancy that holds today; null also where the actor may not see it. */
  readonly freeOn: IsoDate | null;
  /** Its open offer, of which there is only one at a time. */
  readonly open: { readonly id: number; readonly title: string } | null;
  /** The organisation that has the house. */
  readonly organisation: { readonly id: number; readonly name: string } | null;
}

type UnitRow = UnitReferenceRow &
  Omit<UnitToOffer, 'unit' | 'open' | 'organisation'> & {
    openId: number | null;
    openTitle: string | null;
    organisationId: number | null;
    organisationName: string | null;
  };

/**
 * A unit with what its offer begins with.
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` `unit_not_offered` for a dwelling, `unit_not_there_then`
 * for a unit that has ended
 */
export async function readUnitToOffer(context: ServiceContext, unitId: number): Promise<UnitToOffer> {
  await assertMayChange(context, [unitId], 'listing:change');
  const { today, actor } = context;
  const [row] = await context.db.execute<UnitRow & { isThere: boolean }>(sql`
    select ${UNIT_REFERENCE}, s.type as "storeyType", s.level, unit.frontage_m as "frontageM",
      unit.has_own_entrance as "hasOwnEntrance", unit.is_step_free as "isStepFree", unit.power_kw as "powerKw",
      unit.has_extractor as "hasExtractor", unit.has_toilet as "hasToilet",
      (upper_inf(unit.valid) or upper(unit.valid) > ${today}::date) as "isThere",
      coalesce(o.status = 'occupied', false) as "isUnitLet",
      case when o.status in ('occupied', 'interim') then coalesce(t.known_end_on, upper(o.valid))::text end as "freeOn",
      open.id as "openId", open.title as "openTitle", own.id as "organisationId", own.name as "organisationName"
    from unit join building b on b.id = unit.building_id join storey s on s.id = unit.storey_id
    left join occupancy o on o.unit_id = unit.id and o.valid @> ${today}::date
    left join tenancy t on t.id = o.tenancy_id
    left join lateral (${openOffer}) open on true
    left join lateral (
      select org.id, org.name from organisation_building ob join organisation org on org.id = ob.organisation_id
      where ob.building_id = b.id
      order by exists (select from account_grant g
        where g.organisation_id = org.id and g.account_id = ${actor.account?.id ?? null}::uuid) desc, org.id
      limit 1) own on true
    where unit.id = ${unitId}`);
  const unit = toUnitReference(row!);
  if (!isOffered(unit.kind)) throw refuse('unit_not_offered');
  if (!row!.isThere) throw refuse('unit_not_there_then', { code: unit.code });
  const { storeyType, level, frontageM, hasOwnEntrance, isStepFree, powerKw, hasExtractor, hasToilet } = row!;
  const { isUnitLet, openId, openTitle, organisationId, organisationName } = row!;
  const seesTerms = can(actor, 'tenancy-terms:read', { buildingId: unit.building.id });
  return {
    ...{ unit, storeyType, level, frontageM, hasOwnEntrance, isStepFree, powerKw, hasExtractor, hasToilet, isUnitLet },
    freeOn: seesTerms ? row!.freeOn : null,
    open: openId === null ? null : { id: openId, title: openTitle! },
    organisation: organisationId === null ? null : { id: organisationId, name: organisationName! }
  };
}

const openOffer = sql`select l.id, l.title from listing l where l.unit_id = unit.id
  and l.status = any(string_to_array(${OPEN_STATUSES.join(' ')}, ' ')) order by l.id limit 1`;

/** Units shown of those that could be offered. */
const MOST_VACANT = 12;

/**
 * Units of the actor that are vacant today and have no open offer, the longest vacant last: whoever has just become
 * free is offered first. Throws `forbidden`.
 */
export async function listVacantUnits(
  context: ServiceContext
): Promise<{ readonly units: readonly UnitReference[]; readonly isMore: boolean }> {
  assertCapable(context, 'listing:change');
  const isAll = reachOf(context.actor, 'listing:change') === 'all';
  const rows = await context.db.execute<UnitReferenceRow>(sql`
    select ${UNIT_REFERENCE} from unit join building b on b.id = unit.building_id
    join quarter q on q.id = b.quarter_id and q.slug = ${context.quarter}
    join occupancy o on o.unit_id = unit.id and o.valid @> ${context.today}::date and o.status = 'vacant'
    where unit.kind not in ('dwelling', 'parking') and (${isAll}::boolean or b.id = any(${idList(context.actor.buildingIds)}))
      and not exists (${openOffer})
    order by lower(o.valid) desc, unit.id limit ${MOST_VACANT + 1}`);
  return { units: rows.slice(0, MOST_VACANT).map(toUnitReference), isMore: rows.length > MOST_VACANT };
}
