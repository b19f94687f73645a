import type { PlanUse, UnitKind } from '../codes';
import type { ZoneBasis, ZoneType } from '../plan-codes';
import { USES_SERVED_BY_KIND } from '../plan-difference';
import { isGroundFloorStorey } from '../storey';
import { indexEntries, partsOf, type PlanArea, type PlanContent, type PlanEntry, type PlanPart } from './plan-content';
import { outlineSqm } from './plan-outline';
import type { PlanUnitFacts } from './plan-unit-facts';
import type { RuleFacts } from './rule-vocabulary';

/** What rules look at in a unit, as far as the reader may see it. */
export type RuleUnit = Pick<
  PlanUnitFacts,
  | 'unitId'
  | 'buildingId'
  | 'kind'
  | 'part'
  | 'storeyId'
  | 'level'
  | 'storeyType'
  | 'areaSqm'
  | 'isStepFree'
  | 'hasSecondEscapeRoute'
  | 'hasExtractor'
  | 'isMonument'
  | 'use'
> & { readonly building: { readonly isCourtyard: boolean } };

/** What is recorded of a block's kind of building area; null is not recorded. */
export interface RuleZone {
  readonly blockId: number;
  /** The houses of the block. */
  readonly buildingIds: readonly number[];
  readonly zoneType: ZoneType | null;
  readonly zoneBasis: ZoneBasis | null;
  /** Does § 144 BauGB hold there? */
  readonly isConsentArea: boolean | null;
}

/** What rules need beside the plan itself: plain data, so that hints follow in the browser while somebody draws. */
export interface RuleStock {
  /** All units of the plan's area, the storeys of a house from below. */
  readonly units: readonly RuleUnit[];
  readonly zones: readonly RuleZone[];
  /** Does the raised ground floor count as ground floor in this quarter? */
  readonly countsRaisedGroundFloor: boolean;
}

/** What a rule speaks of: a unit, units that the plan joins, a part of what it divides, or an area that it draws. */
export interface RuleSubject {
  /** Several where the plan joins them, the lead first; none of an area. */
  readonly unitIds: readonly number[];
  /** Which part of a unit that the plan divides, from 1 on; null where it does not. */
  readonly part: number | null;
  /** Null of units. */
  readonly areaId: string | null;
}

export interface TargetFacts extends RuleSubject {
  readonly facts: RuleFacts;
}

/**
 * The facts of every target of a plan, in the order of its entries and parts, then those of its areas. Whether somebody
 * lives next door is told from the plan and from what is built, never from who is there, so that a hint tells nothing
 * that is withheld.
 */
export function factsOf(stock: RuleStock, content: PlanContent): readonly TargetFacts[] {
  const units = new Map(stock.units.map((unit) => [unit.unitId, unit]));
  const entries = indexEntries(content);
  const surroundings: Surroundings = {
    stock,
    entries,
    storeys: groupStoreys(stock.units),
    zones: new Map(stock.zones.flatMap((zone) => zone.buildingIds.map((id) => [id, zone] as const))),
    hasOpenSpace: content.areas.some(({ kind }) => kind === 'courtyard') || givesToCourtyard(content)
  };
  const members = new Map<number, RuleUnit[]>();
  for (const { unitId, joinedTo } of content.entries) {
    const unit = units.get(unitId);
    if (joinedTo !== null && unit) members.set(joinedTo, [...(members.get(joinedTo) ?? []), unit]);
  }
  const ofUnits = content.entries.flatMap(({ unitId, joinedTo, parts }): TargetFacts[] => {
    const unit = units.get(unitId);
    if (joinedTo !== null || unit === undefined) return [];
    const group = [unit, ...(members.get(unitId) ?? [])];
    return parts.map((part, index) => ({
      unitIds: group.map((one) => one.unitId),
      part: parts.length > 1 ? index + 1 : null,
      areaId: null,
      facts: factsOfTarget(surroundings, { group, part, isDivided: parts.length > 1 })
    }));
  });
  const ofAreas = content.areas.map((area): TargetFacts => {
    return { unitIds: [], part: null, areaId: area.id, facts: factsOfArea(surroundings, area) };
  });
  return [...ofUnits, ...ofAreas];
}

interface Surroundings {
  readonly stock: RuleStock;
  readonly entries: ReadonlyMap<number, PlanEntry>;
  /** The storeys of each part of a house from below, each with its units. */
  readonly storeys: ReadonlyMap<string, readonly (readonly RuleUnit[])[]>;
  /** By house. */
  readonly zones: ReadonlyMap<number, RuleZone>;
  readonly hasOpenSpace: boolean;
}

interface Target {
  /** The lead first. */
  readonly group: readonly RuleUnit[];
  readonly part: PlanPart;
  readonly isDivided: boolean;
}

