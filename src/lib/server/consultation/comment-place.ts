import { sql } from 'drizzle-orm';
import type { AreaPlace, CommentPlaces, UnitPlace } from '../../domain/plan/plan-comment';
import { indexEntries, mainPart, partsOf, type PlanContent, type PlanWords } from '../../domain/plan/plan-content';
import type { ServiceContext } from '../context';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { idList } from '../record/visibility';

/** All that a plan says something of, and that a comment can therefore be about. */
export async function readPlaces(context: ServiceContext, content: PlanContent): Promise<CommentPlaces> {
  const entries = indexEntries(content);
  const wishOf = ({ translations, wish }: PlanWords) => translations[context.locale]?.wish ?? wish;
  const rows = await context.db.execute<UnitReferenceRow>(sql`
    select ${UNIT_REFERENCE} from unit join building b on b.id = unit.building_id join storey s on s.id = unit.storey_id
    where unit.id = any(${idList([...entries.keys()])})
    order by b.is_courtyard, b.sequence nulls last, b.id, s.sort, unit.position, unit.id`);
  const units = rows.map((row): UnitPlace => {
    const part = mainPart(partsOf(entries, row.unitId));
    return { kind: 'unit', unit: toUnitReference(row), use: part?.use ?? null, wish: part && wishOf(part) };
  });
  const areas = content.areas.map((area): AreaPlace => ({
    ...{ kind: 'area', areaId: area.id, areaKind: area.kind, use: area.use },
    wish: wishOf(area)
  }));
  return { units, areas };
}
