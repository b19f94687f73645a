import { PLAN_USES } from '../../../src/lib/domain/codes';
import type { PlanContent, PlanUnit } from '../../../src/lib/domain/plan/plan-content';
import {
  PLAN_COLUMNS,
  writePlanTable,
  type PlanCell,
  type PlanColumn,
  type PlanTableWords,
  type TableUnit
} from '../../../src/lib/domain/plan/plan-table';

/** Words of an invented language: every name with its mark. */
export function wordsOf(mark: string): PlanTableWords {
  const named = <Code extends string>(codes: readonly Code[]) =>
    Object.fromEntries(codes.map((code) => [code, `${mark} ${code}`])) as Record<Code, string>;
  return { columns: named(PLAN_COLUMNS), uses: named(PLAN_USES), areaKinds: named(['building', 'courtyard']) };
}

export const ONE = wordsOf('Eins');
export const OTHER = wordsOf('Zwei');

export function toTableUnits(units: readonly PlanUnit[]): readonly TableUnit[] {
  return units.map((unit) => ({
    ...unit,
    code: `${unit.unitId}OG-L`,
    houses: [`Straße ${unit.buildingId}`, `Street ${unit.buildingId}`],
    ...{ storey: `${unit.unitId}. OG`, kind: 'Laden', present: 'leer' }
  }));
}

export type Sheet = (readonly PlanCell[])[];

/** A plan as a sheet as it is sent: two rows of names, then the rows. */
export function sheetOf(content: PlanContent, units: readonly TableUnit[], words = ONE): Sheet {
  const rows = writePlanTable(content, { units, words, areaSqm: () => 100 });
  return [
    PLAN_COLUMNS.map((column) => words.columns[column]),
    PLAN_COLUMNS,
    ...rows.map((row) => PLAN_COLUMNS.map((column) => row[column]))
  ];
}

/** Types into a cell of a sheet of `sheetOf`; rows count from 1 on. */
export function type(sheet: Sheet, row: number, cells: Partial<Record<PlanColumn, PlanCell>>): Sheet {
  const typed = PLAN_COLUMNS.map((column, index) =>
    Object.hasOwn(cells, column) ? (cells[column] ?? null) : (sheet[row - 1]![index] ?? null)
  );
  return sheet.map((line, index) => (index === row - 1 ? typed : line));
}

/** A sheet without some columns, the others in another order. */
export function reorder(sheet: Sheet, columns: readonly PlanColumn[]): Sheet {
  return sheet.map((row) => columns.map((column) => row[PLAN_COLUMNS.indexOf(column)] ?? null));
}
