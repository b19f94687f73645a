import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildQuarter } from '../../../geodata/build';
import { statusIsPublic } from '../../../src/lib/domain/disclosure';
import type { Figure } from '../../../src/lib/domain/figure';
import { contains, toDayNumber } from '../../../src/lib/domain/interval';
import {
  planVacancies,
  plannedIndicators,
  todayIndicators,
  type IndicatorQuestion
} from '../../../src/lib/domain/plan/plan-indicators';
import { packStock, type StockColumns, type StockOccupancy, type StockUnit } from '../../../src/lib/domain/stock';
import { PARAMETERS } from '../focus-factory';
import { readBlock99 } from './block-99';
import { content, contents, entry, joined, part, units } from './plan-factory';

const TODAY = '2026-11-22';
const HORIZON = '2030-12-31';
const { plans } = readBlock99();

/** The whole history of Block 99 as the server keeps it, with the same numbers of the units as `readBlock99`. */
function stockOfBlock(): StockColumns {
  const rows: StockUnit[] = [];
  const occupancies: StockOccupancy[] = [];
  for (const [building, house] of buildQuarter('iq-ost').buildings.entries()) {
    for (const storey of house.storeys) {
      for (const unit of storey.units.filter(({ valid }) => contains(valid, TODAY))) {
        rows.push({
          ...{ building, block: 0, district: 0, kind: unit.kind, level: storey.level, storeyType: storey.type },
          ...{ areaSqm: unit.areaSqm, areaType: unit.areaType, frontageM: unit.frontageM },
          isShopUsePlausible: unit.isShopUsePlausible,
          isStatusPublic:
            statusIsPublic(unit.kind, unit.disclosure) && ['exact', 'building'].includes(unit.locationPrecision),
          from: toDayNumber(unit.valid.from),
          to: unit.valid.to === null ? null : toDayNumber(unit.valid.to)
        });
        for (const { valid, status, activatableMonths, isStartKnown } of unit.occupancies) {
          occupancies.push({
            ...{ unit: rows.length - 1, status, activatableMonths, isStartKnown, knownEnd: null },
            from: toDayNumber(valid.from!),
            to: valid.to === null ? null : toDayNumber(valid.to)
          });
        }
      }
    }
  }
  return packStock(rows, occupancies);
}

const stock = stockOfBlock();
const unitId = Int32Array.from(stock.units.kind, (_, row) => row + 1);
const all: IndicatorQuestion = {
  ...{ stock, unitId, mask: new Uint8Array(unitId.length).fill(1), today: TODAY, parameters: PARAMETERS }
};
const publicly: IndicatorQuestion = { ...all, mask: stock.units.isStatusPublic };
const plan = { content: plans.get('iq-ost')!, horizonOn: HORIZON };
const read = (figures: readonly Figure[], code: string) => {
  const { numerator, denominator } = figures.find((figure) => figure.code === code)!;
  return [numerator, denominator].map((value) => Math.round(value! * 10) / 10);
};

describe('the vacancy indicators of Block 99', () => {
  it('are those of today, counted by hand from the files', () => {
    const today = todayIndicators(all);
    expect(read(today, 'V1')).toEqual([10, 115]);
    expect(read(today, 'V3')).toEqual([3, 15]);
    expect(read(today, 'V4')).toEqual([34.2, 176.6]);
    expect(read(today, 'V12')).toEqual([4, 115]);
    expect(read(today, 'V5')).toEqual([14, 119]);
  });

  it('are those of the authored plan on its horizon, counted by hand from the files', () => {
    const planned = plannedIndicators(all, plan);
    expect(read(planned, 'V1')).toEqual([0, 120]);
    expect(read(planned, 'V3')).toEqual([0, 16]);
    expect(read(planned, 'V4')).toEqual([0, 188]);
    expect(read(planned, 'V5')).toEqual([0, 120]);
  });

  it('rest on the public units alone where the others are secret', () => {
    expect(read(todayIndicators(publicly), 'V1')).toEqual([4, 39]);
    expect(read(todayIndicators(publicly), 'V4')).toEqual([34.2, 170.4]);
    expect(read(plannedIndicators(publicly, plan), 'V1')).toEqual([0, 40]);
    expect(read(plannedIndicators(publicly, plan), 'V3')).toEqual([0, 15]);
  });

  it('leave a target that is due later as it is today', () => {
    const early = plannedIndicators(all, { ...plan, horizonOn: '2027-06-30' });
    // Due by then and vacant today: 3OG-R of house 4, EG-R of house 11, 3OG-M of house 12.
    expect(read(early, 'V1')[0]).toBe(7);
  });
});

describe('the stock under a plan', () => {
  const at = (planned: StockColumns, row: number) => ({
    kind: planned.units.kind[row],
    status: planned.occupancies.status[row],
    sqm: planned.units.areaSqm[row]
  });
  const rowOf = (ref: string, code: string) =>
    readBlock99().units.findIndex((unit) => unit.ref === ref && unit.code === code);
  const shop = rowOf('block-99/02', 'EG-M');
  const flat = rowOf('block-99/02', '2OG-L');
  const [lead, member] = [rowOf('block-99/01', 'EG-L'), rowOf('block-99/01', 'EG-R')];
  const stockUnder = (...entries: Parameters<typeof content>[0]) =>
    planVacancies(all, { content: content(entries), horizonOn: HORIZON });

  it('gives a unit the kind that its new use needs, and keeps one that serves it', () => {
    const planned = stockUnder(entry(shop + 1, part('housing')), entry(flat + 1, part('housing')));
    expect([at(planned, shop).kind, at(planned, flat).kind]).toEqual([6, 6]);
  });

  it('has one unit for joined ones and several for a divided one', () => {
    const joinedUp = stockUnder(entry(lead + 1, part('retail')), joined(member + 1, lead + 1));
    expect(joinedUp.units.kind).toHaveLength(unitId.length - 1);
    expect(at(joinedUp, lead)).toMatchObject({ sqm: 198 });
    expect(joinedUp.units.frontageM[lead]).toBeCloseTo(25.5, 6);
    const divided = stockUnder(
      entry(shop + 1, part('retail', { areaSqm: 50 }), part('gastronomy', { areaSqm: 80, targetOn: '2031-06-30' }))
    );
    expect(divided.units.kind).toHaveLength(unitId.length + 1);
    expect([at(divided, shop), at(divided, shop + 1)]).toMatchObject([
      { sqm: 50, status: 0 },
      // Due after the horizon: free until then.
      { sqm: 80, status: 1 }
    ]);
  });

  it('counts what is kept free as vacant, and nothing that becomes courtyard', () => {
    const planned = stockUnder(entry(lead + 1, part('reserved')), entry(member + 1, part('courtyard')));
    expect(planned.units.kind).toHaveLength(unitId.length - 1);
    expect(at(planned, lead).status).toBe(1);
  });

  it('is never more vacant than today where every target is a use', () => {
    fc.assert(
      fc.property(units.chain(contents), ({ entries }) => {
        const used = content(
          entries.map((one) => ({ ...one, parts: one.parts.map((each) => ({ ...each, use: 'retail' as const })) }))
        );
        const [today, planned] = [todayIndicators(all), plannedIndicators(all, { content: used, horizonOn: HORIZON })];
        expect(read(planned, 'V1')[0]).toBeLessThanOrEqual(read(today, 'V1')[0]!);
      })
    );
  });
});
