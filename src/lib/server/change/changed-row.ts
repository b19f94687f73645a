import { sql } from 'drizzle-orm';
import type { ChangeDetail } from '../../domain/change';
import type { UnitReference } from '../../domain/unit';
import type { StoreyType } from '../../domain/codes';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { idList } from '../record/visibility';

/** What the ids in the rows of a change stand for. */
export interface ChangeNames {
  /** Unit that a row is about, by `<entity> <row key>`. */
  readonly units: Readonly<Record<string, UnitReference>>;
  readonly businesses: Readonly<Record<number, string>>;
  readonly storeys: Readonly<Record<number, { readonly type: StoreyType; readonly level: number }>>;
}

type OwnerRow = UnitReferenceRow & { row: string };

/** Names for the ids of a change that `getChange` has read. Throws `forbidden`. */
export async function nameChange(context: ServiceContext, change: ChangeDetail): Promise<ChangeNames> {
  assertCapable(context, 'audit:read');
  const idsIn = (column: string) => [
    ...new Set(
      change.rows.flatMap(({ values }) =>
        values.flatMap((value) =>
          value.column === column ? [value.old, value.new].filter((id) => typeof id === 'number') : []
        )
      )
    )
  ];
  const [owners, businesses, storeys] = await Promise.all([
    context.db.execute<OwnerRow>(sql`
      select ${UNIT_REFERENCE}, r.entity || ' ' || r.row_key as row
      from (select entity, row_key,
          case when entity = 'unit' then row_key else coalesce(new, old)->>'unit_id' end as unit
        from audit_row where event_id = ${change.id} and entity in ('unit', 'occupancy', 'tenancy', 'unit_predecessor')) r
      join unit on unit.id = r.unit::integer join building b on b.id = unit.building_id`),
    context.db.execute<{ id: number; name: string }>(
      sql`select id, name from business where id = any(${idList(idsIn('business_id'))})`
    ),
    context.db.execute<{ id: number; type: StoreyType; level: number }>(
      sql`select id, type, level from storey where id = any(${idList(idsIn('storey_id'))})`
    )
  ]);
  return {
    units: Object.fromEntries(owners.map((owner) => [owner.row, toUnitReference(owner)])),
    businesses: Object.fromEntries(businesses.map(({ id, name }) => [id, name])),
    storeys: Object.fromEntries(storeys.map(({ id, type, level }) => [id, { type, level }]))
  };
}