function factsOfTarget(surroundings: Surroundings, { group, part, isDivided }: Target): RuleFacts {
  const lead = group[0]!;
  const top = group.reduce((high, unit) => (unit.level > high.level ? unit : high), lead);
  const zone = surroundings.zones.get(lead.buildingId);
  const { countsRaisedGroundFloor } = surroundings.stock;
  return {
    target_use: part.use,
    present_use: agreed(group.map(({ use }) => use)),
    unit_kind: agreed(group.map(({ kind }) => kind)),
    is_change_of_use: group.some(({ kind }) => isChangeOfUse(kind, part.use)),
    storey_level: top.level,
    storey_type: top.storeyType,
    building_part: agreed(group.map((unit) => unit.part)),
    is_street_ground_floor: group.some(
      (unit) =>
        unit.part === 'front' &&
        !unit.building.isCourtyard &&
        isGroundFloorStorey(unit.storeyType, unit.level, countsRaisedGroundFloor)
    ),
    is_courtyard: lead.building.isCourtyard,
    area_sqm: isDivided ? part.areaSqm : sum(group.map(({ areaSqm }) => areaSqm)),
    is_step_free: all(group.map(({ isStepFree }) => isStepFree)),
    has_second_escape_route: some(group.map(({ hasSecondEscapeRoute }) => hasSecondEscapeRoute)),
    has_extractor: some(group.map(({ hasExtractor }) => hasExtractor)),
    is_joined: group.length > 1,
    is_divided: isDivided,
    has_housing_above: hasHousing(surroundings, group, 1),
    has_housing_below: hasHousing(surroundings, group, -1),
    has_housing_beside: hasHousing(surroundings, group, 0),
    has_planned_open_space: surroundings.hasOpenSpace,
    zone_type: zone?.zoneType ?? null,
    zone_basis: zone?.zoneBasis ?? null,
    is_consent_area: zone?.isConsentArea ?? null,
    is_monument: lead.isMonument,
    is_new_building: false,
    is_open_area: false
  };
}

/** What an outline tells; of which block it is, is known where the plan is of one. */
function factsOfArea({ stock, hasOpenSpace }: Surroundings, { kind, use, storeys, geometry }: PlanArea): RuleFacts {
  const zone = stock.zones.length === 1 ? stock.zones[0] : undefined;
  return {
    target_use: use,
    is_change_of_use: false,
    area_sqm: outlineSqm(geometry) * Math.max(1, storeys),
    is_joined: false,
    is_divided: false,
    has_planned_open_space: hasOpenSpace,
    zone_type: zone?.zoneType ?? null,
    zone_basis: zone?.zoneBasis ?? null,
    is_consent_area: zone?.isConsentArea ?? null,
    is_monument: false,
    is_new_building: kind === 'building',
    is_open_area: kind === 'courtyard'
  };
}

/** What is kept free is decided later; whatever else the unit is not built for is a change. */
function isChangeOfUse(kind: UnitKind, use: PlanUse): boolean {
  const served: readonly PlanUse[] = USES_SERVED_BY_KIND[kind];
  return use !== 'reserved' && !served.includes(use);
}

function givesToCourtyard({ entries }: PlanContent): boolean {
  return entries.some(({ parts }) => parts.some(({ use }) => use === 'courtyard'));
}

const placeOf = ({ buildingId, part }: RuleUnit) => `${buildingId} ${part}`;

function groupStoreys(units: readonly RuleUnit[]): ReadonlyMap<string, readonly (readonly RuleUnit[])[]> {
  const places = new Map<string, Map<number, RuleUnit[]>>();
  for (const unit of units) {
    const storeys = places.get(placeOf(unit)) ?? new Map<number, RuleUnit[]>();
    places.set(placeOf(unit), storeys.set(unit.storeyId, [...(storeys.get(unit.storeyId) ?? []), unit]));
  }
  return new Map([...places].map(([place, storeys]) => [place, [...storeys.values()]]));
}

/** Is housing planned or built on the storey `by` above (1), below (-1), or beside (0), in the same part of the house? */
function hasHousing({ storeys, entries }: Surroundings, group: readonly RuleUnit[], by: -1 | 0 | 1): boolean {
  const own = new Set(group.map(({ unitId }) => unitId));
  return group.some((unit) => {
    const stack = storeys.get(placeOf(unit)) ?? [];
    const at = stack.findIndex((on) => on[0]!.storeyId === unit.storeyId);
    return (stack[at + by] ?? []).some((other) => !own.has(other.unitId) && isHousing(entries, other));
  });
}

function isHousing(entries: ReadonlyMap<number, PlanEntry>, { unitId, kind }: RuleUnit): boolean {
  const parts = partsOf(entries, unitId);
  return parts.length === 0 ? kind === 'dwelling' : parts.some(({ use }) => use === 'housing');
}

/** The one value of all; null where they differ or one is not recorded. */
function agreed<Value>(values: readonly (Value | null)[]): Value | null {
  const [first = null] = values;
  return values.every((value) => value === first) ? first : null;
}

function sum(values: readonly (number | null)[]): number | null {
  return values.reduce((total, value) => (total === null || value === null ? null : total + value), 0);
}

/** Yes where all say yes, no where one says no, else not recorded. */
function all(values: readonly (boolean | null)[]): boolean | null {
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
}

function some(values: readonly (boolean | null)[]): boolean | null {
  if (values.includes(true)) return true;
  return values.includes(null) ? null : false;
}
