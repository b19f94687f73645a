import { isCode, type PlanUse } from '../codes';
import { PLAN_AREA_KINDS } from '../plan-codes';
import {
  EMPTY_PLAN,
  indexEntries,
  sortContent,
  type PlanArea,
  type PlanContent,
  type PlanEntry,
  type PlanPart
} from './plan-content';
import { PLAN_COLUMNS, TABLE_LOCALES, type PlanCell, type PlanColumn } from './plan-table';
import { findTableHead, readCellDay, readCellText } from './plan-table-cells';
import { RowReader, type ReadRow, type RowIssue, type TableReader } from './plan-table-row';

/** Where the table speaks of something: the sheet's rows, in the order of its parts. */
export interface PlanTableReading {
  /** What the rows say that could be read; what has a row that could not is left out. */
  readonly content: PlanContent;
  readonly issues: readonly RowIssue[];
  /** Rows of each unit that the table speaks of. One without an entry in `content` gets none, or has an issue. */
  readonly unitRows: ReadonlyMap<number, readonly number[]>;
  readonly areaRows: ReadonlyMap<string, number>;
  /** Columns that the sheet does not have: what they would say stays as it is. */
  readonly missing: readonly PlanColumn[];
}

/** Reads a sheet back into a plan; null where it holds no such table. The contrary of `writePlanTable`. */
export function readPlanTable(
  sheet: readonly (readonly PlanCell[])[],
  { units, present = EMPTY_PLAN, languages, locale }: TableReader
): PlanTableReading | null {
  const head = findTableHead(sheet, languages);
  if (head === null) return null;
  const { firstRow, columns } = head;
  const reader = new RowReader({ columns, languages, locale, units });
  const unitRows = new Map<number, ReadRow[]>();
  const areaRows = new Map<string, number>();
  const areas: PlanArea[] = [];
  const presentAreas = new Map(present.areas.map((area) => [area.id, area]));
  for (const [index, cells] of sheet.entries()) {
    if (index < firstRow || cells.every((cell) => readCellText(cell) === null)) continue;
    const row = reader.at(index + 1, cells);
    const areaId = row.text('areaId');
    if (areaId !== null || row.text('areaKind') !== null) {
      const area = readArea(row, areaId === null ? undefined : presentAreas.get(areaId));
      if (areaId !== null && areaRows.has(areaId)) row.refuse('areaId', 'row_twice');
      if (areaId !== null) areaRows.set(areaId, row.number);
      if (area !== null && !row.isRefused) areas.push(area);
    } else {
      const unit = row.unit();
      if (unit !== null) unitRows.set(unit.unitId, [...(unitRows.get(unit.unitId) ?? []), row]);
    }
  }
  const entriesBefore = indexEntries(present);
  const entries = [...unitRows].flatMap(([unitId, rows]) => {
    const entry = readEntry(unitId, rows, entriesBefore.get(unitId));
    return entry === null || rows.some(({ isRefused }) => isRefused) ? [] : [entry];
  });
  return {
    content: sortContent({ entries, areas }),
    issues: reader.issues,
    unitRows: new Map([...unitRows].map(([unitId, rows]) => [unitId, rows.map(({ number }) => number)])),
    areaRows,
    missing: PLAN_COLUMNS.filter((column) => !columns.has(column))
  };
}

type Words = Pick<PlanPart, 'wish' | 'reason' | 'translations'>;

function readWords(row: ReadRow, present: Words | undefined): Words {
  const of = (column: PlanColumn, absent: string | null | undefined) =>
    row.has(column) ? row.text(column) : (absent ?? null);
  const translations: Record<string, { wish?: string; reason?: string }> = { ...present?.translations };
  for (const locale of TABLE_LOCALES) {
    const wish = of(`wish_${locale}`, present?.translations[locale]?.wish);
    const reason = of(`reason_${locale}`, present?.translations[locale]?.reason);
    delete translations[locale];
    if (wish !== null || reason !== null) {
      translations[locale] = { ...(wish !== null && { wish }), ...(reason !== null && { reason }) };
    }
  }
  return { wish: of('wish', present?.wish), reason: of('reason', present?.reason), translations };
}

