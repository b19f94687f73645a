import type { LineString, Polygon } from 'geojson';
import { sql } from 'drizzle-orm';
import { drawArea, drawLine, frameSite, positionOn, type Area } from '../../../domain/geometry';
import { indexEntries, mainPart, partsOf } from '../../../domain/plan/plan-content';
import type { SiteHouse, SitePlan } from '../../../domain/plan/plan-sheet';
import { isGroundFloorStorey } from '../../../domain/storey';
import type { StoreyType } from '../../../domain/codes';
import type { ServiceContext } from '../../context';
import { contextFeature } from '../../db/schema';
import { joinAttributions } from '../../geo/layer';
import type { QuarterDetail } from '../../quarter';
import { idList } from '../../record/visibility';
import { groupRows } from '../../record/grouping';
import { localText } from '../../record/translation';
import type { PlanRecord } from '../plan-content';
import { areaOutline } from './plan-outline';

/** Ground around the houses, so that the streets are seen, in metres. */
const MARGIN_M = 9;

type HouseRow = { id: number; number: string | null; geometry: string; attribution: string };
type UnitRow = { id: number; buildingId: number; geometry: string; type: StoreyType; level: number };
type StreetRow = { name: string | null; geometry: string };

/** The ground of a plan as it is drawn: houses, what stands on their ground floors, and what the plan draws there. */
export async function drawSitePlan(
  context: ServiceContext,
  { content, blockId }: Pick<PlanRecord, 'content' | 'blockId'>,
  { settings }: QuarterDetail
): Promise<SitePlan | null> {
  const houses = await readHouses(context, { blockId, unitIds: content.entries.map(({ unitId }) => unitId) });
  if (houses.length === 0) return null;
  const outlines = new Map(houses.map(({ id, geometry }) => [id, JSON.parse(geometry) as Area]));
  const drawn = content.areas.map((area) => areaOutline(area));
  const frame = frameSite([...outlines.values(), ...drawn], MARGIN_M);
  const [units, streets, ground] = await Promise.all([
    readUnits(context, [...outlines.keys()]),
    readStreets(context),
    readGround(context, blockId)
  ]);
  const entries = indexEntries(content);
  const { countsRaisedGroundFloor } = settings.parameters;
  const byHouse = groupRows(
    units.filter(({ type, level }) => isGroundFloorStorey(type, level, countsRaisedGroundFloor)),
    ({ buildingId }) => buildingId
  );
  return {
    ...{ widthM: frame.widthM, heightM: frame.heightM, ground: ground ? drawArea(frame, ground) : [] },
    houses: houses.map(({ id, number }): SiteHouse => {
      const outline = outlines.get(id)!;
      return {
        ...{ id, number, rings: drawArea(frame, outline), label: frame.toPoint(positionOn(outline)) },
        units: (byHouse.get(id) ?? []).map((unit) => ({
          rings: drawArea(frame, JSON.parse(unit.geometry) as Area),
          use: mainPart(partsOf(entries, unit.id))?.use ?? 'no_target'
        }))
      };
    }),
    areas: content.areas.map((area, index) => ({
      ...{
        number: index + 1,
        rings: drawArea(frame, drawn[index]!),
        use: area.use,
        isBuilding: area.kind === 'building'
      },
      label: frame.toPoint(positionOn(drawn[index]!))
    })),
    streets: streets.flatMap(({ name, geometry }) => {
      const stretch = drawLine(frame, (JSON.parse(geometry) as LineString).coordinates);
      return stretch === null ? [] : [{ ...stretch, name }];
    }),
    attribution: joinAttributions(houses.map(({ attribution }) => attribution))
  };
}

/** The houses of the plan's block; of a plan of the whole quarter those of the blocks that it speaks of. */
function readHouses(
  { db, quarter }: ServiceContext,
  { blockId, unitIds }: { readonly blockId: number | null; readonly unitIds: readonly number[] }
): Promise<readonly HouseRow[]> {
  return db.execute<HouseRow>(sql`
    select b.id, b.house_number as number, b.geometry, s.attribution from building b join source s on s.id = b.source_id
    where b.quarter_id = (select id from quarter where slug = ${quarter}) and case when ${blockId}::integer is null
      then b.block_id in (select h.block_id from unit u join building h on h.id = u.building_id where u.id = any(${idList(unitIds)}))
      else b.block_id = ${blockId}::integer end
    order by b.is_courtyard, b.sequence nulls last, b.id`);
}

function readUnits({ db, today }: ServiceContext, buildingIds: readonly number[]): Promise<readonly UnitRow[]> {
  return db.execute<UnitRow>(sql`
    select u.id, u.building_id as "buildingId", u.geometry, g.type, g.level from unit u join storey g on g.id = u.storey_id
    where u.building_id = any(${idList(buildingIds)}) and u.valid @> ${today}::date order by u.id`);
}

function readStreets(context: ServiceContext): Promise<readonly StreetRow[]> {
  const name = localText<string | null>(context, {
    ...{ entity: 'context_feature', field: 'name', id: contextFeature.id, base: contextFeature.name }
  });
  return context.db.execute<StreetRow>(sql`
    select ${name} as name, context_feature.geometry from context_feature
    where context_feature.quarter_id = (select id from quarter where slug = ${context.quarter}) and context_feature.kind = 'street'
    order by context_feature.id`);
}

async function readGround({ db }: ServiceContext, blockId: number | null): Promise<Polygon | null> {
  if (blockId === null) return null;
  const [row] = await db.execute<{ geometry: string }>(sql`select geometry from block where id = ${blockId}`);
  return row ? (JSON.parse(row.geometry) as Polygon) : null;
}
