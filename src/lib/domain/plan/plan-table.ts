import type { PlanUse } from '../codes';
import type { PlanAreaKind } from '../plan-codes';
import { indexEntries, type PlanArea, type PlanContent, type PlanPart, type PlanUnit } from './plan-content';

/** Languages whose words have columns of their own, beside the base language. */
export const TABLE_LOCALES = ['en', 'ar'] as const;
export type TableLocale = (typeof TABLE_LOCALES)[number];

/** What people read and fill in, in the language of whoever asked for the table. */
const SPOKEN_COLUMNS = [
  'house',
  'storey',
  'unit',
  'kind',
  'unitSqm',
  'present',
  'part',
  'partSqm',
  'partFrontageM',
  'joinedTo',
  'use',
  'wish',
  'wish_en',
  'wish_ar',
  'reason',
  'reason_en',
  'reason_ar',
  'targetOn'
] as const;

/** The same in every language, so that the table can be read back in any. */
export const CODE_COLUMNS = ['unitId', 'joinedToId', 'useCode', 'areaId', 'areaKind', 'storeys', 'geometry'] as const;

/** The columns of a plan as a table, in their order. */
export const PLAN_COLUMNS = [...SPOKEN_COLUMNS, ...CODE_COLUMNS] as const;
export type PlanColumn = (typeof PLAN_COLUMNS)[number];

/** A cell as it is typed; a day is a `Date` at midnight UTC. */
export type PlanCell = string | number | boolean | Date | null;
export type PlanRow = Readonly<Record<PlanColumn, PlanCell>>;

/** How one language calls what stands in the table. */
export interface PlanTableWords {
  readonly columns: Readonly<Record<PlanColumn, string>>;
  readonly uses: Readonly<Record<PlanUse, string>>;
  readonly areaKinds: Readonly<Record<PlanAreaKind, string>>;
}

/** What the table says of a unit as it is, in words of the reader. */
export interface TableUnit extends PlanUnit {
  /** Within its house, such as `EG-L`. */
  readonly code: string;
  /** What its house is called: in the reader's language, then in the others. */
  readonly houses: readonly [string, ...string[]];
  readonly storey: string;
  readonly kind: string;
  /** What it is used for today as far as the reader may see it, else what it is. */
  readonly present: string;
}

const EMPTY_ROW = Object.fromEntries(PLAN_COLUMNS.map((column) => [column, null])) as unknown as PlanRow;

/**
 * A plan as rows: one per part of a unit, one per joined unit and per unit without a target, in the order of `units`;
 * then one per drawn area. `areaSqm` tells the ground that an area covers.
 */
export function writePlanTable(
  content: PlanContent,
  {
    units,
    words,
    areaSqm
  }: {
    readonly units: readonly TableUnit[];
    readonly words: Pick<PlanTableWords, 'uses' | 'areaKinds'>;
    readonly areaSqm: (area: PlanArea) => number;
  }
): readonly PlanRow[] {
  const entries = indexEntries(content);
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  const rows = units.flatMap((unit): PlanRow[] => {
    const { unitId, houses, storey, kind, present } = unit;
    const row = {
      ...EMPTY_ROW,
      house: houses[0],
      storey,
      kind,
      present,
      unit: unit.code,
      unitSqm: unit.areaSqm,
      unitId
    };
    const entry = entries.get(unitId);
    if (entry === undefined) return [row];
    const { joinedTo, parts } = entry;
    if (joinedTo !== null) return [{ ...row, joinedTo: byId.get(joinedTo)?.code ?? null, joinedToId: joinedTo }];
    return parts.map((part, index) => ({
      ...row,
      ...writePart(part, words),
      part: index + 1,
      partSqm: part.areaSqm,
      partFrontageM: part.frontageM
    }));
  });
  return [...rows, ...content.areas.map((area) => writeArea(area, { words, areaSqm: areaSqm(area) }))];
}

type WrittenPart = Pick<PlanPart, 'use' | 'wish' | 'reason' | 'translations' | 'targetOn'>;

function writePart({ use, wish, reason, translations, targetOn }: WrittenPart, { uses }: Pick<PlanTableWords, 'uses'>) {
  const of = (locale: TableLocale, field: 'wish' | 'reason') => translations[locale]?.[field] ?? null;
  return {
    ...{ use: uses[use], useCode: use, targetOn: new Date(`${targetOn}T00:00:00Z`) },
    ...{ wish, wish_en: of('en', 'wish'), wish_ar: of('ar', 'wish') },
    ...{ reason, reason_en: of('en', 'reason'), reason_ar: of('ar', 'reason') }
  };
}

function writeArea(
  area: PlanArea,
  { words, areaSqm }: { readonly words: Pick<PlanTableWords, 'uses' | 'areaKinds'>; readonly areaSqm: number }
): PlanRow {
  return {
    ...{ ...EMPTY_ROW, ...writePart(area, words), house: words.areaKinds[area.kind] },
    ...{ unitSqm: Math.round(areaSqm * 10) / 10, areaId: area.id, areaKind: area.kind, storeys: area.storeys },
    geometry: JSON.stringify(area.geometry.coordinates)
  };
}
