import type { ServiceContext } from './context';
import { RevisionMemo } from './revision';
import { readStock, type QuarterStock, type StockArea } from './stock-columns';

const stocks = new RevisionMemo<QuarterStock>('stock');

/**
 * All units of the quarter, kept in memory from one change of the stock to the next. Each call asks the
 * database for the revision of the stock, a look at one row, so that no reader sees an old state even when
 * another process wrote; a notification could come too late.
 */
export function quarterStock(context: ServiceContext): Promise<QuarterStock> {
  return stocks.get(context, context.quarter, () => readStock(context, { kind: 'quarter' }));
}

/** The stock of one house or block, read afresh: a page of a house costs the same in a town of any size. */
export function areaStock(context: ServiceContext, area: StockArea): Promise<QuarterStock> {
  return readStock(context, area);
}

/** Row of a unit, -1 where the stock does not have it. */
export function findUnitRow({ unitId }: QuarterStock, id: number): number {
  let low = 0;
  let high = unitId.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = unitId[middle]!;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
