import { describe, expect, it } from 'vitest';
import { buildQuarter } from '../../geodata/build';
import type { QuarterDataset, UnitData } from '../../geodata/steps/dataset';
import { areaSqm, isWithin, overlapRatio, positionOn, unite } from '../../src/lib/domain/geometry';
import { contains } from '../../src/lib/domain/interval';

const TODAY = '2026-11-22';
const data = buildQuarter('iq-ost');
const houses = data.buildings.filter(({ isCourtyard }) => !isCourtyard);
const units = data.buildings.flatMap(({ storeys }) => storeys.flatMap((storey) => storey.units));

function statesOn(day: string): string[] {
  return units.flatMap(({ occupancies }) =>
    occupancies.filter(({ valid }) => contains(valid, day)).map(({ status }) => status)
  );
}

function vacancyOn(day: string): number {
  const states = statesOn(day).filter((status) => ['occupied', 'interim', 'vacant'].includes(status));
  return states.filter((status) => status === 'vacant').length / states.length;
}

function findUnit(ref: string, code: string): UnitData {
  const building = data.buildings.find((item) => item.ref === ref)!;
  return building.storeys.flatMap((storey) => storey.units).find((unit) => unit.code === code)!;
}

describe('the quarter IQ_Ost', () => {
  it('has the twelve houses clockwise and six courtyard buildings, all in Volkmarsdorf', () => {
    expect(houses.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(data.buildings).toHaveLength(18);
    expect(new Set(data.buildings.map(({ district }) => district))).toEqual(new Set(['21']));
  });

  it('says which addresses are doubtful', () => {
    const doubtful = data.buildings.filter(({ isAddressChecked }) => !isAddressChecked);
    expect(doubtful.map(({ street, houseNumber }) => `${street} ${houseNumber ?? '?'}`)).toEqual([
      'Hermann-Liebmann-Straße 92',
      'Hermann-Liebmann-Straße 90',
      'Ludwigstraße ?',
      'Ludwigstraße ?',
      'Ludwigstraße ?'
    ]);
  });

  it('gives the houses the areas that were measured', () => {
    const measured = [283, 189, 182, 389, 191, 193, 352, 200, 191, 376, 257, 199];
    for (const [i, { footprintSqm }] of houses.entries()) expect(Math.abs(footprintSqm - measured[i]!)).toBeLessThan(2);
    expect(Math.abs(areaSqm(data.blocks[0]!.geometry) - 5189)).toBeLessThan(30);
  });

  it('calls what is invented invented and what is measured measured', () => {
    const nature = new Map(data.sources.map(({ key, nature: value }) => [key, value]));
    const natures = (keys: readonly string[]) => new Set(keys.map((key) => nature.get(key)));
    expect(natures(units.map(({ source }) => source))).toEqual(new Set(['illustrative']));
    expect(
      natures(
        [...data.businesses, ...data.listings, ...data.plans, ...data.measures, ...data.parties].map(
          ({ source }) => source
        )
      )
    ).toEqual(new Set(['illustrative']));
    expect(natures(data.buildings.map(({ source }) => source))).toEqual(new Set(['derived']));
    expect(data.blocks).toMatchObject([{ slug: 'block-99', isAssumption: true }]);
    expect(nature.get(data.blocks[0]!.source)).toBe('assumption');
    expect(natures(data.indicators.flatMap(({ observations }) => observations.map(({ source }) => source)))).toEqual(
      new Set(['official'])
    );
  });

  it('falls from about half empty to a few per cent', () => {
    expect(vacancyOn('2004-01-01')).toBeGreaterThan(0.42);
    expect(vacancyOn('2004-01-01')).toBeLessThan(0.58);
    expect(vacancyOn('2012-06-30')).toBeLessThan(0.4);
    expect(vacancyOn('2016-06-30')).toBeLessThan(0.25);
    expect(vacancyOn('2020-06-30')).toBeLessThan(0.17);
    expect(vacancyOn(TODAY)).toBeLessThan(0.1);
    expect(vacancyOn(TODAY)).toBeGreaterThan(0.02);
  });

  it('shows every state today, and enough empty dwellings in enough houses for a public figure', () => {
    const states = statesOn(TODAY);
    const count = (status: string) => states.filter((item) => item === status).length;
    expect(count('vacant')).toBeGreaterThanOrEqual(9);
    expect([count('interim'), count('works'), count('unknown')]).toEqual([4, 4, 2]);
    const emptyHouses = data.buildings.filter(({ storeys }) =>
      storeys.some((storey) =>
        storey.units.some(
          ({ kind, occupancies }) =>
            kind === 'dwelling' &&
            occupancies.some(({ status, valid }) => status === 'vacant' && contains(valid, TODAY))
        )
      )
    );
    expect(emptyHouses.length).toBeGreaterThanOrEqual(4);
  });

  it('holds the example of the shop beside the restaurant', () => {
    const shop = findUnit('block-99/11', 'EG-R');
    expect(shop).toMatchObject({
      kind: 'shop',
      areaSqm: 96,
      frontageM: 7.2,
      isStepFree: true,
      disclosure: 'shop_front'
    });
    expect(shop.occupancies.at(-1)).toMatchObject({
      status: 'vacant',
      reason: 'tenant_search',
      valid: { from: '2026-04-14', to: null },
      checkedOn: '2026-11-03'
    });
    const plan = data.plans.find(({ ref }) => ref === data.settings.leadPlan)!;
    const target = plan.targets.find(({ unit }) => unit.building === 'block-99/11' && unit.code === 'EG-R');
    expect(target).toMatchObject({ joinedTo: null, parts: [{ use: 'retail', targetOn: '2027-03-01', areaSqm: null }] });
    expect(data.listings.find(({ unit }) => unit.building === 'block-99/11' && unit.code === 'EG-R')).toMatchObject({
      status: 'public',
      rentCentsPerSqm: 820
    });
  });

  it('puts storeys on each other without gaps, up to the eaves and the ridge', () => {
    for (const { storeys, eavesM, ridgeM, ref } of houses) {
      for (const part of new Set(storeys.map((storey) => storey.part))) {
        const stack = storeys.filter((storey) => storey.part === part);
        for (const [i, { baseM }] of stack.entries()) {
          const below = stack[i - 1];
          if (below) expect(Math.abs(below.baseM + below.heightM - baseM), ref).toBeLessThan(0.03);
        }
        const roof = stack.find(({ type }) => type === 'DG');
        if (roof) expect(Math.abs(roof.baseM - eavesM!), ref).toBeLessThan(0.03);
        const top = stack.at(-1)!;
        if (roof) expect(top.baseM + top.heightM, ref).toBeGreaterThanOrEqual(ridgeM! - 0.03);
        expect(stack.filter(({ type }) => type === 'KG' || type === 'SOU').every(({ baseM }) => baseM < 0)).toBe(true);
      }
    }
  });

  it('partitions each storey among its units on every day of its history', () => {
    for (const { storeys, ref } of data.buildings) {
      for (const storey of storeys) {
        const days = new Set(storey.units.map(({ valid }) => valid.from));
        for (const day of days) {
          const pieces = storey.units.filter(({ valid }) => contains(valid, day)).map(({ geometry }) => geometry);
          const sum = pieces.reduce((total, piece) => total + areaSqm(piece), 0);
          expect(Math.abs(areaSqm(unite(pieces)) - sum), `${ref} ${storey.type} ${day}`).toBeLessThan(0.5);
        }
        const wholes = [...days].map((day) =>
          storey.units
            .filter(({ valid }) => contains(valid, day))
            .reduce((total, { geometry }) => total + areaSqm(geometry), 0)
        );
        expect(Math.max(...wholes) - Math.min(...wholes), `${ref} ${storey.type}`).toBeLessThan(0.5);
      }
    }
  });

  it('keeps each piece on its house', () => {
    for (const { geometry, storeys } of data.buildings) {
      for (const { units: pieces } of storeys) {
        for (const unit of pieces) {
          expect(isWithin(positionOn(unit.geometry), geometry)).toBe(true);
          expect(overlapRatio(unit.geometry, geometry)).toBeGreaterThan(0.995);
        }
      }
    }
  });

  it('lays the districts against each other', () => {
    const shapes = data.districts.map(({ geometry }) => geometry);
    for (const [i, shape] of shapes.entries()) {
      for (const other of shapes.slice(0, i)) expect(overlapRatio(shape, other) * areaSqm(shape)).toBeLessThan(1);
    }
    const all = unite(shapes);
    expect(all.type).toBe('Polygon');
    expect(all.coordinates).toHaveLength(1);
  });

  it('speaks German, English and Arabic wherever a reader meets a text', () => {
    const texts: QuarterDataset['name'][] = [
      data.name,
      ...data.businesses.flatMap(({ description }) => description ?? []),
      ...[...data.plans, ...data.measures].flatMap(({ title, summary }) => [title, summary]),
      ...data.listings.flatMap(({ title, description }) => [title, description]),
      ...data.indicators.map(({ name }) => name)
    ];
    for (const { base, others } of texts) expect(Object.keys(others), base).toEqual(['en', 'ar']);
    const named = [
      ...data.districts.map(({ name }) => name),
      ...data.contextFeatures.flatMap(({ name }) => name ?? [])
    ];
    for (const { base, others } of named) expect(others['ar'], base).toMatch(/\p{Script=Arabic}/u);
  });
});
