import readExcel from 'read-excel-file/node';
import { DomainError } from '../../../domain/errors';
import type { PlanCell } from '../../../domain/plan/plan-table';
import { MOST_PLAN_FILE_BYTES, MOST_PLAN_MEGABYTES, MOST_PLAN_ROWS } from '../../../domain/plan/plan-upload';
import { packArchive, unpackArchive, UnreadableArchive } from './workbook-archive';

const LIMITS = { mostFiles: 200, mostBytes: 40_000_000 } as const;
/** Parts of a workbook that hold cells or what they mean; pictures, macros and links are left out. */
const NEEDED =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;
const SHEET = /^xl\/worksheets\//;
/** A cell or row that says nothing but how it looks; spreadsheets write them to the last row that they know. */
const EMPTY_CELL = /<(?:\w+:)?c\b[^<>]*\/>/g;
const EMPTY_ROW = /<(?:\w+:)?row\b[^<>]*(?:\/>|>\s*<\/(?:\w+:)?row>)/g;
/** Where a row or a cell stands. Up to the next tag, because an attribute may hold a `>`. */
const PLACE = /<(?:\w+:)?(?:row|c)\s[^<]*?\br\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const MOST_COLUMN_LETTERS = 2;

/**
 * The sheets of an uploaded XLSX file as rows of cells; row `n` of a spreadsheet is at `n - 1`. Nothing of the file is
 * handed to the reader of spreadsheets before its size, its unpacked size and the places of its cells are known.
 * @throws {DomainError} `invalid` with `field` `file`: `file_missing`, `file_too_large`, `file_no_table`, `too_many_rows`
 */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly (readonly (readonly PlanCell[])[])[]> {
  if (bytes.length === 0) throw refuseFile('file_missing');
  if (bytes.length > MOST_PLAN_FILE_BYTES) throw refuseFile('file_too_large', { most: MOST_PLAN_MEGABYTES });
  const files = await unpack(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const needed = new Map<string, Buffer>();
  for (const [name, content] of files) {
    if (NEEDED.test(name)) needed.set(name, SHEET.test(name) ? trimSheet(content) : content);
  }
  const sheets = await read(packArchive(needed));
  return sheets.map(({ data }) => data.map((row) => row.map(toCell)));
}

async function unpack(archive: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  try {
    return await unpackArchive(archive, LIMITS);
  } catch (cause) {
    if (cause instanceof UnreadableArchive) throw refuseFile('file_no_table', {}, cause);
    throw cause;
  }
}

/** Whatever a file that is none makes the reader throw, it is no table. */
async function read(archive: Buffer) {
  try {
    return await readExcel(archive, { trim: false });
  } catch (cause) {
    throw refuseFile('file_no_table', {}, cause);
  }
}

/** A sheet without empty cells and rows. One cell far out would make rows and columns up to it. */
function trimSheet(content: Buffer): Buffer {
  const xml = content.toString('utf8').replace(EMPTY_CELL, '').replace(EMPTY_ROW, '');
  for (const [, quoted, apostrophed] of xml.matchAll(PLACE)) {
    const match = /^([A-Z]*)(\d+)$/.exec(quoted ?? apostrophed ?? '');
    if (!match || match[1]!.length > MOST_COLUMN_LETTERS) throw refuseFile('file_no_table');
    if (Number(match[2]) > MOST_PLAN_ROWS) throw refuseFile('too_many_rows', { most: MOST_PLAN_ROWS });
  }
  return Buffer.from(xml, 'utf8');
}

/** The types of the library name the class `Date` where they mean one of its days. */
function toCell(cell: unknown): PlanCell {
  if (cell instanceof Date || typeof cell === 'string' || typeof cell === 'boolean') return cell;
  return typeof cell === 'number' ? cell : null;
}

type FileRefusal = 'file_missing' | 'file_too_large' | 'file_no_table' | 'too_many_rows';

function refuseFile(code: FileRefusal, details: Record<string, number> = {}, cause?: unknown): DomainError {
  return new DomainError('invalid', code, { field: 'file', ...details }, cause);
}
