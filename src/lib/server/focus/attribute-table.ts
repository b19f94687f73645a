import {
  OCCUPANCY_STATUSES,
  UNIT_KINDS,
  USE_CLASSES,
  type ShownStatus,
  type UnitKind,
  type UseClass
} from '../../domain/codes';
import { toDayNumber, type IsoDate } from '../../domain/interval';
import { selectUnits } from '../../domain/stock-selection';
import type { ServiceContext } from '../context';
import type { FigureArea } from '../stock/figure-area';
import { getQuarter } from '../quarter';
import { seenStates, WITHHELD } from '../stock/seen-state';
import { NO_USE, type QuarterStock } from '../stock/stock-columns';
import { readScope } from '../stock/stock-scope';

/** Every unit of an area as of a day, as parallel columns; what the reader may not see is `withheld` and null. */
export interface AttributeTable {
  readonly on: IsoDate;
  readonly units: {
    readonly id: readonly number[];
    readonly building: readonly number[];
    readonly kind: readonly UnitKind[];
    readonly level: readonly number[];
    readonly areaSqm: readonly (number | null)[];
    readonly status: readonly ShownStatus[];
    readonly use: readonly (UseClass | null)[];
  };
}

/**
 * The attribute table of the units that exist on `date`. Who may not read every status gets today's states
 * for a day ahead. Throws `not_found` for an area that the quarter does not have.
 */
export async function getAttributeTable(
  context: ServiceContext,
  { scope: area, date }: { readonly scope: FigureArea; readonly date: IsoDate }
): Promise<AttributeTable> {
  const { stock, scope } = await readScope(context, await getQuarter(context), area);
  const { units } = stock.columns;
  const mask = selectUnits(stock.columns, scope, 'all');
  const day = toDayNumber(date);
  const stateOf = seenStates(context, stock, date);
  const table = { id: [], building: [], kind: [], level: [], areaSqm: [], status: [], use: [] } as Mutable;
  for (let row = 0; row < mask.length; row += 1) {
    if (mask[row] === 0 || day < units.from[row]! || units.to[row]! <= day) continue;
    table.id.push(stock.unitId[row]!);
    table.building.push(units.building[row]!);
    table.kind.push(UNIT_KINDS[units.kind[row]!]!);
    table.level.push(units.level[row]!);
    table.areaSqm.push(Number.isNaN(units.areaSqm[row]) ? null : units.areaSqm[row]!);
    pushState(table, stock, stateOf(row));
  }
  return { on: date, units: table };
}

type Mutable = { -readonly [Key in keyof AttributeTable['units']]: AttributeTable['units'][Key][number][] };

function pushState(table: Mutable, stock: QuarterStock, occupancy: number): void {
  if (occupancy < 0) {
    table.status.push(occupancy === WITHHELD ? 'withheld' : 'unknown');
    table.use.push(null);
    return;
  }
  const use = stock.useClass[occupancy]!;
  table.status.push(OCCUPANCY_STATUSES[stock.columns.occupancies.status[occupancy]!]!);
  table.use.push(use === NO_USE ? null : USE_CLASSES[use]!);
}
