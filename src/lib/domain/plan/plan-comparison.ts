import { SHOWN_STATUSES, UNIT_KINDS, USE_CLASSES, type PlanDifference } from '../codes';
import { comparePlan } from '../plan-difference';
import { balancePlan, type BalanceAmounts, type PlanBalance } from './plan-balance';
import { BALANCE_CLASSES, COMPARISON_CLASSES, type BalanceClass, type ComparisonClass } from './comparison-codes';
import { differContents, isEmptyChange, type AreaChange, type PlanChange } from './plan-change';
import { EMPTY_PLAN, indexEntries, partsOf, type PlanContent, type PlanEntry } from './plan-content';
import type { PlanStock } from './plan-stock';

/** What the second side has more (positive) or less of than the first. */
export interface BalanceChange extends BalanceAmounts {
  readonly class: BalanceClass;
}

export interface PlanComparison {
  /** Per row of the stock: index into `COMPARISON_CLASSES`. */
  readonly classes: Uint8Array;
  /** Units by class. */
  readonly counts: Readonly<Record<ComparisonClass, number>>;
  readonly from: PlanBalance;
  readonly to: PlanBalance;
  /** Parallel to `BALANCE_CLASSES`; over all classes the areas come to nothing. */
  readonly changes: readonly BalanceChange[];
  /** Areas drawn on the map that differ. */
  readonly areas: readonly AreaChange[];
  /** Do both say the same in every word? */
  readonly isSame: boolean;
}

/** Compares two contents over the same units; `from` null is today. */
export function comparePlans(stock: PlanStock, from: PlanContent | null, to: PlanContent): PlanComparison {
  const change = differContents(from ?? EMPTY_PLAN, to);
  const entries = { from: from === null ? null : indexEntries(from), to: indexEntries(to) };
  const classes =
    entries.from === null
      ? classifyToday(stock, entries.to)
      : classifyPlans(stock, { from: entries.from, to: entries.to, change });
  const counts = COMPARISON_CLASSES.map(() => 0);
  for (const index of classes) counts[index]! += 1;
  const before = balancePlan(stock, from, { entries: entries.from });
  const after = balancePlan(stock, to, { entries: entries.to });
  return {
    classes,
    counts: Object.fromEntries(
      COMPARISON_CLASSES.map((name, index) => [name, counts[index]!])
    ) as PlanComparison['counts'],
    from: before,
    to: after,
    changes: BALANCE_CLASSES.map((name, index) => subtract(name, before.rows[index]!, after.rows[index]!)),
    areas: change.areas,
    isSame: from !== null && isEmptyChange(change)
  };
}

function subtract(name: BalanceClass, before: BalanceAmounts, after: BalanceAmounts): BalanceChange {
  return {
    class: name,
    units: after.units - before.units,
    areaSqm: after.areaSqm.map((area, type) => area - before.areaSqm[type]!),
    unitsWithoutArea: after.unitsWithoutArea - before.unitsWithoutArea,
    frontageM: after.frontageM - before.frontageM
  };
}

const CODE = Object.fromEntries(COMPARISON_CLASSES.map((name, index) => [name, index])) as Readonly<
  Record<ComparisonClass, number>
>;

type Entries = ReadonlyMap<number, PlanEntry>;

function classifyPlans(
  stock: PlanStock,
  { from, to, change }: { from: Entries; to: Entries; change: PlanChange }
): Uint8Array {
  // Who is joined to another changes that one, too, and whatever else is joined to it.
  const touched = new Set<number>();
  for (const { unitId, before, after } of change.entries) {
    touched.add(unitId);
    for (const entry of [before, after]) if (entry !== null && entry.joinedTo !== null) touched.add(entry.joinedTo);
  }
  const isTouched = (entry: PlanEntry | undefined): boolean =>
    entry !== undefined && (touched.has(entry.unitId) || (entry.joinedTo !== null && touched.has(entry.joinedTo)));
  return Uint8Array.from(stock.unitId, (unitId) => {
    const [one, other] = [from.get(unitId), to.get(unitId)];
    if (one === undefined) return other === undefined ? CODE.untouched : CODE.added;
    if (other === undefined) return CODE.removed;
    if (!isTouched(one) && !isTouched(other)) return CODE.same;
    return usesOf(from, unitId) === usesOf(to, unitId) ? CODE.detail : CODE.use;
  });
}

/** The uses that a plan gives a unit, as one text whatever their order and number. */
function usesOf(entries: Entries, unitId: number): string {
  const parts = partsOf(entries, unitId);
  if (parts.length === 1) return parts[0]!.use;
  return [...new Set(parts.map(({ use }) => use))].sort().join();
}

/** The strongest of what the parts of a unit say, in this order. */
const CLASS_BY_DIFFERENCE: readonly (readonly [PlanDifference, ComparisonClass])[] = [
  ['change', 'use'],
  ['to_settle', 'added'],
  ['not_comparable', 'not_comparable']
];

/** Beside today the rule is that of the map's theme "plan and today" (`comparePlan`), also for what is withheld. */
function classifyToday(stock: PlanStock, entries: Entries): Uint8Array {
  const leads = new Set<number>();
  for (const { joinedTo } of entries.values()) if (joinedTo !== null) leads.add(joinedTo);
  return Uint8Array.from(stock.unitId, (unitId, row) => {
    const parts = partsOf(entries, unitId);
    if (parts.length === 0) return CODE.untouched;
    const today = {
      status: SHOWN_STATUSES[stock.status[row]!]!,
      use: USE_CLASSES[stock.use[row]!] ?? null,
      kind: UNIT_KINDS[stock.kind[row]!]!
    };
    const differences = parts.map(({ use }) => comparePlan(use, today));
    const strongest = CLASS_BY_DIFFERENCE.find(([difference]) => differences.includes(difference));
    if (strongest) return CODE[strongest[1]];
    const isReshaped = parts.length > 1 || leads.has(unitId) || entries.get(unitId)?.joinedTo !== null;
    return isReshaped ? CODE.detail : CODE.same;
  });
}
