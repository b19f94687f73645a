import type { Polygon } from 'geojson';
import {
  areaSqm,
  boundsOf,
  isWithin,
  outlineOf,
  overlapRatio,
  positionOn,
  sliceFootprint,
  unite
} from '../../src/lib/domain/geometry';
import type { AuthoredBuilding, AuthoredHistoryEntry, AuthoredPart, AuthoredUnit } from './authored';
import type { BuildingData, DistrictData, OccupancyData, StoreyData, UnitData } from './dataset';
import type { ProblemList } from './problems';
import { parsePolygon } from './rings';
import { beginOf, predecessorsOf, shareStorey, type StoreyUnits } from './shares';
import { placeStoreys } from './storeys';
import { toLocalTexts } from './texts';
import type { AuthoredContent } from './validate';

/** Parts of a house may miss or double this much of its footprint, as a part of it. */
const PART_TOLERANCE = 0.01;

interface Footprint {
  readonly file: string;
  readonly building: AuthoredBuilding;
  readonly geometry: Polygon;
}

export interface AssembledBuildings {
  readonly buildings: readonly BuildingData[];
  /** Common outline of the houses of each block, by its slug. */
  readonly outlines: ReadonlyMap<string, Polygon>;
}

/** Houses with their storeys, units and geometry, in the order of their files. */
export function assembleBuildings(
  content: AuthoredContent,
  districts: readonly DistrictData[],
  problems: ProblemList
): AssembledBuildings {
  const footprints = content.buildings.flatMap(({ file, building }): Footprint[] => {
    const geometry = parsePolygon({ problems, file, pointer: '/footprint' }, building.footprint);
    return geometry ? [{ file, building, geometry }] : [];
  });
  const outlines = new Map<string, Polygon>();
  for (const [i, { slug, outline }] of content.blocks.entries()) {
    const place = { problems, file: `${content.folder}/blocks.json`, pointer: `/${i}/outline` };
    const houses = footprints.filter(({ building }) => building.block === slug && !building.isCourtyard);
    if (outline !== undefined) {
      const parsed = parsePolygon(place, outline);
      if (parsed) outlines.set(slug, parsed);
    } else if (houses.length === 0) problems.add(place.file, place.pointer, 'is missing, and the block has no houses');
    else outlines.set(slug, outlineOf(houses.map(({ geometry }) => geometry)));
  }
  checkOverlaps(footprints, problems);
  const [base] = content.quarter.settings.locales;
  const buildings = footprints.map(({ file, building, geometry }): BuildingData => {
    const outline = building.block === undefined ? null : (outlines.get(building.block) ?? null);
    const position = positionOn(geometry);
    return {
      ref: building.ref,
      block: building.block ?? null,
      district: districts.find((district) => isWithin(position, district.geometry))?.code ?? null,
      sequence: building.sequence ?? null,
      name: building.name ? toLocalTexts(building.name, base!) : null,
      street: building.street ?? null,
      houseNumber: building.houseNumber ?? null,
      postcode: building.postcode ?? null,
      isAddressChecked: building.isAddressChecked ?? true,
      isCourtyard: building.isCourtyard ?? false,
      storeysAbove: building.storeysAbove ?? null,
      roofStoreys: building.roofStoreys ?? null,
      eavesM: building.eavesM ?? null,
      ridgeM: building.ridgeM ?? null,
      builtYear: building.builtYear ?? null,
      isMonument: building.isMonument ?? false,
      footprintSqm: Math.round(areaSqm(geometry) * 10) / 10,
      geometry,
      source: building.source,
      renewals: (building.renewals ?? []).map(({ from, state }, i, all) => ({
        state,
        valid: { from, to: all[i + 1]?.from ?? null },
        source: building.unitSource
      })),
      storeys: assembleStoreys({ file, building, geometry }, outline, problems)
    };
  });
  return { buildings, outlines };
}

/** Houses stand beside each other; more than a hundredth on another is an error of drawing. */
function checkOverlaps(footprints: readonly Footprint[], problems: ProblemList): void {
  for (const [i, { file, building, geometry }] of footprints.entries()) {
    for (const other of footprints.slice(0, i)) {
      if (doBoundsMeet(geometry, other.geometry) && overlapRatio(geometry, other.geometry) > PART_TOLERANCE) {
        problems.add(file, '/footprint', `${building.ref} overlaps ${other.building.ref}`);
      }
    }
  }
}

function doBoundsMeet(a: Polygon, b: Polygon): boolean {
  const [west, south, east, north] = boundsOf(a);
  const [otherWest, otherSouth, otherEast, otherNorth] = boundsOf(b);
  return west < otherEast && otherWest < east && south < otherNorth && otherSouth < north;
}

