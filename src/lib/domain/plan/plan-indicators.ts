import { AREA_TYPES, OCCUPANCY_STATUSES, UNIT_KINDS, type PlanUse, type UnitKind, type UseClass } from '../codes';
import type { Figure, FigureCode } from '../figure';
import { toDayNumber, type IsoDate } from '../interval';
import { USES_SERVED_BY_KIND } from '../plan-difference';
import type { QuarterParameters } from '../quarter';
import { allocateStock, NO_AREA_TYPE, OPEN_END, type StockColumns } from '../stock';
import { createReading, readUnit, type CountDays } from '../unit-reading';
import { evaluateFigures } from '../vacancy';
import { indexEntries, type PlanContent, type PlanEntry, type PlanPart } from './plan-content';

/** The figures that say something under a plan: none that looks back over a period or at single tenancies. */
export const PLAN_FIGURES = [
  'V1',
  'V2',
  'V3',
  'V4',
  'V5',
  'V10',
  'V12',
  'V13'
] as const satisfies readonly FigureCode[];

export interface IndicatorQuestion {
  readonly stock: StockColumns;
  /** Id of each row. */
  readonly unitId: ArrayLike<number>;
  /** 1 for each row that counts: the plan's area, for the public without the units whose status is secret. */
  readonly mask: Uint8Array;
  readonly today: IsoDate;
  readonly parameters: QuarterParameters;
}

/** The vacancy indicators of today. */
export function todayIndicators({ stock, mask, today, parameters }: IndicatorQuestion): Figure[] {
  return choose(evaluateFigures(stock, mask, { day: toDayNumber(today), parameters }));
}

/**
 * The same indicators on the plan's horizon: every target that is due by then is real, everything else is as it is
 * today. New buildings are not counted, because nobody knows yet which units they will have.
 */
export function plannedIndicators(
  question: IndicatorQuestion,
  { content, horizonOn }: { readonly content: PlanContent; readonly horizonOn: IsoDate }
): Figure[] {
  // A horizon that is over already is looked at as of today.
  const day = toDayNumber(horizonOn > question.today ? horizonOn : question.today);
  return choose(
    evaluateFigures(planVacancies(question, { content, horizonOn }), null, { day, parameters: question.parameters })
  );
}

function choose(figures: readonly Figure[]): Figure[] {
  return figures.filter(({ code }) => (PLAN_FIGURES as readonly FigureCode[]).includes(code));
}

const OCCUPIED = OCCUPANCY_STATUSES.indexOf('occupied');
const VACANT = OCCUPANCY_STATUSES.indexOf('vacant');

/** One unit of the plan's stock: a row of today's, several that are joined, or a part of one. */
interface PlannedUnit {
  /** Rows of today's stock that it is made of; the first gives it its place. */
  readonly rows: readonly number[];
  /** Null: it stays as it is today. */
  readonly part: PlanPart | null;
  /** Only where the plan divides: what the part measures. */
  readonly isPart: boolean;
}

/** The stock as the plan leaves it, with one entry per unit that holds from today on. */
export function planVacancies(
  { stock, unitId, mask, today }: Pick<IndicatorQuestion, 'stock' | 'unitId' | 'mask' | 'today'>,
  { content, horizonOn }: { readonly content: PlanContent; readonly horizonOn: IsoDate }
): StockColumns {
  const day = toDayNumber(today);
  const units = listPlanned({ stock, unitId, mask, day }, { content, horizonOn });
  const planned = allocateStock(units.length, units.length);
  const reading = createReading();
  const days: CountDays = { day, period: { from: day, to: day }, availableBy: day };
  units.forEach((unit, row) => {
    const source = unit.rows[0]!;
    copyPlace(stock, source, planned, row);
    measure(stock, unit, planned, row);
    planned.occupancies.first[row + 1] = row + 1;
    planned.occupancies.from[row] = day;
    readUnit(stock, source, days, reading);
    const { status, activatableMonths, isStartKnown } = planned.occupancies;
    if (unit.part === null) {
      status[row] = reading.now;
      if (reading.row >= 0) activatableMonths[row] = stock.occupancies.activatableMonths[reading.row]!;
      isStartKnown[row] = reading.isStartKnown;
      return;
    }
    const { use } = unit.part;
    status[row] = use === 'reserved' ? VACANT : OCCUPIED;
    isStartKnown[row] = 1;
    if (use !== 'reserved' && use !== 'courtyard') planned.units.kind[row] = kindFor(stock.units.kind[source]!, use);
  });
  return planned;
}

