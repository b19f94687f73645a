import type { Geometry } from 'geojson';
import { sql } from 'drizzle-orm';
import { areaSqm, repairArea } from '../../../domain/geometry';
import {
  indexEntries,
  partsOf,
  type PlanArea,
  type PlanContent,
  type PlanPart
} from '../../../domain/plan/plan-content';
import type { PlanUnitFacts } from '../../../domain/plan/plan-unit-facts';
import type { ServiceContext } from '../../context';
import { idList } from '../../record/visibility';
import { readPlan } from '../plan-content';
import { readPlanUnits } from '../plan-units';
import { areaOutline } from './plan-outline';
import { fileStem, type PlanFile, type PlanFileReader } from './plan-workbook';

/** A target in the file: codes, words in the plan's languages, measures in their units. */
type TargetProperties = Readonly<{
  use: PlanPart['use'];
  wish: string | null;
  reason: string | null;
  translations: PlanPart['translations'];
  target_on: string;
  area_sqm: number | null;
  frontage_m: number | null;
}>;

interface Feature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: Geometry | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * A plan as GeoJSON (RFC 7946): a feature for each unit that the plan speaks of, with its own outline where that may be
 * shown, else the outline of its house, else none; and one for each drawn area. Throws `not_found`.
 */
export async function exportPlanGeoJson(
  context: ServiceContext,
  planId: number,
  { origin, languages: [words] }: PlanFileReader
): Promise<PlanFile> {
  const plan = await readPlan(context, planId);
  const { content, provenance } = plan;
  const targeted = new Set(content.entries.map(({ unitId }) => unitId));
  const units = (await readPlanUnits(context, plan)).filter(({ unitId }) => targeted.has(unitId));
  const outlines = await readOutlines(context, [...targeted]);
  const collection = {
    type: 'FeatureCollection',
    plan: {
      ...{ id: plan.id, ref: plan.ref, version: plan.version, title: plan.title, status: plan.status },
      ...{ adopted_on: plan.adoptedOn, decision: plan.decision, horizon_on: plan.horizonOn },
      ...{
        source: provenance.attribution,
        licence: provenance.licence,
        is_invented: provenance.nature === 'illustrative'
      },
      address: new URL(words.path(`/plans/${plan.id}`), origin).href
    },
    features: [
      ...units.map((unit) => unitFeature(unit, { content, outline: outlines.get(unit.unitId), house: words.house })),
      ...content.areas.map(areaFeature)
    ]
  };
  return {
    contentType: 'application/geo+json',
    body: JSON.stringify(collection),
    fileName: `${fileStem(plan, words)}.geojson`
  };
}

interface Outline {
  readonly geometry: Geometry | null;
  readonly precision: 'unit' | 'building' | 'none';
}

/** How a place may be shown is the unit's own rule, whoever asks: a file goes from hand to hand. */
async function readOutlines({ db }: ServiceContext, unitIds: readonly number[]): Promise<ReadonlyMap<number, Outline>> {
  const rows = await db.execute<{ id: number; geometry: string | null; precision: Outline['precision'] }>(sql`
    select unit.id, case unit.location_precision when 'exact' then unit.geometry when 'building' then b.geometry end as geometry,
      case unit.location_precision when 'exact' then 'unit' when 'building' then 'building' else 'none' end as precision
    from unit join building b on b.id = unit.building_id where unit.id = any(${idList(unitIds)})`);
  return new Map(
    rows.map(({ id, geometry, precision }) => [
      id,
      { geometry: geometry === null ? null : (JSON.parse(geometry) as Geometry), precision }
    ])
  );
}

function unitFeature(
  unit: PlanUnitFacts,
  {
    content,
    outline = { geometry: null, precision: 'none' },
    house
  }: { content: PlanContent; outline: Outline | undefined; house: (building: PlanUnitFacts['building']) => string }
): Feature {
  const entries = indexEntries(content);
  const [main, ...others] = partsOf(entries, unit.unitId).map(targetProperties);
  return {
    type: 'Feature',
    id: `unit-${unit.unitId}`,
    geometry: outline.geometry,
    properties: {
      ...{ kind: 'unit', unit_id: unit.unitId, unit_code: unit.code, house: house(unit.building) },
      ...{ storey_level: unit.level, building_part: unit.part, unit_kind: unit.kind, shown_as: outline.precision },
      joined_to: entries.get(unit.unitId)?.joinedTo ?? null,
      status: unit.status,
      present_use: unit.use,
      ...main,
      parts: main === undefined || others.length === 0 ? [] : [main, ...others]
    }
  };
}

function targetProperties(part: PlanPart): TargetProperties {
  const { use, wish, reason, translations, targetOn, areaSqm: area, frontageM } = part;
  return { use, wish, reason, translations, target_on: targetOn, area_sqm: area, frontage_m: frontageM };
}

function areaFeature(area: PlanArea): Feature {
  const outline = areaOutline(area);
  const { use, wish, reason, translations, targetOn, storeys, kind, id } = area;
  return {
    type: 'Feature',
    id: `area-${id}`,
    // Drawn by hand: rings run as the standard wants them.
    geometry: repairArea(outline)?.geometry ?? outline,
    properties: {
      ...{ kind: 'area', area_id: id, area_kind: kind, storeys, use, wish, reason, translations, target_on: targetOn },
      area_sqm: Math.round(areaSqm(outline) * 10) / 10
    }
  };
}