function assembleStoreys(house: Footprint, outline: Polygon | null, problems: ProblemList): StoreyData[] {
  const { file, building, geometry } = house;
  const parts = building.parts ?? [];
  const footprints = parts.map(({ footprint }, p) =>
    footprint === undefined ? geometry : parsePolygon({ problems, file, pointer: `/parts/${p}/footprint` }, footprint)
  );
  const drawn = footprints.filter((footprint) => footprint !== null);
  if (drawn.length < parts.length || drawn.length === 0) return [];
  const covered = drawn.reduce((sum, footprint) => sum + areaSqm(footprint), 0) / areaSqm(geometry);
  const isPartition =
    Math.abs(covered - 1) <= PART_TOLERANCE && overlapRatio(geometry, unite(drawn)) >= 1 - PART_TOLERANCE;
  if (!isPartition)
    problems.add(file, '/parts', 'the footprints of the parts do not make up the footprint of the house');
  checkStoreyCount(house, problems);
  const heights = { eavesM: building.eavesM ?? null, ridgeM: building.ridgeM ?? null };
  return parts.flatMap((part, p) => {
    const places = placeStoreys(part, heights);
    return part.storeys.map((storey, s): StoreyData => {
      const isMapped = building.storeysAbove !== undefined && !building.isCourtyard && MAPPED_STOREYS.has(storey.type);
      const source = isMapped ? building.source : building.unitSource;
      const units = assembleUnits({ building, units: storey.units, footprint: drawn[p]!, outline });
      return { ...places[s]!, part: part.part, source, units };
    });
  });
}

/** Storey types that follow from the number of storeys of a map; others are authored beyond it. */
const MAPPED_STOREYS = new Set(['EG', 'OG', 'DG']);

function checkStoreyCount({ file, building }: Footprint, problems: ProblemList): void {
  if (building.storeysAbove === undefined) return;
  for (const [p, part] of (building.parts ?? []).entries()) {
    const full = countFullStoreys(part);
    if (full !== building.storeysAbove) {
      problems.add(file, `/parts/${p}/storeys`, `${full} full storeys, but storeysAbove is ${building.storeysAbove}`);
    }
  }
}

function countFullStoreys(part: AuthoredPart): number {
  return part.storeys.filter(({ type }) => type === 'EG' || type === 'HP' || type === 'OG').length;
}

interface StoreySlicing {
  readonly building: AuthoredBuilding;
  readonly units: StoreyUnits;
  readonly footprint: Polygon;
  readonly outline: Polygon | null;
}

function assembleUnits({ building, units, footprint, outline }: StoreySlicing): UnitData[] {
  const shares = shareStorey(units);
  const pieces = sliceFootprint({ footprint, outline, shares: units.map((unit) => shares.get(unit)!) });
  return units.map((unit, index): UnitData => {
    const from = beginOf(unit);
    return {
      code: unit.code,
      position: positionOf(unit, units, shares),
      kind: unit.kind,
      areaSqm: unit.areaSqm ?? null,
      areaType: unit.areaSqm === undefined ? null : (unit.areaType ?? (unit.kind === 'dwelling' ? 'living' : 'usable')),
      frontageM: unit.frontageM ?? null,
      hasOwnEntrance: unit.hasOwnEntrance ?? false,
      isStepFree: unit.isStepFree ?? null,
      isDivisible: unit.isDivisible ?? null,
      powerKw: unit.powerKw ?? null,
      hasExtractor: unit.hasExtractor ?? null,
      hasToilet: unit.hasToilet ?? null,
      hasSecondEscapeRoute: unit.hasSecondEscapeRoute ?? null,
      isShopUsePlausible: unit.isShopUsePlausible ?? false,
      disclosure: unit.disclosure ?? 'withheld',
      locationPrecision: unit.locationPrecision ?? 'exact',
      geometry: pieces[index]!,
      valid: { from, to: unit.to ?? null },
      source: building.unitSource,
      predecessors: predecessorsOf(unit, units).map((predecessor) => ({
        building: building.ref,
        code: predecessor.code,
        from: beginOf(predecessor)
      })),
      occupancies: unit.history.map((entry, i) => toOccupancy(entry, unit.history[i + 1]?.from ?? unit.to ?? null))
    };
  });
}

/** Place among the units that exist when this one begins, from the left. */
function positionOf(unit: AuthoredUnit, units: StoreyUnits, shares: ReturnType<typeof shareStorey>): number {
  const begin = beginOf(unit);
  const beside = units.filter((other) => beginOf(other) <= begin && (other.to === undefined || begin < other.to));
  return beside.filter((other) => shares.get(other)![0] < shares.get(unit)![0]).length;
}

function toOccupancy(entry: AuthoredHistoryEntry, to: string | null): OccupancyData {
  return {
    status: entry.status,
    use: entry.use ?? null,
    reason: entry.reason ?? null,
    activatableMonths: entry.activatableMonths ?? null,
    isStartKnown: entry.isStartKnown ?? true,
    valid: { from: entry.from, to },
    checkedOn: entry.checkedOn ?? null,
    tenancy: entry.tenancy
      ? {
          type: entry.tenancy,
          party: entry.party ?? null,
          business: entry.business ?? null,
          rentCents: entry.rentCents ?? null,
          knownEndOn: entry.knownEndOn ?? null
        }
      : null
  };
}
