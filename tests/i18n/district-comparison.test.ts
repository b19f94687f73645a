import { describe, expect, it } from 'vitest';
import type { DistrictDetail, IndicatorSeries } from '../../src/lib/domain/district';
import type { Provenance } from '../../src/lib/domain/provenance';
import { compareDistricts, comparedSources } from '../../src/lib/ui/district/comparison';
import { formatObservation } from '../../src/lib/ui/district/indicator-value';

const source: Provenance = {
  key: 'city',
  title: 'Ortsteilkatalog',
  publisher: 'Stadt Leipzig',
  licence: 'dl-de/by-2-0',
  licenceUrl: null,
  attribution: 'Stadt Leipzig',
  retrievedOn: null,
  nature: 'official',
  note: null
};

function series(values: Record<string, number>, city: Record<string, number> = {}): IndicatorSeries {
  const list = (from: Record<string, number>) => Object.entries(from).map(([on, value]) => ({ on, value }));
  return {
    code: 'population',
    name: 'Einwohner',
    kind: 'context',
    measuredIn: 'persons',
    isNoisy: false,
    values: list(values),
    city: list(city),
    provenance: source
  };
}

function district(code: string, indicators: IndicatorSeries[]): DistrictDetail {
  return {
    id: Number(code),
    code,
    name: code,
    bounds: [0, 0, 1, 1],
    buildingCount: 0,
    unitCount: 0,
    blocks: [],
    indicators,
    provenance: source
  };
}

describe('compareDistricts', () => {
  it('compares the last day that every district has, not the last of each', () => {
    const [row] = compareDistricts([
      district('20', [
        series({ '2022-12-31': 0, '2023-12-31': 1, '2025-12-31': 2 }, { '2023-12-31': 10, '2025-12-31': 20 })
      ]),
      district('21', [series({ '2022-12-31': 3, '2023-12-31': 4 })])
    ]);
    expect(row?.values).toEqual([
      { on: '2023-12-31', value: 1 },
      { on: '2023-12-31', value: 4 }
    ]);
    expect(row?.city).toEqual({ on: '2023-12-31', value: 10 });
  });

  it('takes the latest of each where no day is shared, and leaves a gap where a district has none', () => {
    const [row] = compareDistricts([
      district('20', [series({ '2023-12-31': 1 })]),
      district('21', [series({ '2022-12-31': 3 })]),
      district('22', [])
    ]);
    expect(row?.values).toEqual([{ on: '2023-12-31', value: 1 }, { on: '2022-12-31', value: 3 }, null]);
    expect(row?.city).toBeNull();
  });

  it('names a shared source once', () => {
    const two = [district('20', [series({ '2023-12-31': 1 })]), district('21', [series({ '2023-12-31': 2 })])];
    expect(comparedSources(two)).toEqual([source]);
  });
});

describe('formatObservation', () => {
  it('shows each value in its unit', () => {
    expect(formatObservation(14147, 'persons')).toBe('14.147');
    expect(formatObservation(34.4, 'percent')).toBe('34,4\u00a0%');
    expect(formatObservation(8.5, 'eur_per_sqm')).toBe('8,50\u00a0€/m²');
  });
});
