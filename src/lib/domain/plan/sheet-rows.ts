import type { BuildingReference } from '../building';
import type { ShownStatus, UseClass } from '../codes';
import { isSameData } from './plan-change';
import { indexEntries, type PlanContent, type PlanEntry, type PlanPart } from './plan-content';
import type { PlanUnitFacts } from './plan-unit-facts';

/** One row of the targets on paper: units of a house that say the same, or a part of one. */
export interface SheetRow {
  readonly key: string;
  /** Of its units within their house. */
  readonly codes: readonly string[];
  /** From 1 on; null where the unit is not divided. */
  readonly part: number | null;
  /** Of all its units together; null where one is not known. */
  readonly areaSqm: number | null;
  /** Today. */
  readonly status: ShownStatus;
  readonly use: UseClass | null;
  /** Null: it shares the targets of `joinedTo`. */
  readonly target: PlanPart | null;
  readonly joinedTo: number | null;
}

export interface SheetHouseRows {
  readonly building: BuildingReference;
  readonly rows: readonly SheetRow[];
}

/** What a plan says of `units`, which stand house by house; neighbours in the list that say the same are one row. */
export function listSheetRows(content: PlanContent, units: readonly PlanUnitFacts[]): readonly SheetHouseRows[] {
  const entries = indexEntries(content);
  const houses: { building: BuildingReference; rows: SheetRow[] }[] = [];
  for (const unit of units) {
    const entry = entries.get(unit.unitId);
    if (entry === undefined) continue;
    if (houses.at(-1)?.building.id !== unit.buildingId) houses.push({ building: unit.building, rows: [] });
    const { rows } = houses.at(-1)!;
    for (const row of rowsOf(unit, entry)) {
      const last = rows.at(-1);
      if (last && saysTheSame(last, row)) rows[rows.length - 1] = { ...last, ...merge(last, row) };
      else rows.push(row);
    }
  }
  return houses;
}

function rowsOf(unit: PlanUnitFacts, { joinedTo, parts }: PlanEntry): readonly SheetRow[] {
  const { unitId, code, areaSqm, status, use } = unit;
  const row = { codes: [code], status, use, joinedTo };
  if (joinedTo !== null) return [{ ...row, key: `${unitId}`, part: null, areaSqm, target: null }];
  return parts.map((target, index) => ({
    ...{ ...row, target, key: `${unitId}.${index}`, areaSqm: target.areaSqm ?? areaSqm },
    part: parts.length === 1 ? null : index + 1
  }));
}

/** Joined units and parts stand for themselves. */
function saysTheSame(one: SheetRow, other: SheetRow): boolean {
  const facts = ({ status, use, target }: SheetRow) => ({ status, use, target });
  const isWhole = ({ target, part }: SheetRow) => target !== null && part === null;
  return isWhole(one) && isWhole(other) && isSameData(facts(one), facts(other));
}

function merge(one: SheetRow, other: SheetRow): Pick<SheetRow, 'codes' | 'areaSqm'> {
  const isKnown = one.areaSqm !== null && other.areaSqm !== null;
  return { codes: [...one.codes, ...other.codes], areaSqm: isKnown ? one.areaSqm! + other.areaSqm! : null };
}
