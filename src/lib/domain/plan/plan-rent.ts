import { SHOWN_STATUSES, USE_CLASSES } from '../codes';
import { balancePlan } from './plan-balance';
import { indexEntries, type PlanContent } from './plan-content';
import { sumAreas, weighAreas, type Effect } from './plan-effect';
import type { PlanRatio } from './plan-ratio';
import { keepRows, type PlanStock } from './plan-stock';

/** Cold rents of today's tenancies in cents per month, by unit; a unit without a known rent is missing. Restricted. */
export type KnownRents = ReadonlyMap<number, number>;

/** Cold rent of all units in cents per month: a known one where the use stays, else the ratio of the use. Restricted. */
export interface RentEffect extends Omit<Effect, 'value'> {
  /** Null where nothing is known of any of them. */
  readonly cents: number | null;
  readonly knownCents: number;
  readonly knownUnits: number;
  readonly estimatedCents: number | null;
}

interface RentQuestion {
  readonly stock: PlanStock;
  /** Null: today. */
  readonly content: PlanContent | null;
  readonly ratios: readonly PlanRatio[];
  readonly rents: KnownRents;
}

const CENTS_PER_EURO = 100;

export function sumRents({ stock, content, ratios, rents }: RentQuestion): RentEffect {
  const stays = markStaying(stock, content);
  let knownCents = 0;
  let knownUnits = 0;
  const others = keepRows(stock, (row) => {
    const cents = stays[row] === 1 ? rents.get(stock.unitId[row]!) : undefined;
    if (cents === undefined) return true;
    knownCents += cents;
    knownUnits += 1;
    return false;
  });
  const balance = balancePlan(others, content);
  const euros = weighAreas(sumAreas(balance, ratios), { ratios, key: 'rent_per_sqm', per: 1, uses: USE_CLASSES });
  const { value, ...gaps } = euros;
  const estimatedCents = value === null ? null : Math.round(value * CENTS_PER_EURO);
  const isKnown = knownUnits > 0 || estimatedCents !== null;
  return {
    ...gaps,
    cents: isKnown ? knownCents + (estimatedCents ?? 0) : null,
    knownCents,
    knownUnits,
    estimatedCents
  };
}

/** 1 for units in use that the plan leaves whole and with the use that they have: their tenancies may go on. */
function markStaying(stock: PlanStock, content: PlanContent | null): Uint8Array {
  const entries = content === null ? null : indexEntries(content);
  const leads = new Set(content?.entries.flatMap(({ joinedTo }) => joinedTo ?? []));
  return Uint8Array.from(stock.unitId, (unitId, row) => {
    const status = SHOWN_STATUSES[stock.status[row]!]!;
    if (status !== 'occupied' && status !== 'interim') return 0;
    const entry = entries?.get(unitId);
    if (entry === undefined) return 1;
    const isWhole = entry.joinedTo === null && entry.parts.length === 1 && !leads.has(unitId);
    return isWhole && entry.parts[0]!.use === USE_CLASSES[stock.use[row]!] ? 1 : 0;
  });
}
