import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISCLOSURE_GROUNDS, OCCUPANCY_STATUSES, UNIT_KINDS } from '../../src/lib/domain/codes';
import {
  discloseFigures,
  discloseSelection,
  statusIsPublic,
  withholdOccupancies,
  type FigureRequest,
  type OccupancyRow
} from '../../src/lib/domain/disclosure';
import { planDisclosure } from '../../src/lib/domain/disclosure-plan';
import { FIGURE_GROUPS } from '../../src/lib/domain/figure';
import { toDayNumber } from '../../src/lib/domain/interval';
import { selectUnits, type FigureScope } from '../../src/lib/domain/stock-selection';
import { PARAMETERS } from './focus-factory';
import { findFigure, makeStock, unitOf, type StockUnitDraft } from './stock-factory';

const DAY = toDayNumber('2026-11-22');
const RULES = { day: DAY, today: DAY, parameters: { ...PARAMETERS, minimumCoverage: 0 } };
const BLOCK: FigureScope = { kind: 'block', block: 0 };
const DISTRICT: FigureScope = { kind: 'district', district: 0 };
const QUARTER: FigureScope = { kind: 'quarter' };
const ask = (scope: FigureScope, rest: Partial<FigureRequest> = {}): FigureRequest => ({
  scope,
  group: 'all',
  canReadAll: false,
  ...rest
});

const SECRET = { kind: 'dwelling', isStatusPublic: false, areaType: 'living', level: 1, storeyType: 'OG' } as const;
const dwelling = (building: number, rest: StockUnitDraft = {}) => unitOf('occupied', { ...SECRET, building, ...rest });

describe('statusIsPublic', () => {
  it.each(DISCLOSURE_GROUNDS)('never for a dwelling: %s', (ground) => {
    expect(statusIsPublic('dwelling', ground)).toBe(false);
  });

  it.each(UNIT_KINDS.filter((kind) => kind !== 'dwelling'))('for other units by the ground: %s', (kind) => {
    expect(DISCLOSURE_GROUNDS.filter((ground) => statusIsPublic(kind, ground))).toEqual([
      'shop_front',
      'legal_person',
      'consent'
    ]);
  });
});

