import { can } from '../../domain/access';
import { UNIT_KINDS } from '../../domain/codes';
import { toDayNumber, type IsoDate } from '../../domain/interval';
import type { ServiceContext } from '../context';
import type { QuarterStock } from './stock-columns';

/** Instead of a row: the reader may not see the unit's own state. */
export const WITHHELD = -2;
/** Instead of a row: nothing is recorded on the day. */
export const UNRECORDED = -1;

const DWELLING = UNIT_KINDS.indexOf('dwelling');

/**
 * The row of the occupancy that the actor may see of a unit (row of `stock`) on `date`, or `WITHHELD`, or `UNRECORDED`:
 * `isUnitWithheld` and `seenOccupancy` for the stock in memory. Who may not read every status gets today's states for a
 * day ahead.
 */
export function seenStates(context: ServiceContext, stock: QuarterStock, date: IsoDate): (row: number) => number {
  const seesDwellings = can(context.actor, 'dwelling-status:read');
  const seesCommercial = can(context.actor, 'commercial-status:read');
  const { units } = stock.columns;
  const day = toDayNumber(seesCommercial || date < context.today ? date : context.today);
  const isSeen = (row: number): boolean =>
    units.isStatusPublic[row] === 1 ||
    (units.kind[row] === DWELLING ? seesDwellings : seesCommercial) ||
    can(context.actor, units.kind[row] === DWELLING ? 'dwelling-status:read' : 'commercial-status:read', {
      buildingId: units.building[row]!
    });
  return (row) => (isSeen(row) ? findOccupancy(stock, row, day) : WITHHELD);
}

function findOccupancy({ columns: { occupancies } }: QuarterStock, unit: number, day: number): number {
  const end = occupancies.first[unit + 1]!;
  for (let row = occupancies.first[unit]!; row < end; row += 1) {
    if (occupancies.from[row]! <= day && day < occupancies.to[row]!) return row;
  }
  return UNRECORDED;
}
