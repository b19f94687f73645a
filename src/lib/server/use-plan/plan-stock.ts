import { SHOWN_STATUSES, STOREY_TYPES } from '../../domain/codes';
import { toDayNumber } from '../../domain/interval';
import { indexPlanStock, NO_USE, type PlanStock, type PlanStockColumns } from '../../domain/plan/plan-stock';
import { isGroundFloorStorey } from '../../domain/storey';
import type { ServiceContext } from '../context';
import { getQuarter } from '../quarter';
import { seenStates, UNRECORDED, WITHHELD } from '../stock/seen-state';
import { quarterStock } from '../stock/stock';
import type { QuarterStock } from '../stock/stock-columns';

const UNKNOWN = SHOWN_STATUSES.indexOf('unknown');
const NOT_SHOWN = SHOWN_STATUSES.indexOf('withheld');

/**
 * The units that exist today in the areas of plans (blocks; null: the whole quarter), with their use as far as the actor
 * may see it. They come from the stock in memory, so that ten thousand take some milliseconds.
 */
export async function readPlanStock(context: ServiceContext, blockIds: readonly (number | null)[]): Promise<PlanStock> {
  const [stock, { settings }] = await Promise.all([quarterStock(context), getQuarter(context)]);
  const { units } = stock.columns;
  const blocks = blockIds.includes(null) ? null : new Set(blockIds);
  const today = toDayNumber(context.today);
  const rows: number[] = [];
  for (let row = 0; row < stock.unitId.length; row += 1) {
    const isThere = units.from[row]! <= today && today < units.to[row]!;
    if (isThere && (blocks === null || blocks.has(units.block[row]!))) rows.push(row);
  }
  const { countsRaisedGroundFloor } = settings.parameters;
  return indexPlanStock({
    unitId: Int32Array.from(rows, (row) => stock.unitId[row]!),
    buildingId: Int32Array.from(rows, (row) => units.building[row]!),
    kind: Uint8Array.from(rows, (row) => units.kind[row]!),
    areaSqm: Float64Array.from(rows, (row) => units.areaSqm[row]!),
    areaType: Uint8Array.from(rows, (row) => units.areaType[row]!),
    frontageM: Float64Array.from(rows, (row) => units.frontageM[row]!),
    isGroundFloor: Uint8Array.from(rows, (row) =>
      isGroundFloorStorey(STOREY_TYPES[units.storeyType[row]!]!, units.level[row]!, countsRaisedGroundFloor) ? 1 : 0
    ),
    ...readStates(context, stock, rows)
  });
}

/** Codes of statuses in the stock are those of `SHOWN_STATUSES`, which begins with them. */
function readStates(
  context: ServiceContext,
  stock: QuarterStock,
  rows: readonly number[]
): Pick<PlanStockColumns, 'status' | 'use'> {
  const stateOf = seenStates(context, stock, context.today);
  const status = new Uint8Array(rows.length);
  const use = new Uint8Array(rows.length).fill(NO_USE);
  rows.forEach((row, index) => {
    const occupancy = stateOf(row);
    if (occupancy === WITHHELD) status[index] = NOT_SHOWN;
    else if (occupancy === UNRECORDED) status[index] = UNKNOWN;
    else {
      status[index] = stock.columns.occupancies.status[occupancy]!;
      use[index] = stock.useClass[occupancy]!;
    }
  });
  return { status, use };
}
