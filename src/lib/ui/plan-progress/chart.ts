import { toDayNumber, type IsoDate } from '../../domain/interval';
import type { RealisationSeries } from '../../domain/plan/plan-realisation';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Paths of a series in a drawing of `size`: what was due is a step on its day, what is real is a line up to today. */
export function drawSeries(
  { days, due, settled, wanted }: RealisationSeries,
  { width, height }: Size
): { readonly due: string; readonly settled: string; readonly area: string } {
  const numbers = days.map(toDayNumber);
  const span = Math.max(1, numbers.at(-1)! - numbers[0]!);
  const x = (index: number) => round(((numbers[index]! - numbers[0]!) / span) * width);
  const y = (count: number) => round(height - (count / Math.max(1, wanted)) * height);
  const steps = due.map((count, index) => (index === 0 ? `M${x(0)} ${y(count)}` : `H${x(index)}V${y(count)}`));
  const known = settled.flatMap((count, index) => (count === null ? [] : [{ x: x(index), y: y(count) }]));
  const line = known.map((point, index) => `${index === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join('');
  const last = known.at(-1);
  return {
    due: steps.join(''),
    settled: line,
    area: last === undefined ? '' : `${line}V${height}H${known[0]!.x}Z`
  };
}

/** The first days of the years in between; at most seven, so that they can be read. */
export function yearTicks(days: readonly IsoDate[]): readonly { readonly day: IsoDate; readonly year: number }[] {
  const [first, last] = [days[0]!, days.at(-1)!];
  const years: number[] = [];
  for (let year = Number(first.slice(0, 4)) + 1; `${year}-01-01` <= last; year += 1) years.push(year);
  const step = Math.ceil(years.length / 7);
  return years.filter((_, index) => index % step === 0).map((year) => ({ day: `${year}-01-01`, year }));
}

const round = (value: number) => Math.round(value * 10) / 10;
