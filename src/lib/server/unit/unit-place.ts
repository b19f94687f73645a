import { sql } from 'drizzle-orm';
import { overlapRatio, type Area } from '../../domain/geometry';
import { refuse } from '../../domain/refusal';
import type { ServiceContext } from '../context';
import { idList } from '../record/visibility';

/** From this part of the smaller shape on, two units stand on the same floor; walls are drawn less exactly. */
const SAME_FLOOR_RATIO = 0.05;

/**
 * Units that an undo brings back find their code and their room as they left them: throws `code_taken` or
 * `no_room_on_storey` where a unit that was made after the change `eventId` has taken either meanwhile.
 */
export async function assertPlacesFree(
  context: ServiceContext,
  { unitIds, eventId }: { readonly unitIds: readonly number[]; readonly eventId: number }
): Promise<void> {
  const rows = await context.db.execute<{
    code: string;
    hasSameCode: boolean;
    isSameStorey: boolean;
    own: string;
    other: string;
  }>(sql`
    select unit.code, lower(unit.code) = lower(o.code) as "hasSameCode", unit.storey_id = o.storey_id as "isSameStorey",
      unit.geometry as own, o.geometry as other
    from unit join unit o on o.building_id = unit.building_id and o.valid && unit.valid
    where unit.id = any(${idList(unitIds)}) and not o.id = any(${idList(unitIds)})
      and (lower(unit.code) = lower(o.code) or exists (select from audit_row r
        where r.entity = 'unit' and r.row_key = o.id::text and r.old is null and r.event_id > ${eventId}))`);
  for (const { code, hasSameCode, isSameStorey, own, other } of rows) {
    if (hasSameCode) throw refuse('code_taken', { code });
    const [a, b] = [JSON.parse(own) as Area, JSON.parse(other) as Area];
    if (isSameStorey && Math.max(overlapRatio(a, b), overlapRatio(b, a)) > SAME_FLOOR_RATIO) {
      throw refuse('no_room_on_storey');
    }
  }
}
