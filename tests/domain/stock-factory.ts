import fc from 'fast-check';
import { AREA_TYPES, OCCUPANCY_STATUSES, UNIT_KINDS, type OccupancyStatus } from '../../src/lib/domain/codes';
import type { Figure, FigureCode } from '../../src/lib/domain/figure';
import { toDayNumber, type IsoDate } from '../../src/lib/domain/interval';
import { packStock, type StockColumns, type StockUnit } from '../../src/lib/domain/stock';

export interface StockOccupancyDraft {
  readonly from: IsoDate;
  readonly to?: IsoDate;
  readonly status: OccupancyStatus;
  readonly activatableMonths?: number;
  readonly isStartKnown?: boolean;
  readonly knownEnd?: IsoDate;
}

export interface StockUnitDraft extends Partial<Omit<StockUnit, 'from' | 'to'>> {
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly occupancies?: readonly StockOccupancyDraft[];
}

const dayOrNull = (date: IsoDate | undefined): number | null => (date === undefined ? null : toDayNumber(date));

/** Ground-floor shops of 100 m² in one house, from 2000 on, unless a draft says otherwise. */
export function makeStock(drafts: readonly StockUnitDraft[]): StockColumns {
  return packStock(
    drafts.map(({ from, to, occupancies: _, ...rest }) => ({
      building: 0,
      block: 0,
      district: 0,
      kind: 'shop',
      level: 0,
      storeyType: 'EG',
      areaSqm: 100,
      areaType: 'rental',
      frontageM: 8,
      isShopUsePlausible: false,
      isStatusPublic: true,
      ...rest,
      from: toDayNumber(from ?? '2000-01-01'),
      to: dayOrNull(to)
    })),
    drafts.flatMap(({ occupancies }, unit) =>
      (occupancies ?? []).map((each) => ({
        unit,
        from: toDayNumber(each.from),
        to: dayOrNull(each.to),
        status: each.status,
        activatableMonths: each.activatableMonths ?? null,
        isStartKnown: each.isStartKnown ?? true,
        knownEnd: dayOrNull(each.knownEnd)
      }))
    )
  );
}

/** A unit that has had one status since 2010. */
export function unitOf(status: OccupancyStatus, rest: StockUnitDraft = {}): StockUnitDraft {
  return { ...rest, occupancies: [{ from: '2010-01-01', status }] };
}

export function repeat(count: number, draft: StockUnitDraft): StockUnitDraft[] {
  return Array.from({ length: count }, () => draft);
}

export function findFigure(figures: readonly Figure[], code: FigureCode): Figure {
  const found = figures.find((figure) => figure.code === code);
  if (!found) throw new Error(`no figure ${code}`);
  return found;
}

const dates = fc
  .integer({ min: 2015, max: 2026 })
  .chain((year) => fc.integer({ min: 1, max: 12 }).map((month) => `${year}-${String(month).padStart(2, '0')}-01`));

const histories = fc.uniqueArray(dates, { minLength: 0, maxLength: 4 }).chain((starts) =>
  fc
    .array(
      fc.record({
        status: fc.constantFrom(...OCCUPANCY_STATUSES),
        activatableMonths: fc.option(fc.integer({ min: 0, max: 24 }), { nil: undefined }),
        isStartKnown: fc.boolean(),
        knownEnd: fc.option(dates, { nil: undefined })
      }),
      { minLength: starts.length, maxLength: starts.length }
    )
    .map((rows) => {
      const sorted = [...starts].sort();
      return rows.map((row, index) => ({ ...row, from: sorted[index]!, to: sorted[index + 1] }));
    })
);

/** Units with histories without gaps; areas are multiples of a quarter square metre, so that sums are exact. */
export const stockDrafts: fc.Arbitrary<StockUnitDraft[]> = fc.array(
  fc.record({
    building: fc.integer({ min: 0, max: 11 }),
    kind: fc.constantFrom(...UNIT_KINDS),
    level: fc.integer({ min: -1, max: 4 }),
    areaSqm: fc.integer({ min: 40, max: 800 }).map((quarters) => quarters / 4),
    areaType: fc.option(fc.constantFrom(...AREA_TYPES)),
    frontageM: fc.option(fc.integer({ min: 4, max: 80 }).map((quarters) => quarters / 4)),
    isShopUsePlausible: fc.boolean(),
    isStatusPublic: fc.boolean(),
    from: fc.constantFrom('2000-01-01', '2018-01-01', '2024-06-01'),
    occupancies: histories
  }),
  { maxLength: 24 }
);
