import type { Figure, FigureCode } from './figure';
import { describeRatio, describeTally, divide, sumLettable, sumStatuses } from './figure-ratio';
import { addMonths, fromDayNumber, toDayNumber } from './interval';
import type { QuarterParameters } from './quarter';
import type { StockColumns } from './stock';
import { INTERIM, UNKNOWN, UNUSABLE, VACANT, WORKS } from './unit-reading';
import { describeAbsorption, describeArea, describePeriod } from './vacancy-area';
import { countVacancies, type VacancyCount } from './vacancy-count';

export interface FigureRules {
  /** The day of the figures, as days since 1970-01-01. */
  readonly day: number;
  readonly parameters: QuarterParameters;
  /** V9 and V11: half-open; by default the twelve months up to the day. */
  readonly period?: { readonly from: number; readonly to: number };
}

/**
 * The figures V1–V14 (domain notes 1.4) of the units that `selection` keeps (1; null keeps all), in the order
 * of `PUBLIC_FIGURE_CODES`. Unknown units move no value: they lower the coverage and widen the range. Under the
 * quarter's minimum coverage a value is left out. Restricted: disclose only what `disclosure.ts` allows.
 */
export function evaluateFigures(stock: StockColumns, selection: Uint8Array | null, rules: FigureRules): Figure[] {
  return evaluateFigureSets(stock, [selection], rules)[0]!;
}

/** `evaluateFigures` of several sets at once, in little more time than of one. */
export function evaluateFigureSets(
  stock: StockColumns,
  selections: readonly (Uint8Array | null)[],
  { day, parameters, period }: FigureRules
): Figure[][] {
  const date = fromDayNumber(day);
  const days = {
    day,
    period: period ?? { from: toDayNumber(addMonths(date, -12)), to: day },
    availableBy: toDayNumber(addMonths(date, parameters.availabilityMonths))
  };
  return countVacancies(stock, selections, { parameters, days }).map((count) => describeCount(count, parameters));
}

function describeCount(count: VacancyCount, parameters: QuarterParameters): Figure[] {
  const { units } = count;
  const vacant = units[VACANT]!;
  const unknown = units[UNKNOWN]!;
  const lettable = sumLettable(units);
  const existing = sumStatuses(units);
  const coverage = divide(existing - unknown, existing);
  const besides = { works: units[WORKS]!, unusable: units[UNUSABLE]! };
  const rate = (code: FigureCode, counted: number, of = lettable): Figure =>
    describeRatio({ code, measure: 'units', counted, of, unknown, unknownSum: unknown, coverage, ...besides });
  const unjudged = unknown + count.notJudged;
  const dated = vacant - count.startUnknown;
  const dilapidated = units[WORKS]! + units[UNUSABLE]!;
  const figures: Figure[] = [
    rate('V1', vacant),
    describeArea(count),
    describeTally('V3', { units: count.shops, sum: count.shops }, { measure: 'units', without: null }),
    describeTally('V4', count.frontage, { measure: 'metres', without: count.withoutFrontage }),
    rate('V5', vacant + dilapidated, existing - unknown),
    describeRatio({
      code: 'V6',
      measure: 'units',
      counted: count.marketActive,
      of: lettable - vacant + count.marketActive,
      unknown: unjudged,
      unknownSum: unjudged,
      coverage: divide(existing - unjudged, existing),
      ...besides
    }),
    describeRatio({
      code: 'V7',
      measure: 'units',
      counted: count.structural,
      of: dated,
      unknown: count.startUnknown,
      unknownSum: count.startUnknown,
      coverage: divide(dated, vacant),
      ...besides
    }),
    rate('V8', vacant + count.comingFree),
    describePeriod(count),
    describeReserve(rate('V1', vacant), count, parameters),
    describeAbsorption(count),
    rate('V12', units[INTERIM]!)
  ];
  return [
    ...figures.map((figure) => holdBack(figure, parameters.minimumCoverage)),
    { ...rate('V13', existing - unknown, existing), range: null },
    { ...rate('V14', vacant, lettable + unknown), value: null, range: rate('V1', vacant).range }
  ];
}

/** V10: of a mixed set the reserve is that of its dwellings and its other units together. */
function describeReserve(rate: Figure, count: VacancyCount, { reserve }: QuarterParameters): Figure {
  const lettable = rate.denominator!;
  const reserved =
    count.lettableDwellings * reserve.dwelling + (lettable - count.lettableDwellings) * reserve.commercial;
  const share = lettable > 0 ? reserved / lettable : 0;
  const aboveReserve = (ratio: number) => Math.max(0, ratio - share);
  return {
    ...rate,
    code: 'V10',
    value: rate.value === null ? null : aboveReserve(rate.value),
    numerator: Math.max(0, rate.numerator! - reserved),
    range: rate.range && [aboveReserve(rate.range[0]), aboveReserve(rate.range[1])]
  };
}

function holdBack(figure: Figure, minimumCoverage: number): Figure {
  const isThin = figure.value !== null && figure.coverage !== null && figure.coverage < minimumCoverage;
  return isThin ? { ...figure, value: null, absence: 'low_coverage' } : figure;
}
