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
  const plans = new Map<string, AreaDecisions>();
  const decide = (group: UnitGroup, secret: Secret): AreaDecisions => {
    const key = `${group}/${secret}`;
    const known = plans.get(key);
    if (known) return known;
    const isOpen = markSecretUnits(stock, { day, group, secret });
    const decisions = {
      block: publishLevel(stock, isOpen, { areaOf: stock.units.block, k }),
      district: publishLevel(stock, isOpen, { areaOf: stock.units.district, k }),
      quarter: publishLevel(stock, isOpen, { areaOf: new Int32Array(isOpen.length), k })
    };
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

/** Per level and area: 0 where the area is withheld. */
type AreaDecisions = Readonly<Record<'block' | 'district' | 'quarter', Uint8Array>>;

/** 1 for each existing unit of the group with a secret, as no published area covers it yet. */
function markSecretUnits(
  { units }: StockColumns,
  { day, group, secret }: { readonly day: number; readonly group: UnitGroup; readonly secret: Secret }
): Uint8Array {
  const marks = new Uint8Array(units.kind.length);
  const wantsDwellings = group === 'dwelling';
  const isAlwaysSecret = secret === 'tenancy_end';
  for (let unit = 0; unit < marks.length; unit += 1) {
    if (day < units.from[unit]! || units.to[unit]! <= day) continue;
    if ((units.kind[unit] === DWELLING) !== wantsDwellings) continue;
    if (isAlwaysSecret || units.isStatusPublic[unit] === 0) marks[unit] = 1;
  }
  return marks;
}

/**
 * Publishes the areas of one level whose open secret units are none or enough, and closes these units. A house
 * lies in one area of a level, so that houses are counted by their first open unit.
 */
function publishLevel(
  { units }: StockColumns,
  isOpen: Uint8Array,
  { areaOf, k }: { readonly areaOf: Int32Array; readonly k: number }
): Uint8Array {
  const areaCount = maximum(areaOf) + 1;
  const unitCounts = new Int32Array(areaCount);
  const houseCounts = new Int32Array(areaCount);
  const isHouseSeen = new Uint8Array(maximum(units.building) + 1);
  for (let unit = 0; unit < isOpen.length; unit += 1) {
    const area = areaOf[unit]!;
    if (isOpen[unit] === 0 || area < 0) continue;
    unitCounts[area]! += 1;
    const building = units.building[unit]!;
    if (isHouseSeen[building] === 1) continue;
    isHouseSeen[building] = 1;
    houseCounts[area]! += 1;
  }
  const decisions = new Uint8Array(areaCount);
  for (let area = 0; area < areaCount; area += 1) {
    decisions[area] = unitCounts[area] === 0 || (unitCounts[area]! >= k && houseCounts[area]! >= k) ? 1 : 0;
  }
  for (let unit = 0; unit < isOpen.length; unit += 1) {
    const area = areaOf[unit]!;
    if (isOpen[unit] === 1 && area >= 0 && decisions[area] === 1) isOpen[unit] = 0;
  }
  return decisions;
}

function maximum(column: Int32Array): number {
  let largest = -1;
  for (let row = 0; row < column.length; row += 1) if (column[row]! > largest) largest = column[row]!;
  return largest;
}