describe('discloseFigures', () => {
  const house = [unitOf('vacant'), unitOf('occupied'), dwelling(0), dwelling(0), dwelling(0)];
  const block = [...house, ...[1, 2].flatMap((building) => [dwelling(building), dwelling(building)])];

  it('shows planners everything', () => {
    const figures = discloseFigures(
      makeStock(house),
      ask({ kind: 'building', building: 0 }, { canReadAll: true }),
      RULES
    );
    expect(findFigure(figures, 'V1')).toMatchObject({ value: 1 / 5, basis: 'all_units' });
  });

  it('counts in a house only units whose own status is public, and says so', () => {
    const figures = discloseFigures(makeStock(house), ask({ kind: 'building', building: 0 }), RULES);
    expect(findFigure(figures, 'V1')).toMatchObject({
      value: 1 / 2,
      numerator: 1,
      denominator: 2,
      basis: 'public_units'
    });
    expect(findFigure(figures, 'V8')).toMatchObject({ absence: 'withheld', numerator: null });
  });

  it('shows no free selection of dwellings, however large', () => {
    const stock = makeStock(block);
    const mask = selectUnits(stock, BLOCK, 'dwelling');
    const figures = discloseFigures(stock, ask({ kind: 'units', mask }), RULES);
    expect(new Set(figures.map(({ absence }) => absence))).toEqual(new Set(['withheld']));
    for (const { value, numerator, denominator, unknown, range, coverage } of figures) {
      expect([value, numerator, denominator, unknown, range, coverage]).toEqual([null, null, null, null, null, null]);
    }
  });

  it('counts dwellings of a block with enough of them in enough houses', () => {
    const figures = discloseFigures(makeStock(block), ask(BLOCK, { group: 'dwelling' }), RULES);
    expect(findFigure(figures, 'V1')).toMatchObject({ denominator: 7, basis: 'all_units' });
    expect(findFigure(discloseFigures(makeStock(block), ask(BLOCK), RULES), 'V1').denominator).toBe(9);
  });

  it.each([
    ['two dwellings', [dwelling(0), dwelling(1)]],
    ['many dwellings in two houses', [0, 0, 0, 1, 1, 1].map((building) => dwelling(building))]
  ])('withholds %s, and counts the public units of the block', (_, dwellings) => {
    const stock = makeStock([unitOf('vacant'), unitOf('occupied'), ...dwellings]);
    expect(findFigure(discloseFigures(stock, ask(BLOCK, { group: 'dwelling' }), RULES), 'V1').absence).toBe('withheld');
    expect(findFigure(discloseFigures(stock, ask(BLOCK), RULES), 'V1')).toMatchObject({
      denominator: 2,
      basis: 'public_units'
    });
  });

  it('withholds the sum of both groups where one of them would follow from it', () => {
    const hidden = unitOf('vacant', { isStatusPublic: false });
    const stock = makeStock([...block, hidden]);
    const denominators = FIGURE_GROUPS.map((group) => {
      const figure = findFigure(discloseFigures(stock, ask(BLOCK, { group }), RULES), 'V1');
      return [group, figure.denominator, figure.basis];
    });
    expect(denominators).toEqual([
      ['all', 2, 'public_units'],
      ['commercial', 2, 'public_units'],
      ['dwelling', 7, 'all_units']
    ]);
  });

  it('withholds a district where its blocks leave too few dwellings over', () => {
    const elsewhere = [dwelling(8, { block: null }), dwelling(9, { block: null })];
    const district = (drafts: StockUnitDraft[]) =>
      findFigure(discloseFigures(makeStock(drafts), ask(DISTRICT, { group: 'dwelling' }), RULES), 'V1');
    expect(district([...block, ...elsewhere]).absence).toBe('withheld');
    expect(district([...block, ...elsewhere, dwelling(10, { block: null })]).denominator).toBe(10);
    expect(district(block).denominator).toBe(7);
  });

  it('withholds the quarter where its districts leave too few over', () => {
    const stock = makeStock([...block, dwelling(9, { block: null, district: null })]);
    expect(findFigure(discloseFigures(stock, ask(DISTRICT), RULES), 'V1').denominator).toBe(9);
    expect(findFigure(discloseFigures(stock, ask(QUARTER, { group: 'dwelling' }), RULES), 'V1').absence).toBe(
      'withheld'
    );
  });

  it('never adds the area or frontage of secret units', () => {
    const figures = discloseFigures(makeStock(block), ask(BLOCK), RULES);
    expect(findFigure(figures, 'V2')).toMatchObject({ numerator: 100, denominator: 200, basis: 'public_units' });
    expect(findFigure(figures, 'V9')).toMatchObject({ numerator: 100 * 365, basis: 'public_units' });
    const dwellings = discloseFigures(makeStock(block), ask(BLOCK, { group: 'dwelling' }), RULES);
    for (const code of ['V2', 'V3', 'V4', 'V9', 'V11'] as const) {
      expect(findFigure(dwellings, code).absence).toBe('withheld');
    }
  });

  it('tells ends of tenancies only of many units in many houses', () => {
    const shops = [0, 1, 2].map((building) => unitOf('occupied', { building }));
    const v8 = (drafts: StockUnitDraft[]) =>
      findFigure(discloseFigures(makeStock(drafts), ask(BLOCK, { group: 'commercial' }), RULES), 'V8');
    expect(v8(shops).denominator).toBe(3);
    expect(v8(shops.slice(1)).absence).toBe('withheld');
  });

  it('shows the public no day after today, because it would tell when tenancies end', () => {
    const stock = makeStock([
      { occupancies: [{ from: '2020-01-01', to: '2027-03-01', status: 'occupied' }] },
      unitOf('vacant')
    ]);
    const later = { ...RULES, day: toDayNumber('2027-06-01') };
    const house: FigureScope = { kind: 'building', building: 0 };
    expect(findFigure(discloseFigures(stock, ask(house), later), 'V1')).toMatchObject({ denominator: 2, unknown: 0 });
    const planner = discloseFigures(stock, ask(house, { canReadAll: true }), later);
    expect(findFigure(planner, 'V1')).toMatchObject({ denominator: 1, unknown: 1 });
  });

  it('is empty, not withheld, where there is no unit at all', () => {
    const figures = discloseFigures(makeStock(block), ask({ kind: 'block', block: 77 }), RULES);
    expect(findFigure(figures, 'V1').absence).toBe('empty');
  });
});