function listPlanned(
  { stock, unitId, mask, day }: Pick<IndicatorQuestion, 'stock' | 'unitId' | 'mask'> & { readonly day: number },
  { content, horizonOn }: { readonly content: PlanContent; readonly horizonOn: IsoDate }
): PlannedUnit[] {
  const entries = indexEntries(content);
  const isThere = (row: number) => mask[row] === 1 && stock.units.from[row]! <= day && day < stock.units.to[row]!;
  const rowOf = new Map<number, number>();
  for (let row = 0; row < unitId.length; row += 1) if (isThere(row)) rowOf.set(unitId[row]!, row);
  const groups = new Map<number, number[]>();
  for (const { unitId: id, joinedTo } of content.entries) {
    const row = rowOf.get(id);
    if (joinedTo !== null && row !== undefined) groups.set(joinedTo, [...(groups.get(joinedTo) ?? []), row]);
  }
  const units: PlannedUnit[] = [];
  for (const [id, row] of rowOf) {
    const entry = entries.get(id);
    const lead = entry === undefined || entry.joinedTo === null ? entry : entries.get(entry.joinedTo);
    if (!isDue(lead, horizonOn)) units.push({ rows: [row], part: null, isPart: false });
    else if (lead === entry) units.push(...partsAsUnits(lead, [row, ...(groups.get(id) ?? [])], horizonOn));
    // A joined unit whose lead is not counted here stands for itself.
    else if (!rowOf.has(lead.unitId)) units.push({ rows: [row], part: lead.parts[0]!, isPart: false });
  }
  return units.filter(({ part }) => part?.use !== 'courtyard');
}

/** Once one part is due, the unit is divided. */
function isDue(lead: PlanEntry | undefined, horizonOn: IsoDate): lead is PlanEntry {
  return lead !== undefined && lead.parts.some(({ targetOn }) => targetOn <= horizonOn);
}

function partsAsUnits({ parts }: PlanEntry, rows: readonly number[], horizonOn: IsoDate): PlannedUnit[] {
  if (parts.length === 1) return [{ rows, part: parts[0]!, isPart: false }];
  // A part that is not due yet is kept free until it is.
  return parts.map((part) => ({
    ...{ rows, isPart: true },
    part: part.targetOn <= horizonOn ? part : { ...part, use: 'reserved' }
  }));
}

function copyPlace({ units: from }: StockColumns, source: number, { units: to }: StockColumns, row: number): void {
  to.building[row] = from.building[source]!;
  to.block[row] = from.block[source]!;
  to.district[row] = from.district[source]!;
  to.kind[row] = from.kind[source]!;
  to.level[row] = from.level[source]!;
  to.storeyType[row] = from.storeyType[source]!;
  to.isShopUsePlausible[row] = from.isShopUsePlausible[source]!;
  to.isStatusPublic[row] = from.isStatusPublic[source]!;
  to.from[row] = from.from[source]!;
}

/** Joined units measure what they measure together, where it is of one type and known of all; a part what the plan says. */
function measure({ units }: StockColumns, unit: PlannedUnit, { units: to }: StockColumns, row: number): void {
  const { rows, part, isPart } = unit;
  const types = new Set(rows.map((source) => units.areaType[source]!));
  const type = types.size === 1 ? [...types][0]! : NO_AREA_TYPE;
  const whole = rows.reduce((sum, source) => sum + units.areaSqm[source]!, 0);
  const areaSqm = isPart ? (part?.areaSqm ?? NaN) : whole;
  const isMeasured = type < AREA_TYPES.length && !Number.isNaN(areaSqm);
  to.areaType[row] = isMeasured ? type : NO_AREA_TYPE;
  to.areaSqm[row] = isMeasured ? areaSqm : NaN;
  const fronts = rows.flatMap((source) => (Number.isNaN(units.frontageM[source]!) ? [] : [units.frontageM[source]!]));
  const frontage = fronts.length === 0 ? NaN : fronts.reduce((sum, metres) => sum + metres, 0);
  to.frontageM[row] = isPart ? (part?.frontageM ?? NaN) : frontage;
  to.to[row] = OPEN_END;
}

const KIND_FOR_USE: Readonly<Record<UseClass, UnitKind>> = {
  retail: 'shop',
  gastronomy: 'gastronomy',
  health: 'practice',
  office: 'office',
  culture: 'community',
  education: 'community',
  workshop: 'trade',
  housing: 'dwelling',
  storage: 'storage'
};

/** Index of the kind that a unit is once the plan is real: its own where that serves the use. */
function kindFor(kind: number, use: Exclude<PlanUse, 'reserved' | 'courtyard'>): number {
  const served: readonly UseClass[] = USES_SERVED_BY_KIND[UNIT_KINDS[kind]!];
  return served.includes(use) ? kind : UNIT_KINDS.indexOf(KIND_FOR_USE[use]);
}
