import { isIsoDate, type IsoDate } from '../interval';
import { readTypedDay, readTypedNumber } from '../typed';
import { PLAN_COLUMNS, type PlanCell, type PlanColumn, type PlanTableWords } from './plan-table';

/** Days from Excel's day 0 to 1970-01-01, in its calendar of 1900. */
const EXCEL_EPOCH_DAYS = 25_569;
const MS_PER_DAY = 86_400_000;
/** 2999-12-31 as Excel counts. */
const MOST_SERIAL = 401_768;
/** Rows above the table in which people write what it is. */
const MOST_ROWS_ABOVE = 20;

/** A cell as text without space around it; null where nothing stands in it. */
export function readCellText(cell: PlanCell): string | null {
  if (cell === null) return null;
  if (cell instanceof Date) return readCellDay(cell);
  return String(cell).replace(/\r\n?/g, '\n').trim() || null;
}

/** A number, also where it is typed as text in the reader's language; null where it is none. */
export function readCellNumber(cell: PlanCell, locale: string): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  return typeof cell === 'string' ? readTypedNumber(cell, locale) : null;
}

/** A day as spreadsheets keep it: a date, days since 1900, or text. Null where there is no such day. */
export function readCellDay(cell: PlanCell): IsoDate | null {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : asDay(cell.getTime());
  if (typeof cell === 'number') {
    const isSerial = cell >= 1 && cell <= MOST_SERIAL;
    return isSerial ? asDay((Math.floor(cell) - EXCEL_EPOCH_DAYS) * MS_PER_DAY) : null;
  }
  return typeof cell === 'string' ? readTypedDay(cell.trim().replace(/T00:00(:00(\.0+)?)?Z?$/, '')) : null;
}

function asDay(time: number): IsoDate | null {
  const day = new Date(time).toISOString().slice(0, 10);
  return isIsoDate(day) ? day : null;
}

/** Text by which names are compared: without case, without more than one space, in one form of Unicode. */
export function nameKey(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Where the table stands in a sheet. */
export interface TableHead {
  /** Index of the first row below the head. */
  readonly firstRow: number;
  /** Index of each column that the sheet has. */
  readonly columns: ReadonlyMap<PlanColumn, number>;
}

/**
 * Finds the head of the table, whatever stands above it, in whatever language and order its columns are; a second row
 * of names below it (the codes) belongs to it. Null where a sheet has no such table.
 */
export function findTableHead(
  rows: readonly (readonly PlanCell[])[],
  languages: readonly Pick<PlanTableWords, 'columns'>[]
): TableHead | null {
  const names = new Map<string, PlanColumn>();
  for (const column of PLAN_COLUMNS) {
    names.set(nameKey(column), column);
    for (const { columns } of languages) names.set(nameKey(columns[column]), column);
  }
  const readHead = (row: readonly PlanCell[]) => {
    const found = new Map<PlanColumn, number>();
    for (const [index, cell] of row.entries()) {
      const column = typeof cell === 'string' ? names.get(nameKey(cell)) : undefined;
      if (column !== undefined && !found.has(column)) found.set(column, index);
    }
    return found;
  };
  for (const [index, row] of rows.slice(0, MOST_ROWS_ABOVE).entries()) {
    const columns = readHead(row);
    if (!isTable(columns)) continue;
    const below = readHead(rows[index + 1] ?? []);
    const isDoubled = isTable(below);
    return { firstRow: index + (isDoubled ? 2 : 1), columns: isDoubled ? new Map([...below, ...columns]) : columns };
  }
  return null;
}

/** It must say which units, and what they should become. */
function isTable(columns: ReadonlyMap<PlanColumn, number>): boolean {
  const namesUnits = columns.has('unitId') || (columns.has('house') && columns.has('unit'));
  return namesUnits && (columns.has('use') || columns.has('useCode'));
}
