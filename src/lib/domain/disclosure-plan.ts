import { UNIT_KINDS } from './codes';
import type { FigureGroup } from './figure';
import type { StockColumns } from './stock';
import type { FigureScope } from './stock-selection';

const DWELLING = UNIT_KINDS.indexOf('dwelling');

/** What is secret about a unit: its status (unless that is public by itself), or when its tenancy ends (always). */
export const SECRETS = ['status', 'tenancy_end'] as const;
export type Secret = (typeof SECRETS)[number];

type UnitGroup = Exclude<FigureGroup, 'all'>;

/** Per fixed area, whether a figure of the secret and group may be published on the day. */
export interface DisclosurePlan {
  readonly allows: (scope: FigureScope, group: FigureGroup, secret: Secret) => boolean;
}

/**
 * Decides for all fixed areas together which figures that rest on secret units may be public on `day`.
 *
 * A set of secret units may be summed up when it holds at least `k` units in at least `k` houses. Areas are
 * nested, so a reader may subtract what is published: what is left of an area without the published areas
 * inside it must be empty or meet the rule, too. Decided from below (blocks, districts, quarter), so that the
 * smallest area is published and the one around it gives way (secondary suppression). Dwellings and other
 * units are decided apart; both together only where each may be, because their sum tells the one from the other.
 */
export function planDisclosure(stock: StockColumns, day: number, k: number): DisclosurePlan {
  const memory = plansByStock.get(stock) ?? { changes: listChanges(stock), plans: new Map<string, DisclosurePlan>() };
  plansByStock.set(stock, memory);
  const key = `${countUpTo(memory.changes, day)}/${k}`;
  const known = memory.plans.get(key);
  if (known) return known;
  const plan = decidePlan(stock, day, k);
  if (memory.plans.size >= MAX_PLANS) memory.plans.clear();
  memory.plans.set(key, plan);
  return plan;
}

/** A plan hangs on which units exist, and so is the same for all days from one change of the stock to the next. */
const plansByStock = new WeakMap<StockColumns, { changes: Int32Array; plans: Map<string, DisclosurePlan> }>();
const MAX_PLANS = 64;

/** Days on which a unit begins or ends to exist, rising. */
function listChanges({ units }: StockColumns): Int32Array {
  return Int32Array.from(new Set([...new Set(units.from), ...new Set(units.to)])).sort();
}

function countUpTo(changes: Int32Array, day: number): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function decidePlan(stock: StockColumns, day: number, k: number): DisclosurePlan {
  const plans = new Map<string, AreaDecisions>();
  const everywhere = new Int32Array(stock.units.kind.length);
  const decide = (group: UnitGroup, secret: Secret): AreaDecisions => {
    const key = `${group}/${secret}`;
    const known = plans.get(key);
    if (known) return known;
    const secretUnits = listSecretUnits(stock, { day, group, secret });
    const block = publishLevel(stock, secretUnits, { areaOf: stock.units.block, k });
    const district = publishLevel(stock, block.open, { areaOf: stock.units.district, k });
    const quarter = publishLevel(stock, district.open, { areaOf: everywhere, k });
    const decisions = { block: block.isPublic, district: district.isPublic, quarter: quarter.isPublic };
    plans.set(key, decisions);
    return decisions;
  };
  const allows: DisclosurePlan['allows'] = (scope, group, secret) => {
    if (group === 'all') return allows(scope, 'commercial', secret) && allows(scope, 'dwelling', secret);
    switch (scope.kind) {
      case 'block':
        return decide(group, secret).block[scope.block] !== 0;
      case 'district':
        return decide(group, secret).district[scope.district] !== 0;
      case 'quarter':
        return decide(group, secret).quarter[0] !== 0;
      case 'building':
      case 'units':
        return false;
    }
  };
  return { allows };
}

/** Per level and area: 0 where the area is withheld; an area beyond the last holds no secret unit. */
type AreaDecisions = Readonly<Record<'block' | 'district' | 'quarter', Uint8Array>>;

/** Rows of the existing units of the group that have the secret. */
function listSecretUnits(
  { units }: StockColumns,
  { day, group, secret }: { readonly day: number; readonly group: UnitGroup; readonly secret: Secret }
): Int32Array {
  const rows = new Int32Array(units.kind.length);
  const wantsDwellings = group === 'dwelling';
  const isAlwaysSecret = secret === 'tenancy_end';
  let count = 0;
  for (let unit = 0; unit < rows.length; unit += 1) {
    if (day < units.from[unit]! || units.to[unit]! <= day) continue;
    if ((units.kind[unit] === DWELLING) !== wantsDwellings) continue;
    if (isAlwaysSecret || units.isStatusPublic[unit] === 0) rows[count++] = unit;
  }
  return rows.subarray(0, count);
}

/**
 * Publishes the areas of one level that hold none or enough of the `open` units (those that no published area
 * covers yet), and returns the units that stay open. A house lies in one area of a level. Units in k houses are
 * at least k units, so that counting the houses holds both halves of the rule.
 */
function publishLevel(
  { units }: StockColumns,
  open: Int32Array,
  { areaOf, k }: { readonly areaOf: Int32Array; readonly k: number }
): { readonly isPublic: Uint8Array; readonly open: Int32Array } {
  const areaCount = maximum(areaOf, open) + 1;
  const houseCounts = new Int32Array(areaCount);
  const isHouseSeen = new Uint8Array(maximum(units.building, open) + 1);
  for (const unit of open) {
    const area = areaOf[unit]!;
    if (area < 0) continue;
    const building = units.building[unit]!;
    if (isHouseSeen[building] === 1) continue;
    isHouseSeen[building] = 1;
    houseCounts[area]! += 1;
  }
  const isPublic = new Uint8Array(areaCount);
  for (let area = 0; area < areaCount; area += 1) {
    isPublic[area] = houseCounts[area] === 0 || houseCounts[area]! >= k ? 1 : 0;
  }
  return { isPublic, open: open.filter((unit) => areaOf[unit]! < 0 || isPublic[areaOf[unit]!] === 0) };
}

/** The largest value of `column` in `rows`, at least -1. */
function maximum(column: Int32Array, rows: Int32Array): number {
  let largest = -1;
  for (const row of rows) if (column[row]! > largest) largest = column[row]!;
  return largest;
}
