import { describe, expect, it } from 'vitest';
import { packStock, type StockOccupancy } from '../../src/lib/domain/stock';
import { groupOfKind, selectUnits, type FigureScope } from '../../src/lib/domain/stock-selection';
import { makeStock } from './stock-factory';

describe('packStock', () => {
  const row = (unit: number, from: number): StockOccupancy => ({
    unit,
    from,
    to: null,
    status: 'vacant',
    activatableMonths: null,
    isStartKnown: true,
    knownEnd: null
  });

  it('finds the rows of each unit, also of one without any', () => {
    const stock = makeStock([
      {
        occupancies: [
          { from: '2020-01-01', to: '2021-01-01', status: 'vacant' },
          { from: '2021-01-01', status: 'occupied' }
        ]
      },
      {},
      { occupancies: [{ from: '2020-01-01', status: 'works' }] }
    ]);
    expect([...stock.occupancies.first]).toEqual([0, 2, 2, 3]);
  });

  it('refuses rows that are not sorted by unit and day', () => {
    const units = makeStockUnits(2);
    expect(() => packStock(units, [row(1, 0), row(0, 0)])).toThrow(RangeError);
    expect(() => packStock(units, [row(0, 5), row(0, 5)])).toThrow(RangeError);
    expect(packStock(units, [row(0, 0), row(0, 5), row(1, 0)]).occupancies.from).toHaveLength(3);
  });

  function makeStockUnits(count: number): Parameters<typeof packStock>[0] {
    return Array.from({ length: count }, () => ({
      building: 0,
      block: null,
      district: null,
      kind: 'shop',
      level: 0,
      storeyType: 'EG',
      areaSqm: null,
      areaType: null,
      frontageM: null,
      isShopUsePlausible: false,
      isStatusPublic: true,
      from: 0,
      to: null
    }));
  }
});

describe('selectUnits', () => {
  const stock = makeStock([
    { building: 0, block: 0, district: 0, kind: 'shop' },
    { building: 1, block: 1, district: 0, kind: 'dwelling' },
    { building: 2, block: null, district: 1, kind: 'dwelling' },
    { building: 3, block: null, district: null, kind: 'storage' }
  ]);

  it.each<[FigureScope, number[]]>([
    [{ kind: 'quarter' }, [1, 1, 1, 1]],
    [{ kind: 'district', district: 0 }, [1, 1, 0, 0]],
    [{ kind: 'block', block: 1 }, [0, 1, 0, 0]],
    [{ kind: 'building', building: 2 }, [0, 0, 1, 0]],
    [{ kind: 'units', mask: Uint8Array.of(0, 1, 0, 1) }, [0, 1, 0, 1]]
  ])('of %j', (scope, expected) => {
    expect([...selectUnits(stock, scope, 'all')]).toEqual(expected);
  });

  it('of a group', () => {
    expect([...selectUnits(stock, { kind: 'quarter' }, 'dwelling')]).toEqual([0, 1, 1, 0]);
    expect([...selectUnits(stock, { kind: 'quarter' }, 'commercial')]).toEqual([1, 0, 0, 1]);
    expect([groupOfKind('dwelling'), groupOfKind('parking')]).toEqual(['dwelling', 'commercial']);
  });

  it('leaves the given mask alone', () => {
    const mask = Uint8Array.of(1, 1, 1, 1);
    selectUnits(stock, { kind: 'units', mask }, 'dwelling');
    expect([...mask]).toEqual([1, 1, 1, 1]);
  });
});
