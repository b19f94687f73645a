import { sql, type SQL } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import type { FigureScope } from '../../domain/stock-selection';
import type { ServiceContext } from '../context';
import type { FigureArea } from './figure-area';
import type { QuarterDetail } from '../quarter';
import { areaStock, findUnitRow, quarterStock } from './stock';
import type { QuarterStock } from './stock-columns';

export interface ScopedStock {
  readonly stock: QuarterStock;
  readonly scope: FigureScope;
}

/**
 * The stock that an area is counted in. Houses and blocks are read alone: what may be published of a block
 * does not hang on other blocks. Throws `not_found` for an area that the quarter does not have.
 */
export async function readScope(
  context: ServiceContext,
  quarter: QuarterDetail,
  area: FigureArea
): Promise<ScopedStock> {
  switch (area.kind) {
    case 'quarter':
      return { stock: await quarterStock(context), scope: area };
    case 'building': {
      const id = await findId(context, 'building', sql`building where id = ${area.id} and quarter_id = ${quarter.id}`);
      return { stock: await areaStock(context, area), scope: { kind: 'building', building: id } };
    }
    case 'block': {
      const slug = area.slug ?? quarter.settings.focusBlock;
      const block = await findId(context, 'block', sql`block where slug = ${slug} and quarter_id = ${quarter.id}`);
      return { stock: await areaStock(context, { kind: 'block', slug }), scope: { kind: 'block', block } };
    }
    case 'district': {
      const found = sql`district where code = ${area.code} and quarter_id = ${quarter.id}`;
      const district = await findId(context, 'district', found);
      return { stock: await quarterStock(context), scope: { kind: 'district', district } };
    }
    case 'selection': {
      const stock = await quarterStock(context);
      return { stock, scope: { kind: 'units', mask: markUnits(stock, area.unitIds) } };
    }
  }
}

function markUnits(stock: QuarterStock, unitIds: readonly number[]): Uint8Array {
  const mask = new Uint8Array(stock.unitId.length);
  for (const id of unitIds) {
    const row = findUnitRow(stock, id);
    if (row >= 0) mask[row] = 1;
  }
  return mask;
}

async function findId(context: ServiceContext, noun: string, from: SQL): Promise<number> {
  const [found] = await context.db.execute<{ id: number }>(sql`select id from ${from}`);
  if (!found) throw new DomainError('not_found', `${noun}_not_found`);
  return found.id;
}