describe('subtraction', () => {
  const drafts = fc.array(
    fc.record({
      building: fc.integer({ min: 0, max: 17 }),
      kind: fc.constantFrom('dwelling' as const, 'shop' as const),
      isShopPublic: fc.boolean(),
      status: fc.constantFrom(...OCCUPANCY_STATUSES)
    }),
    { maxLength: 60 }
  );
  /** Houses 0–11 lie in blocks of three, 12–14 in a district without block, 15–17 in no district. */
  const place = ({
    building,
    kind,
    isShopPublic,
    status
  }: {
    building: number;
    kind: 'dwelling' | 'shop';
    isShopPublic: boolean;
    status: 'vacant' | (typeof OCCUPANCY_STATUSES)[number];
  }) =>
    unitOf(status, {
      building,
      kind,
      block: building < 12 ? Math.floor(building / 3) : null,
      district: building < 6 ? 0 : building < 15 ? 1 : null,
      isStatusPublic: kind === 'shop' && isShopPublic
    });
  const scopes: FigureScope[] = [
    ...[0, 1, 2, 3].map((block): FigureScope => ({ kind: 'block', block })),
    ...[0, 1].map((district): FigureScope => ({ kind: 'district', district })),
    QUARTER
  ];

  it('no sums and differences of published figures single out fewer than k secret units or houses', () => {
    fc.assert(
      fc.property(drafts, (list) => {
        const stock = makeStock(list.map(place));
        const plan = planDisclosure(stock, DAY, 3);
        const sets = scopes.flatMap((scope) =>
          FIGURE_GROUPS.flatMap((group) => {
            const disclosed = discloseSelection(stock, ask(scope, { group }), plan);
            return disclosed === 'withheld' ? [] : [disclosed.mask];
          })
        );
        const secretSets = sets.map((mask) => mask.map((kept, unit) => kept & (1 - stock.units.isStatusPublic[unit]!)));
        for (const rows of listDerivableSets(secretSets)) {
          const houses = new Set(rows.map((unit) => stock.units.building[unit]!));
          expect(rows.length >= 3 && houses.size >= 3, `units ${rows.join()}`).toBe(true);
        }
      }),
      { numRuns: 300 }
    );
  });

  /** Every set of units whose indicator is a linear combination of published sets: pairwise closure is enough to break a nested plan. */
  function listDerivableSets(sets: readonly Uint8Array[]): number[][] {
    const seen = new Map<string, Uint8Array>();
    let fresh = sets.filter((set) => set.includes(1));
    for (let round = 0; round < 3 && fresh.length > 0; round += 1) {
      for (const set of fresh) seen.set(set.join(''), set);
      const known = [...seen.values()].slice(0, 60);
      fresh = fresh.slice(0, 60).flatMap((one) =>
        known.flatMap((other) => {
          const parts = [
            one.map((kept, unit) => kept & (1 - other[unit]!)),
            other.map((kept, unit) => kept & (1 - one[unit]!))
          ];
          const isNested = parts.some((part) => !part.includes(1));
          return isNested ? parts.filter((part) => part.includes(1) && !seen.has(part.join(''))) : [];
        })
      );
    }
    return [...seen.values()].map((set) => [...set.keys()].filter((unit) => set[unit] === 1));
  }

  it('a dwelling changes no figure of a house or a free selection', () => {
    fc.assert(
      fc.property(drafts, fc.constantFrom(...OCCUPANCY_STATUSES), (list, status) => {
        const changed = list.map((unit) => (unit.kind === 'dwelling' ? { ...unit, status } : unit));
        const [before, after] = [list, changed].map((each) => {
          const stock = makeStock(each.map(place));
          const mask = new Uint8Array(each.length).fill(1);
          return [ask({ kind: 'building', building: 0 }), ask({ kind: 'units', mask })].map((request) =>
            discloseFigures(stock, request, RULES)
          );
        });
        expect(after).toEqual(before);
      }),
      { numRuns: 100 }
    );
  });
});

describe('withholdOccupancies', () => {
  const row = (rest: Partial<OccupancyRow>): OccupancyRow => ({
    from: 100,
    to: 200,
    status: 'vacant',
    use: 'housing',
    reason: 'tenant_search',
    activatableMonths: 3,
    isStartKnown: false,
    checkedOn: null,
    business: 4,
    ...rest
  });

  it('leaves one row over the observed period with the latest check', () => {
    const rows = [
      row({ checkedOn: 150 }),
      row({ from: 200, to: 300, status: 'occupied', checkedOn: 120 }),
      row({ from: 300, to: null })
    ];
    expect(withholdOccupancies(rows)).toEqual({
      from: 100,
      to: null,
      status: 'withheld',
      use: null,
      reason: null,
      activatableMonths: null,
      isStartKnown: true,
      checkedOn: 150,
      business: null
    });
  });

  it('is the same whatever the states and the days of their change were', () => {
    const one = withholdOccupancies([row({ to: null, checkedOn: 150 })]);
    const many = withholdOccupancies([
      row({ to: 120, status: 'works' }),
      row({ from: 120, to: null, checkedOn: 150, status: 'interim' })
    ]);
    expect(many).toEqual(one);
  });

  it('has no row for a unit without one', () => {
    expect(withholdOccupancies([])).toBeNull();
  });
});
