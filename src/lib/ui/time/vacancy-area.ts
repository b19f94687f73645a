import { formatDay, formatPercent } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import type { VacancySeries } from '../../domain/vacancy-series';
import { placeDay, type TimeScale } from './scale';

/** Vacancy on one day. `value` is null where too little is known; `range` (V14) then still says how far it may lie. */
export interface VacancyPoint {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** 0–1. */
  readonly value: number | null;
  readonly range: readonly [lower: number, upper: number] | null;
}

/** The points of a series; under `minimumCoverage` (V13) a point keeps its range but gives no value. */
export function listPoints(series: VacancySeries, minimumCoverage: number): readonly VacancyPoint[] {
  return series.days.map((day, row) => {
    const [lower, upper] = [series.lower[row] ?? null, series.upper[row] ?? null];
    const isCovered = (series.coverage[row] ?? 0) >= minimumCoverage;
    return {
      day,
      value: isCovered ? (series.value[row] ?? null) : null,
      range: lower === null || upper === null ? null : [lower, upper]
    };
  });
}

/** Paths in a box of 1000 × 100, y downwards; empty where there is nothing to draw. */
export interface VacancyArea {
  readonly area: string;
  readonly line: string;
  readonly band: string;
  /** The ratio at the top of the box. */
  readonly top: number;
}

const WIDTH = 1000;
const HEIGHT = 100;

/** Draws vacancy over time, with gaps where there is no value, and the band that the unknown units leave open. */
export function drawVacancy(points: readonly VacancyPoint[], scale: TimeScale): VacancyArea {
  const shown = points.filter(({ day }) => day >= scale.from && day <= scale.to);
  const highest = Math.max(0, ...shown.map(({ value, range }) => Math.max(value ?? 0, range?.[1] ?? 0)));
  const top = Math.min(1, Math.max(0.1, Math.ceil(highest * 10) / 10));
  const x = ({ day }: VacancyPoint) => round(placeDay(scale, day) * WIDTH);
  const y = (ratio: number) => round(HEIGHT - (ratio / top) * HEIGHT);
  const valued = splitRuns(shown, ({ value }) => value !== null);
  const ranged = splitRuns(shown, ({ range }) => range !== null);
  const lines = valued.map((run) => run.map((point) => `${x(point)},${y(point.value!)}`));
  return {
    line: lines.map((line) => `M${line.join('L')}`).join(''),
    area: lines
      .map((line, i) => `M${x(valued[i]![0]!)},${HEIGHT}L${line.join('L')}L${x(valued[i]!.at(-1)!)},${HEIGHT}Z`)
      .join(''),
    band: ranged
      .map((run) => {
        const upper = run.map((point) => `${x(point)},${y(point.range![1])}`);
        const lower = run.map((point) => `${x(point)},${y(point.range![0])}`).reverse();
        return `M${[...upper, ...lower].join('L')}Z`;
      })
      .join(''),
    top
  };
}

/** The course of the area in one sentence, for readers who do not see it. */
export function describeVacancy(points: readonly VacancyPoint[], scale: TimeScale): string {
  const valued = points.flatMap(({ day, value }) =>
    value === null || day < scale.from || day > scale.to ? [] : [{ day, value }]
  );
  const [first, last] = [valued[0], valued.at(-1)];
  if (!first || !last) return m.house_time_chart_empty();
  const highest = valued.reduce((best, point) => (point.value > best.value ? point : best));
  return m.house_time_chart({
    from: formatDay(first.day),
    to: formatDay(last.day),
    max: formatPercent(highest.value),
    maxOn: formatDay(highest.day),
    last: formatPercent(last.value),
    lastOn: formatDay(last.day)
  });
}

/** The point in force on `day`: the last one not after it; null before the first. */
export function pointOn(points: readonly VacancyPoint[], day: number): VacancyPoint | null {
  return points.findLast((point) => point.day <= day) ?? null;
}

function splitRuns(
  points: readonly VacancyPoint[],
  isDrawn: (point: VacancyPoint) => boolean
): readonly (readonly VacancyPoint[])[] {
  const runs: VacancyPoint[][] = [];
  let run: VacancyPoint[] | null = null;
  for (const point of points) {
    if (!isDrawn(point)) {
      run = null;
      continue;
    }
    if (run === null) runs.push((run = []));
    run.push(point);
  }
  return runs;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
