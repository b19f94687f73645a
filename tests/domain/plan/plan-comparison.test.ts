import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPARISON_CLASSES } from '../../../src/lib/domain/plan/comparison-codes';
import { comparePlans } from '../../../src/lib/domain/plan/plan-comparison';
import { EMPTY_PLAN, type PlanContent } from '../../../src/lib/domain/plan/plan-content';
import { packPlanStock, type PlanStockUnit } from '../../../src/lib/domain/plan/plan-stock';
import { readBlock99 } from './block-99';
import { content, contents, entry, joined, part, units } from './plan-factory';

const unit = (unitId: number, fields: Partial<PlanStockUnit> = {}): PlanStockUnit => ({
  ...{ unitId, buildingId: 1, areaSqm: 100, frontageM: null, kind: 'shop', areaType: 'usable', isGroundFloor: true },
  ...{ status: 'occupied', use: 'retail', ...fields }
});

function classesOf(from: PlanContent | null, to: PlanContent, ...stockUnits: readonly PlanStockUnit[]): string[] {
  const { classes } = comparePlans(packPlanStock(stockUnits), from, to);
  return [...classes].map((index) => COMPARISON_CLASSES[index]!);
}

const pairs = units.chain((on) =>
  fc.tuple(
    fc.constant(
      packPlanStock(
        on.map((one) => ({
          ...one,
          kind: 'shop',
          areaType: 'usable',
          isGroundFloor: true,
          status: 'vacant',
          use: null
        }))
      )
    ),
    contents(on),
    contents(on)
  )
);

describe('two plans', () => {
  it('differ in what one says and the other does not, in uses and in details', () => {
    const from = content([
      entry(1, part('retail')),
      entry(2, part('retail')),
      entry(3, part('retail')),
      entry(4, part('retail', { wish: 'Buchladen' })),
      entry(6, part('office'), part('retail'))
    ]);
    const to = content([
      entry(1, part('retail')),
      entry(2, part('health')),
      entry(4, part('retail', { wish: 'Teeladen' })),
      entry(5, part('retail')),
      entry(6, part('retail'), part('office'))
    ]);
    expect(classesOf(from, to, ...[1, 2, 3, 4, 5, 6, 7].map((id) => unit(id)))).toEqual([
      ...['same', 'use', 'removed', 'detail', 'added', 'detail', 'untouched']
    ]);
  });

  it('that join otherwise differ in every unit that is joined', () => {
    const apart = content([entry(1, part('health')), entry(2, part('health')), entry(3, part('retail'))]);
    const together = content([entry(1, part('health')), joined(2, 1), entry(3, part('retail'))]);
    const [one, two, three] = [unit(1), unit(2), unit(3)];
    expect(classesOf(apart, together, one, two, three)).toEqual(['detail', 'detail', 'same']);
    expect(classesOf(together, apart, one, two, three)).toEqual(['detail', 'detail', 'same']);
  });

  it('give a joined unit the use of the one that it is joined to', () => {
    const health = content([entry(1, part('health')), joined(2, 1)]);
    const office = content([entry(1, part('office')), joined(2, 1)]);
    expect(classesOf(health, office, unit(1), unit(2))).toEqual(['use', 'use']);
  });

  it('that are copies are the same, in both directions mirror each other, and lose nothing', () => {
    fc.assert(
      fc.property(pairs, ([stock, from, to]) => {
        const copy = comparePlans(stock, from, structuredClone(from));
        expect(copy.isSame).toBe(true);
        expect(copy.counts).toMatchObject({ added: 0, removed: 0, use: 0, detail: 0 });
        const [there, back] = [comparePlans(stock, from, to), comparePlans(stock, to, from)];
        expect([back.counts.added, back.counts.removed]).toEqual([there.counts.removed, there.counts.added]);
        expect([back.counts.use, back.counts.detail]).toEqual([there.counts.use, there.counts.detail]);
        for (const side of [there, back]) {
          const sum = side.changes.reduce((all, { areaSqm }) => all + areaSqm[0]!, 0);
          expect(sum).toBeCloseTo(0, 6);
        }
        expect(Object.values(there.counts).reduce((all, count) => all + count, 0)).toBe(stock.unitId.length);
      })
    );
  });

  it('name areas that are drawn otherwise', () => {
    const area = {
      ...{ ...part('courtyard'), id: 'a', kind: 'courtyard' as const, storeys: 0 },
      geometry: {
        type: 'Polygon' as const,
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0]
          ]
        ] as const
      }
    };
    const { areas, isSame } = comparePlans(packPlanStock([]), EMPTY_PLAN, content([], [area]));
    expect([areas, isSame]).toEqual([[{ areaId: 'a', before: null, after: area }], false]);
  });
});

describe('today and a plan', () => {
  const plan = content([1, 2, 3, 4, 5, 6].map((id) => entry(id, part('retail'))));

  it('differ where somebody else, nobody or one does not know who is in', () => {
    const today = [
      unit(1),
      unit(2, { use: 'health' }),
      unit(3, { status: 'vacant', use: null }),
      unit(4, { status: 'interim' }),
      unit(5, { status: 'unknown', use: null }),
      unit(6, { status: 'occupied', use: null }),
      unit(7)
    ];
    expect(classesOf(null, plan, ...today)).toEqual([
      ...['same', 'use', 'added', 'added', 'not_comparable', 'not_comparable', 'untouched']
    ]);
  });

  it('say of a withheld unit only what it is built as', () => {
    const withheld = { status: 'withheld', use: null } as const;
    expect(classesOf(null, plan, unit(1, withheld), unit(2, { ...withheld, kind: 'dwelling' }))).toEqual([
      'same',
      'not_comparable'
    ]);
  });

  it('differ in detail where the same use is joined or divided', () => {
    const reshaped = content([
      entry(1, part('retail')),
      joined(2, 1),
      entry(3, part('retail', { areaSqm: 40 }), part('retail', { areaSqm: 60 })),
      entry(4, part('retail'))
    ]);
    expect(classesOf(null, reshaped, unit(1), unit(2), unit(3), unit(4))).toEqual([
      ...['detail', 'detail', 'detail', 'same']
    ]);
  });
});

describe('Block 99', () => {
  const { units: block, plans } = readBlock99();
  const stock = packPlanStock(block);
  const [lead, variant] = [plans.get('iq-ost')!, plans.get('hofgarten')!];

  it('has these differences', () => {
    expect(comparePlans(stock, null, lead).counts).toEqual({
      ...{ untouched: 12, same: 88, added: 18, removed: 0, use: 2, detail: 0, not_comparable: 1 }
    });
    expect(comparePlans(stock, null, variant).counts).toMatchObject({
      untouched: 110,
      same: 2,
      added: 7,
      use: 1,
      detail: 1
    });
    expect(comparePlans(stock, lead, variant).counts).toMatchObject({ removed: 98, use: 9, detail: 2, same: 0 });
  });

  it('gains and loses by use', () => {
    const { changes } = comparePlans(stock, null, lead);
    const moved = changes
      .filter(({ units: count }) => count !== 0)
      .map(({ class: name, units: count, areaSqm }) => [name, count, areaSqm[0], areaSqm[3]]);
    expect(moved).toEqual([
      ['retail', 1, 96, 0],
      ['gastronomy', 1, 130, 0],
      ['health', 2, 236, 0],
      ['office', -1, -104, 0],
      ['culture', 1, -36, 70],
      ['education', 2, 164, 0],
      ['housing', 9, 0, 1079],
      ['unused', -14, -530, -1079],
      ['unknown', -1, 0, -70]
    ]);
  });
});
