import type { QuarterParameters } from '../quarter';
import type { Issue } from '../refusal';
import { differContents, type PlanChange } from './plan-change';
import { checkContent } from './plan-check';
import { indexEntries, sortContent, type PlanContent, type PlanEntry, type PlanUnit } from './plan-content';
import type { PlanColumn } from './plan-table';
import type { PlanTableReading } from './plan-table-reading';
import type { RowIssue } from './plan-table-row';

/** What taking over a table would do to a plan. */
export interface PlanImport {
  readonly change: PlanChange;
  /** Rising by row; nothing of these rows is in `change`, nor of the units that hang together with them. */
  readonly issues: readonly RowIssue[];
}

interface Surroundings extends Pick<QuarterParameters, 'areaTolerance'> {
  readonly present: PlanContent;
  readonly units: ReadonlyMap<number, PlanUnit>;
}

/**
 * What the plan would become. Units and areas that the table does not speak of stay as they are, as do those with a
 * row that is wrong, and all that are joined with one of these: half a join is none.
 */
export function planImport(reading: PlanTableReading, { present, units, areaTolerance }: Surroundings): PlanImport {
  const wrongRows = new Set(reading.issues.map(({ row }) => row));
  const isWrong = (rows: readonly number[]) => rows.some((row) => wrongRows.has(row));
  const left = {
    units: new Set([...reading.unitRows].flatMap(([unitId, rows]) => (isWrong(rows) ? [unitId] : []))),
    areas: new Set([...reading.areaRows].flatMap(([areaId, row]) => (isWrong([row]) ? [areaId] : [])))
  };
  const issues: RowIssue[] = [...reading.issues];
  // What reality has overtaken since it was drawn keeps nobody from changing the rest.
  const overtaken = new Set(checkContent(present, { units, areaTolerance }).map(issueKey));
  for (;;) {
    leaveJoined(left.units, [present, reading.content]);
    const content = overlay(reading, { present, left });
    const found = checkContent(content, { units, areaTolerance }).filter((issue) => !overtaken.has(issueKey(issue)));
    const known = new Set(left.units);
    const placed = found.flatMap((issue) => placeIssue(issue, { reading, left, known }));
    if (placed.length === 0) {
      return { change: differContents(present, content), issues: issues.sort((a, b) => a.row - b.row) };
    }
    issues.push(...placed);
  }
}

const issueKey = ({ field, code }: Issue) => `${field} ${code}`;

interface Left {
  readonly units: Set<number>;
  readonly areas: Set<string>;
}

/** Adds whatever is joined with one of `left`, before or after. */
function leaveJoined(left: Set<number>, contents: readonly PlanContent[]): void {
  const joins = contents.flatMap(({ entries }) => entries.filter(({ joinedTo }) => joinedTo !== null));
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const { unitId, joinedTo } of joins) {
      if (!left.has(unitId) && !left.has(joinedTo!)) continue;
      left.add(unitId);
      left.add(joinedTo!);
    }
  }
}

function overlay(
  { content, unitRows, areaRows }: PlanTableReading,
  { present, left }: { readonly present: PlanContent; readonly left: Left }
): PlanContent {
  const isTaken = (unitId: number) => unitRows.has(unitId) && !left.units.has(unitId);
  const isAreaTaken = (areaId: string) => areaRows.has(areaId) && !left.areas.has(areaId);
  return sortContent({
    entries: [
      ...present.entries.filter(({ unitId }) => !isTaken(unitId)),
      ...content.entries.filter(({ unitId }) => isTaken(unitId))
    ],
    areas: [...present.areas.filter(({ id }) => !isAreaTaken(id)), ...content.areas.filter(({ id }) => isAreaTaken(id))]
  });
}

const COLUMNS: Readonly<Record<string, PlanColumn>> = {
  use: 'use',
  targetOn: 'targetOn',
  wish: 'wish',
  'wish.en': 'wish_en',
  'wish.ar': 'wish_ar',
  reason: 'reason',
  'reason.en': 'reason_en',
  'reason.ar': 'reason_ar',
  areaSqm: 'partSqm',
  frontageM: 'partFrontageM',
  parts: 'partSqm',
  kind: 'areaKind',
  storeys: 'storeys',
  geometry: 'geometry'
};

/** The row that an issue of the content comes from; what is wrong is left as it is from here on. */
function placeIssue(
  { field, code, details }: Issue,
  {
    reading,
    left,
    known
  }: { readonly reading: PlanTableReading; readonly left: Left; readonly known: ReadonlySet<number> }
): RowIssue[] {
  const told = { code, ...(details && { details }) };
  const [, of, id = '', rest = ''] = /^(units|areas)(?:\.([^.]+))?\.?(.*)$/.exec(field) ?? [];
  const [, part = '0', name = rest] = /^parts\.(\d+)\.(.+)$/.exec(rest) ?? [];
  const column = COLUMNS[name] ?? (code.startsWith('join_') ? 'joinedTo' : null);
  if (of === 'units') {
    const rows = reading.unitRows.get(Number(id));
    if (rows === undefined || known.has(Number(id))) return leaveLead(Number(id), { reading, left, told });
    left.units.add(Number(id));
    return [{ ...told, row: rows[Number(part)] ?? rows[0]!, column }];
  }
  // Without an area of its own it is about their number: none of the new ones fits.
  const areas = id === '' ? [...reading.areaRows.keys()] : [id];
  const taken = areas.filter((areaId) => reading.areaRows.has(areaId) && !left.areas.has(areaId));
  for (const areaId of taken) left.areas.add(areaId);
  return taken.map((areaId) => ({ ...told, row: reading.areaRows.get(areaId)!, column }));
}

/** A unit that the table says nothing of breaks because of those that the table joins to it, or no longer does. */
function leaveLead(
  unitId: number,
  {
    reading,
    left,
    told
  }: { readonly reading: PlanTableReading; readonly left: Left; readonly told: Pick<Issue, 'code' | 'details'> }
): RowIssue[] {
  const entries: ReadonlyMap<number, PlanEntry> = indexEntries(reading.content);
  const joined = [...reading.unitRows].filter(([id]) => !left.units.has(id) && entries.get(id)?.joinedTo === unitId);
  for (const [id] of joined) left.units.add(id);
  return joined.map(([, rows]) => ({ ...told, row: rows[0]!, column: 'joinedTo' }));
}
