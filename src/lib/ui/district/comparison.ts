import type { DistrictDetail, IndicatorSeries } from '../../domain/district';
import type { IsoDate } from '../../domain/interval';
import type { Provenance } from '../../domain/provenance';

export interface ComparedValue {
  readonly on: IsoDate;
  readonly value: number;
}

/** The latest values of one indicator: one per district, in their order, and the city's. */
export interface ComparedIndicator {
  readonly code: string;
  readonly name: string;
  readonly measuredIn: string;
  readonly isNoisy: boolean;
  readonly values: readonly (ComparedValue | null)[];
  readonly city: ComparedValue | null;
}

/**
 * Sets the districts side by side. All of a row are of the same day where one day has a value of every
 * district that has the indicator at all; else each is the latest of its own, and the day beside it says so.
 */
export function compareDistricts(districts: readonly DistrictDetail[]): readonly ComparedIndicator[] {
  const codes = [...new Set(districts.flatMap(({ indicators }) => indicators.map(({ code }) => code)))];
  return codes.map((code) => {
    const series = districts.map(({ indicators }) => indicators.find((indicator) => indicator.code === code) ?? null);
    const present = series.filter((one): one is IndicatorSeries => one !== null);
    const on = lastSharedDay(present);
    const { name, measuredIn, city } = present[0]!;
    return {
      code,
      name,
      measuredIn,
      isNoisy: present.some(({ isNoisy }) => isNoisy),
      values: series.map((one) => (one === null ? null : valueOn(one.values, on))),
      city: valueOn(city, on)
    };
  });
}

/** The sources of all compared values, each once. */
export function comparedSources(districts: readonly DistrictDetail[]): readonly Provenance[] {
  const sources = districts.flatMap(({ indicators }) => indicators.map(({ provenance }) => provenance));
  return [...new Map(sources.map((source) => [source.key, source])).values()];
}

function lastSharedDay(series: readonly IndicatorSeries[]): IsoDate | null {
  const [first, ...rest] = series;
  const days = first?.values.map(({ on }) => on) ?? [];
  return days.findLast((day) => rest.every(({ values }) => values.some(({ on }) => on === day))) ?? null;
}

function valueOn(values: readonly ComparedValue[], on: IsoDate | null): ComparedValue | null {
  return values.find((value) => value.on === on) ?? values.at(-1) ?? null;
}
