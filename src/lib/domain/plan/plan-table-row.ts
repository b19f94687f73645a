import { PLAN_USES, type PlanUse } from '../codes';
import type { Issue, RefusalCode } from '../refusal';
import type { PlanContent } from './plan-content';
import type { PlanCell, PlanColumn, PlanTableWords, TableUnit } from './plan-table';
import { nameKey, readCellNumber, readCellText } from './plan-table-cells';

/** Why a row cannot be taken; `row` counts as the spreadsheet does, from 1 on. */
export interface RowIssue extends Pick<Issue, 'code' | 'details'> {
  /** 0 where no row is to blame. */
  readonly row: number;
  /** Null: the row as a whole. */
  readonly column: PlanColumn | null;
}

export interface TableReader {
  readonly units: readonly TableUnit[];
  /** What the plan says at present: it tells which of a name and its code was changed, and fills missing columns. */
  readonly present?: PlanContent;
  readonly languages: readonly PlanTableWords[];
  /** Of whoever reads: how numbers are typed. */
  readonly locale: string;
}

interface RowWords extends Pick<TableReader, 'languages' | 'locale' | 'units'> {
  readonly columns: ReadonlyMap<PlanColumn, number>;
}

/** Reads rows cell by cell and collects what cannot be read. */
export class RowReader {
  readonly issues: RowIssue[] = [];
  readonly byId: ReadonlyMap<number, TableUnit>;
  readonly byPlace: ReadonlyMap<string, TableUnit>;
  readonly uses: ReadonlyMap<string, PlanUse>;

  constructor(readonly words: RowWords) {
    const { units, languages } = words;
    this.byId = new Map(units.map((unit) => [unit.unitId, unit]));
    this.byPlace = new Map(
      units.flatMap((unit) => unit.houses.map((house) => [placeKey(house, unit.code), unit] as const))
    );
    this.uses = new Map([
      ...languages.flatMap(({ uses }) => PLAN_USES.map((use) => [nameKey(uses[use]), use] as const)),
      ...PLAN_USES.map((use) => [use, use] as const)
    ]);
  }

  at(number: number, cells: readonly PlanCell[]): ReadRow {
    return new ReadRow(this, number, cells);
  }
}

const placeKey = (house: string, code: string) => `${nameKey(house)}\n${nameKey(code)}`;
/** What is typed cannot be read; told apart from an empty cell (null) and a missing column (undefined). */
const UNREADABLE = Symbol('unreadable');
type Read<Value> = Value | null | undefined | typeof UNREADABLE;

/** One row of a sheet, cell by cell; `refuse` says what is wrong with it. */
export class ReadRow {
  isRefused = false;

  constructor(
    readonly reader: RowReader,
    readonly number: number,
    readonly cells: readonly PlanCell[]
  ) {}

  has(column: PlanColumn): boolean {
    return this.reader.words.columns.has(column);
  }

  cell(column: PlanColumn): PlanCell {
    const index = this.reader.words.columns.get(column);
    return index === undefined ? null : (this.cells[index] ?? null);
  }

  text(column: PlanColumn): string | null {
    return readCellText(this.cell(column));
  }

  /** The first issue of a cell stays. */
  refuse(column: PlanColumn | null, code: RefusalCode): null {
    const { issues } = this.reader;
    const isKnown = issues.some((issue) => issue.row === this.number && issue.column === column);
    if (!isKnown) issues.push({ row: this.number, column, code });
    this.isRefused = true;
    return null;
  }

  /** The cell by `read`, null where it is empty, `absent` where there is no such column. */
  value<Value>(
    column: PlanColumn,
    { read, code, absent }: { read: (cell: PlanCell) => Value | null; code: RefusalCode; absent: Value | null }
  ): Value | null {
    if (!this.has(column)) return absent;
    if (this.text(column) === null) return null;
    return read(this.cell(column)) ?? this.refuse(column, code);
  }

  amount(column: PlanColumn, absent: number | null): number | null {
    const read = (cell: PlanCell) => readCellNumber(cell, this.reader.words.locale);
    return this.value(column, { read, code: 'not_a_number', absent });
  }

  /** The unit by its number, checked against its code; without a number by house and code. */
  unit(): TableUnit | null {
    const { byId, byPlace } = this.reader;
    const [house, code] = [this.text('house'), this.text('unit')];
    if (this.text('unitId') !== null) {
      const unit = byId.get(readCellNumber(this.cell('unitId'), 'en') ?? NaN);
      if (unit === undefined) return this.refuse('unitId', 'unit_not_in_plan');
      return code === null || nameKey(code) === nameKey(unit.code) ? unit : this.refuse('unitId', 'cells_disagree');
    }
    if (house === null || code === null) return this.refuse(null, 'row_not_readable');
    return byPlace.get(placeKey(house, code)) ?? this.refuse('unit', 'unit_not_in_plan');
  }

  use(present: PlanUse | null): PlanUse | null {
    const read = (column: PlanColumn): Read<PlanUse> => {
      if (!this.has(column)) return undefined;
      const text = this.text(column);
      return text === null ? null : (this.reader.uses.get(nameKey(text)) ?? UNREADABLE);
    };
    return this.#settle(['use', 'useCode'], [read('use'), read('useCode')], present);
  }

  joinedTo(unit: TableUnit, present: number | null): number | null {
    const { byId, byPlace } = this.reader;
    const read = (column: PlanColumn, find: (text: string) => TableUnit | undefined): Read<number> => {
      if (!this.has(column)) return undefined;
      const text = this.text(column);
      return text === null ? null : (find(text)?.unitId ?? UNREADABLE);
    };
    const named = read('joinedTo', (code) => byPlace.get(placeKey(unit.houses[0]!, code)));
    const numbered = read('joinedToId', () => byId.get(readCellNumber(this.cell('joinedToId'), 'en') ?? NaN));
    return this.#settle(['joinedTo', 'joinedToId'], [named, numbered], present);
  }

  /** Of a name and its code the one that was changed; both may be, to the same. */
  #settle<Value>(
    [nameColumn, codeColumn]: readonly [PlanColumn, PlanColumn],
    [name, code]: readonly [Read<Value>, Read<Value>],
    present: Value | null
  ): Value | null {
    const refusal = nameColumn === 'use' ? 'unknown_code' : 'unit_not_in_plan';
    if (name === undefined && code === undefined) return present;
    if (name === UNREADABLE) return this.refuse(nameColumn, refusal);
    if (code === UNREADABLE) return this.refuse(codeColumn, refusal);
    if (name === undefined || name === present) return code === undefined ? (name ?? null) : code;
    if (code === undefined || code === present || code === name) return name;
    // Typed into one of them, and taken out of the other: what is typed is meant.
    if (name === null || code === null) return name ?? code;
    return this.refuse(nameColumn, 'cells_disagree');
  }
}
