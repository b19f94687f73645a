import writeExcel, { type CellObject } from 'write-excel-file/node';
import { can } from '../../../domain/access';
import { areaSqm } from '../../../domain/geometry';
import { PLAN_FILE_NOTES, type PlanFileNote, type PlanFileWords } from '../../../domain/plan/plan-file-words';
import {
  CODE_COLUMNS,
  PLAN_COLUMNS,
  writePlanTable,
  type PlanCell,
  type PlanColumn,
  type TableUnit
} from '../../../domain/plan/plan-table';
import type { PlanUnitFacts } from '../../../domain/plan/plan-unit-facts';
import type { ServiceContext } from '../../context';
import { readPlan, type PlanRecord } from '../plan-content';
import { readPlanUnits } from '../plan-units';
import { areaOutline } from './plan-outline';

/** For whom a file is written: from which address on the web; in which language, and in which others names are known. */
export interface PlanFileReader {
  readonly origin: string;
  readonly languages: readonly [PlanFileWords, ...PlanFileWords[]];
}

/** A file as it is sent. */
export interface PlanFile {
  readonly contentType: string;
  readonly body: string | Buffer;
  readonly fileName: string;
  /** All that the file tells, where its bytes differ each time that it is written. */
  readonly told?: string;
}

const WIDTHS: Readonly<Partial<Record<PlanColumn, number>>> = {
  ...{ house: 26, storey: 16, unit: 10, kind: 14, unitSqm: 12, present: 22, part: 6, joinedTo: 14, use: 18 },
  ...{
    wish: 30,
    wish_en: 30,
    wish_ar: 30,
    reason: 40,
    reason_en: 40,
    reason_ar: 40,
    targetOn: 12,
    areaId: 38,
    geometry: 40
  }
};
const WRAPPED: ReadonlySet<PlanColumn> = new Set(['wish', 'wish_en', 'wish_ar', 'reason', 'reason_en', 'reason_ar']);
const CODES: ReadonlySet<PlanColumn> = new Set(CODE_COLUMNS);
/** Characters that XML cannot write; a spreadsheet with one does not open. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * A plan as a spreadsheet with typed cells, that can be changed and read back in any language, and a sheet about where
 * it comes from. What is used today stands in it as far as the actor may see it. Throws `not_found`.
 */
export async function exportPlanWorkbook(
  context: ServiceContext,
  planId: number,
  { origin, languages }: PlanFileReader
): Promise<PlanFile> {
  const [words] = languages;
  const plan = await readPlan(context, planId);
  const facts = await readPlanUnits(context, plan);
  const units = tableUnits(facts, languages);
  const rows = writePlanTable(plan.content, { units, words, areaSqm: (area) => areaSqm(areaOutline(area)) });
  const cells = rows.map((row) => PLAN_COLUMNS.map((column) => row[column]));
  const notes = describe(context, plan, { words, origin });
  const rightToLeft = words.isRightToLeft;
  const body = await writeExcel([
    {
      ...{ sheet: words.sheets.plan, rightToLeft, stickyRowsCount: 2, stickyColumnsCount: 3 },
      data: [
        PLAN_COLUMNS.map((column) => head(words.columns[column], column)),
        PLAN_COLUMNS.map((column) => ({ ...head(column, column), ...FAINT }) satisfies CellObject),
        ...cells.map((row) => row.map((cell, index) => toCell(cell, PLAN_COLUMNS[index]!)))
      ],
      columns: PLAN_COLUMNS.map((column) => ({ width: WIDTHS[column] ?? 14 }))
    },
    {
      ...{ sheet: words.sheets.about, rightToLeft, columns: [{ width: 28 }, { width: 100 }] },
      data: PLAN_FILE_NOTES.map((note) => [
        { value: words.notes[note], type: String, fontWeight: 'bold', alignVertical: 'top' } satisfies CellObject,
        { value: notes[note], type: String, wrap: true } satisfies CellObject
      ])
    }
  ]).toBuffer();
  return {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
    fileName: `${fileStem(plan, words)}.xlsx`,
    told: JSON.stringify([words.locale, words.columns, cells, notes])
  };
}

/** The units as rows of a table name them, in the first of the languages. */
export function tableUnits(
  facts: readonly PlanUnitFacts[],
  languages: readonly [PlanFileWords, ...PlanFileWords[]]
): readonly TableUnit[] {
  const [words, ...others] = languages;
  return facts.map((unit) => ({
    ...{ unitId: unit.unitId, buildingId: unit.buildingId, areaSqm: unit.areaSqm, frontageM: unit.frontageM },
    ...{ code: unit.code, ...words.unit(unit) },
    houses: [words.house(unit.building), ...others.map(({ house }) => house(unit.building))]
  }));
}

/** What a file of the plan is called, without its ending. */
export function fileStem({ ref, version }: PlanRecord, { fileName }: PlanFileWords): string {
  const plain = ref.replace(/[^\w-]+/g, '-');
  return `${fileName}-${plain}-v${version}`;
}

/** Where the file comes from, and how it is used. */
function describe(
  context: ServiceContext,
  plan: PlanRecord,
  { words, origin }: { readonly words: PlanFileWords; readonly origin: string }
): Readonly<Record<PlanFileNote, string>> {
  const { provenance, decision, adoptedOn } = plan;
  const isInternal = can(context.actor, 'commercial-status:read');
  return {
    title: writable(plan.title),
    version: String(plan.version),
    status: words.statuses[plan.status],
    decision: writable([decision, adoptedOn].filter((text) => text !== null).join(', ')) || '–',
    horizon: plan.horizonOn,
    nature: provenance.nature === 'illustrative' ? words.invented : words.natures[provenance.nature],
    source: writable(provenance.attribution),
    licence: writable(provenance.licence),
    asOf: context.today,
    reader: isInternal ? words.readers.internal : words.readers.public,
    address: new URL(words.path(`/plans/${plan.id}`), origin).href,
    editing: words.editing
  };
}

const FAINT = { textColor: '#6b6b6b', fontSize: 8 } as const;

function head(value: string, column: PlanColumn): CellObject {
  const ground = CODES.has(column) ? '#e4e4e4' : '#f3ead7';
  return { value, type: String, fontWeight: 'bold', wrap: true, alignVertical: 'top', backgroundColor: ground };
}

function toCell(value: PlanCell, column: PlanColumn): CellObject | null {
  const look = CODES.has(column) ? FAINT : { wrap: WRAPPED.has(column), alignVertical: 'top' as const };
  if (value === null) return null;
  if (value instanceof Date) return { ...look, value, type: Date, format: 'yyyy-mm-dd' };
  if (typeof value === 'number') return { ...look, value, type: Number };
  if (typeof value === 'boolean') return { ...look, value, type: Boolean };
  return { ...look, value: writable(value), type: String };
}

function writable(text: string): string {
  return text.replace(UNWRITABLE, '');
}
