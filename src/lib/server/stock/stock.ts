import type { ServiceContext } from '../context';
import { RevisionMemo, type Kept } from '../record/revision';
import { advanceStock } from './stock-change';
import { inSnapshot, readStock, type QuarterStock, type StockArea } from './stock-columns';
import { seekUnitRow } from './stock-splice';

const stocks = new RevisionMemo<QuarterStock>('stock');

/**
 * All units of the quarter, kept in memory and brought up to date where the stock has changed: the changed units
 * are read, or the whole quarter where they are not known or too many. Each call asks the database for the
 * revision of the stock, a look at one row, so that no reader sees an old state even when another process
 * wrote; a notification could come too late.
 */
export function quarterStock(context: ServiceContext): Promise<QuarterStock> {
  return stocks.get(
    context,
    context.quarter,
    async (kept) => (kept && (await followChanges(context, kept))) ?? areaStock(context, { kind: 'quarter' })
  );
}

async function followChanges(context: ServiceContext, kept: Kept<QuarterStock>): Promise<QuarterStock | null> {
  // Those who asked for a load that failed were told; here it only means that there is nothing to start from.
  const stock = await kept.value.catch(() => null);
  return stock && advanceStock(context, stock, kept.revision);
}

/** The stock of one area, read afresh: a page of a house costs the same in a town of any size. */
export function areaStock(context: ServiceContext, area: StockArea): Promise<QuarterStock> {
  return inSnapshot(context, (snapshot) => readStock(snapshot, area));
}

/** Row of a unit, -1 where the stock does not have it. */
export function findUnitRow(stock: QuarterStock, id: number): number {
  const row = seekUnitRow(stock, id);
  return stock.unitId[row] === id ? row : -1;
}