function readEntry(unitId: number, rows: readonly ReadRow[], present: PlanEntry | undefined): PlanEntry | null {
  const [first] = rows;
  const unit = first!.reader.byId.get(unitId)!;
  const joined = rows.map((row) => row.joinedTo(unit, present?.joinedTo ?? null));
  if (rows.length === 1 && (joined[0] ?? null) !== null) {
    if (isTarget(first!, first!.use(null))) first!.refuse('use', 'join_without_lead');
    return { unitId, joinedTo: joined[0] ?? null, parts: [] };
  }
  const seen = new Set<number>();
  const parts = rows.flatMap((row, index): { number: number; part: PlanPart }[] => {
    if ((joined[index] ?? null) !== null) row.refuse('joinedTo', 'row_twice');
    const number = row.amount('part', index + 1) ?? index + 1;
    if (seen.has(number)) row.refuse('part', 'row_twice');
    seen.add(number);
    const part = readPart(row, present?.parts[number - 1]);
    return part === null ? [] : [{ number, part }];
  });
  if (parts.length === 0) return null;
  return { unitId, joinedTo: null, parts: parts.sort((a, b) => a.number - b.number).map(({ part }) => part) };
}

/** Does a row without a use say anything else of a target? */
function isTarget(row: ReadRow, use: PlanUse | null): boolean {
  const others: readonly PlanColumn[] = ['partSqm', 'partFrontageM', 'wish', 'reason', 'targetOn'];
  return use !== null || others.some((column) => row.text(column) !== null);
}

/** Null for a row that wants nothing, or says what cannot be. */
function readPart(row: ReadRow, present: PlanPart | undefined): PlanPart | null {
  const use = row.use(present?.use ?? null);
  const targetOn = row.value('targetOn', { read: readCellDay, code: 'not_a_day', absent: present?.targetOn ?? null });
  if (use === null) {
    if (!row.isRefused && isTarget(row, use)) row.refuse('use', 'required');
    return null;
  }
  if (targetOn === null && !row.isRefused) row.refuse('targetOn', 'required');
  return {
    ...{ use, targetOn: targetOn ?? '', ...readWords(row, present) },
    areaSqm: row.amount('partSqm', present?.areaSqm ?? null),
    frontageM: row.amount('partFrontageM', present?.frontageM ?? null)
  };
}

function readArea(row: ReadRow, present: PlanArea | undefined): PlanArea | null {
  const id = row.text('areaId');
  const part = readPart(row, present && { ...present, areaSqm: null, frontageM: null });
  const read = (cell: PlanCell) => (isCode(PLAN_AREA_KINDS, cell) ? cell : null);
  const kind = row.value('areaKind', { read, code: 'unknown_code', absent: present?.kind ?? null });
  const coordinates = row.value('geometry', {
    read: readCoordinates,
    code: 'not_an_outline',
    absent: present?.geometry.coordinates ?? null
  });
  const storeys = row.amount('storeys', present?.storeys ?? null);
  if (part === null) return null;
  if (id === null || !UUID.test(id)) return row.refuse('areaId', id === null ? 'required' : 'row_not_readable');
  if (kind === null) return row.refuse('areaKind', 'required');
  if (coordinates === null) return row.refuse('geometry', 'required');
  const { use, targetOn, wish, reason, translations } = part;
  const geometry = { type: 'Polygon', coordinates } as const;
  return { id, kind, use, storeys: storeys ?? 0, geometry, targetOn, wish, reason, translations };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Rings of WGS84 positions as GeoJSON text; null where it is none. */
function readCoordinates(cell: PlanCell): PlanArea['geometry']['coordinates'] | null {
  let read: unknown;
  try {
    read = JSON.parse(String(cell));
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
  return isRings(read) ? read : null;
}

function isRings(value: unknown): value is PlanArea['geometry']['coordinates'] {
  const isPosition = (position: unknown) =>
    Array.isArray(position) &&
    position.length === 2 &&
    position.every((degrees) => typeof degrees === 'number' && Math.abs(degrees) <= 180);
  return Array.isArray(value) && value.every((ring) => Array.isArray(ring) && ring.every(isPosition));
}
