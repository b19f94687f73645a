import type { StockColumns } from './stock';
import { INTERIM, OCCUPIED, VACANT } from './unit-reading';

/** V16, internal: how long vacancies last until a unit is let again. */
export interface RelettingTime {
  /** Median of the closed spells; null where there is none. */
  readonly medianDays: number | null;
  /** Spells that ended in a use within the period. */
  readonly closed: number;
  /** Spells still running at the end of the period, or that ended otherwise (works, unusable, unit closed, record ends). */
  readonly censored: number;
  /** Spells that ended in a use, but whose start nobody knows: outside the median. */
  readonly startUnknown: number;
}

/**
 * Median length of the vacancy spells that ended in [from, to), among the units that `selection` keeps. A spell
 * is a run of adjoining vacant rows. Closed spells alone understate the time, so the censored ones are counted.
 */
export function measureReletting(
  stock: StockColumns,
  selection: Uint8Array | null,
  period: { readonly from: number; readonly to: number }
): RelettingTime {
  const lengths: number[] = [];
  let censored = 0;
  let startUnknown = 0;
  for (let unit = 0; unit < stock.units.from.length; unit += 1) {
    if (selection !== null && selection[unit] !== 1) continue;
    for (const spell of listSpells(stock, unit)) {
      if (spell.from >= period.to || spell.to < period.from) continue;
      if (spell.to >= period.to || !spell.isRelet) censored += 1;
      else if (spell.isStartKnown) lengths.push(spell.to - spell.from);
      else startUnknown += 1;
    }
  }
  return { medianDays: median(lengths), closed: lengths.length, censored, startUnknown };
}

interface VacancySpell {
  from: number;
  to: number;
  isStartKnown: boolean;
  isRelet: boolean;
}

function listSpells({ units, occupancies }: StockColumns, unit: number): VacancySpell[] {
  const spells: VacancySpell[] = [];
  let open: VacancySpell | null = null;
  for (let row = occupancies.first[unit]!; row < occupancies.first[unit + 1]!; row += 1) {
    const from = occupancies.from[row]!;
    const to = Math.min(occupancies.to[row]!, units.to[unit]!);
    const status = occupancies.status[row]!;
    const adjoins: boolean = open !== null && open.to === from;
    if (status !== VACANT) {
      if (open !== null && adjoins) open.isRelet = status === OCCUPIED || status === INTERIM;
      open = null;
    } else if (open !== null && adjoins) {
      open.to = to;
    } else {
      open = { from, to, isStartKnown: occupancies.isStartKnown[row] === 1, isRelet: false };
      spells.push(open);
    }
  }
  return spells;
}

function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = Float64Array.from(numbers).sort();
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
