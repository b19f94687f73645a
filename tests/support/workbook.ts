import { deflateRawSync } from 'node:zlib';
import readExcel from 'read-excel-file/node';
import writeExcel, { type CellObject } from 'write-excel-file/node';
import { PLAN_COLUMNS, type PlanCell, type PlanColumn } from '../../src/lib/domain/plan/plan-table';
import { packArchive } from '../../src/lib/server/use-plan/plan-file/workbook-archive';

export type Cells = PlanCell[][];

/** The sheets of a file as somebody else's program reads them. */
export async function readSheets(file: Buffer): Promise<{ readonly sheet: string; readonly data: Cells }[]> {
  const sheets = await readExcel(file, { trim: false });
  return sheets.map(({ sheet, data }) => ({
    sheet,
    data: data.map((row) => row.map((cell) => cell as unknown as PlanCell))
  }));
}

/** A file of one sheet with these cells, each of its own type. */
export async function writeSheet(rows: readonly (readonly PlanCell[])[]): Promise<Buffer> {
  const cell = (value: PlanCell): CellObject | null => {
    if (value === null) return null;
    if (value instanceof Date) return { value, type: Date, format: 'dd.mm.yyyy' };
    if (typeof value === 'number') return { value, type: Number };
    return typeof value === 'boolean' ? { value, type: Boolean } : { value, type: String };
  };
  return writeExcel([{ sheet: 'Tabelle', data: rows.map((row) => row.map(cell)) }]).toBuffer();
}

/** Types into the row of a unit in a table as it was sent. */
export function typeInto(rows: Cells, unitId: number, cells: Partial<Record<PlanColumn, PlanCell>>): Cells {
  const column = (name: PlanColumn) => PLAN_COLUMNS.indexOf(name);
  return rows.map((row) => {
    if (row[column('unitId')] !== unitId) return row;
    const typed = [...row];
    for (const [name, value] of Object.entries(cells)) typed[column(name as PlanColumn)] = value;
    return typed;
  });
}

/** An archive whose one file says that it is small and unpacks to `bytes` zeros. */
export function packBomb(name: string, bytes: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(bytes));
  const archive = packArchive(new Map([[name, packed]]));
  // As packed with "deflate", unpacked size as small as its packed one.
  archive.writeUInt16LE(8, 8);
  archive.writeUInt16LE(8, archive.length - 22 - name.length - 46 + 10);
  return archive;
}
