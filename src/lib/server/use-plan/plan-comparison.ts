import { sql } from 'drizzle-orm';
import { SHOWN_STATUSES, type BuildingPart, type StoreyType } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import {
  COMPARISON_CLASSES,
  DIFFERING_CLASSES,
  type BalanceClass,
  type ComparisonClass,
  type DifferingClass
} from '../../domain/plan/comparison-codes';
import { comparePlans, type PlanComparison } from '../../domain/plan/plan-comparison';
import { indexEntries, partsOf, type PlanContent, type PlanPart } from '../../domain/plan/plan-content';
import { todayClassName, type PlanStock } from '../../domain/plan/plan-stock';
import type { UnitReference } from '../../domain/unit';
import type { ServiceContext } from '../context';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { idList } from '../record/visibility';
import { readContents, type PlanRecord } from './plan-content';
import { readPlanStock } from './plan-stock';

/** What one side says of a unit: its use today, a plan's parts of it, or nothing. */
export interface UnitSide {
  /** Of today's side. */
  readonly today: BalanceClass | null;
  readonly parts: readonly PlanPart[];
  /** The unit whose parts these are, where the plan joins this one to it. */
  readonly joinedTo: number | null;
}

/** Where a unit lies, beside its house. */
export interface DifferingPlace extends UnitReference {
  readonly part: BuildingPart;
  readonly level: number;
  readonly storeyType: StoreyType;
}

/** A unit in which the sides differ. */
export interface DifferingUnit {
  readonly class: DifferingClass;
  readonly unit: DifferingPlace;
  readonly from: UnitSide;
  readonly to: UnitSide;
}

export interface ComparedPlans extends Omit<PlanComparison, 'classes'> {
  readonly plans: { readonly from: PlanRecord | null; readonly to: PlanRecord };
  /** Columns of the units of which at least one side says something. */
  readonly units: { readonly id: readonly number[]; readonly class: readonly ComparisonClass[] };
  /** House by house; not more than `MAX_DIFFERING`. */
  readonly differing: readonly DifferingUnit[];
  /** All of them. */
  readonly differingCount: number;
  /** Are there units whose use today the reader may not know? */
  readonly hasWithheld: boolean;
}

/** What is compared; `from` null is today. */
export interface ComparisonChoice {
  readonly from: number | null;
  readonly to: number;
  /** Differing units that are listed; `MAX_DIFFERING` unless said. */
  readonly most?: number;
}

const NOT_SHOWN = SHOWN_STATUSES.indexOf('withheld');

/** Differences that a page lists one by one; the table of uses counts all of them. */
export const MAX_DIFFERING = 500;

/**
 * Today against a plan, or two plans, over all units of their areas. What the reader may not know of a unit's use is
 * `withheld` on both sides alike, so that no difference tells it. Throws `not_found`, also for a draft that the reader may
 * not see.
 */
export async function comparePlanSides(
  context: ServiceContext,
  { from, to, most = MAX_DIFFERING }: ComparisonChoice
): Promise<ComparedPlans> {
  const plans = await readContents(context, from === null ? [to] : [from, to]);
  const find = (id: number): PlanRecord => {
    const plan = plans.find((one) => one.id === id);
    if (!plan) throw new DomainError('not_found', 'use_plan_not_found', { id });
    return plan;
  };
  const sides = { from: from === null ? null : find(from), to: find(to) };
  const stock = await readPlanStock(
    context,
    plans.map(({ blockId }) => blockId)
  );
  const { classes, ...comparison } = comparePlans(stock, sides.from?.content ?? null, sides.to.content);
  const rows = new Map<number, DifferingClass>();
  const units: { id: number[]; class: ComparisonClass[] } = { id: [], class: [] };
  classes.forEach((code, row) => {
    const name = COMPARISON_CLASSES[code]!;
    if (name !== 'untouched') {
      units.id.push(stock.unitId[row]!);
      units.class.push(name);
    }
    if (isDiffering(name)) rows.set(stock.unitId[row]!, name);
  });
  const side = { from: sideReader(stock, sides.from?.content ?? null), to: sideReader(stock, sides.to.content) };
  const places = await readPlaces(context, stock, { unitIds: [...rows.keys()], most });
  return {
    ...comparison,
    plans: sides,
    units,
    differing: places.map((unit) => ({
      ...{ class: rows.get(unit.id)!, unit, from: side.from(unit.id), to: side.to(unit.id) }
    })),
    differingCount: rows.size,
    hasWithheld: stock.status.includes(NOT_SHOWN)
  };
}

function isDiffering(name: ComparisonClass): name is DifferingClass {
  return (DIFFERING_CLASSES as readonly string[]).includes(name);
}

type PlaceRow = UnitReferenceRow & { part: BuildingPart; level: number; storeyType: StoreyType };

interface PlaceChoice {
  readonly unitIds: readonly number[];
  readonly most: number;
}

/** The first of the units, house by house along the street, from below, from the left. */
async function readPlaces(
  context: ServiceContext,
  stock: PlanStock,
  choice: PlaceChoice
): Promise<readonly DifferingPlace[]> {
  const first = await chooseFirst(context, stock, choice);
  if (first.length === 0) return [];
  const rows = await context.db.execute<PlaceRow>(sql`
    select ${UNIT_REFERENCE}, s.part, s.level, s.type as "storeyType"
    from unit join building b on b.id = unit.building_id join storey s on s.id = unit.storey_id
    where unit.id = any(${idList(first)})
    order by b.is_courtyard, b.sequence nulls last, b.id, s.part, s.sort, unit.position, unit.id limit ${choice.most}`);
  return rows.map(({ part, level, storeyType, ...row }) => ({ ...toUnitReference(row), part, level, storeyType }));
}

/** The units of as many houses, in the order of the list, as it takes to fill it: others need not be looked up. */
async function chooseFirst(
  { db }: ServiceContext,
  stock: PlanStock,
  { unitIds, most }: PlaceChoice
): Promise<readonly number[]> {
  if (unitIds.length <= most) return unitIds;
  const byHouse = new Map<number, number[]>();
  for (const id of unitIds) {
    const house = stock.buildingId[stock.rows.get(id)!]!;
    const units = byHouse.get(house);
    if (units === undefined) byHouse.set(house, [id]);
    else units.push(id);
  }
  const houses = await db.execute<{ id: number }>(sql`
    select b.id from building b where b.id = any(${idList([...byHouse.keys()])})
    order by b.is_courtyard, b.sequence nulls last, b.id`);
  const chosen: number[] = [];
  for (const { id } of houses) {
    if (chosen.length >= most) break;
    chosen.push(...byHouse.get(id)!);
  }
  return chosen;
}

function sideReader(stock: PlanStock, content: PlanContent | null): (unitId: number) => UnitSide {
  if (content === null) {
    return (unitId) => ({ today: todayClassName(stock, stock.rows.get(unitId)!), parts: [], joinedTo: null });
  }
  const entries = indexEntries(content);
  return (unitId) => ({
    today: null,
    parts: partsOf(entries, unitId),
    joinedTo: entries.get(unitId)?.joinedTo ?? null
  });
}
