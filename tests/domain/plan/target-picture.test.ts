import { describe, expect, it } from 'vitest';
import { drawTargetPicture, type PictureUnit } from '../../../src/lib/domain/plan/target-picture';
import { readBlock99 } from './block-99';
import { content, entry, joined, part } from './plan-factory';

const unit = (unitId: number, fields: Partial<PictureUnit> = {}): PictureUnit => ({
  ...{ unitId, kind: 'practice', status: 'vacant', use: null, knownEndOn: null, offer: null, ...fields }
});

describe('the target picture', () => {
  it('tells of each wanted place how far it has come', () => {
    const ids = [1, 2, 3, 4, 5, 6, 7, 8];
    const plan = content(ids.map((id) => entry(id, part('health'))));
    const { uses } = drawTargetPicture(plan, [
      unit(1, { status: 'occupied', use: 'health' }),
      unit(2, { offer: 'reserved' }),
      unit(3, { status: 'occupied', use: 'office', knownEndOn: '2027-03-31' }),
      unit(4, { offer: 'public' }),
      unit(5),
      unit(6, { status: 'works' }),
      unit(7, { status: 'withheld', offer: 'public' })
    ]);
    expect(uses).toHaveLength(1);
    expect(uses[0]).toMatchObject({ use: 'health', wanted: 8, untilOn: ['2027-03-31'] });
    expect(uses[0]!.places.map(({ state }) => state)).toEqual([
      ...['settled', 'reserved', 'occupied', 'offered', 'vacant', 'works', 'withheld', 'reshaped']
    ]);
    expect(Object.values(uses[0]!.states).reduce((sum, count) => sum + count, 0)).toBe(8);
  });

  it('takes joined units as one place, as far as the slowest of them, free when the last has gone', () => {
    const plan = content([entry(1, part('health')), joined(2, 1)]);
    const of = (...units: PictureUnit[]) => drawTargetPicture(plan, units).uses[0]!.places;
    const settled = { status: 'occupied', use: 'health' } as const;
    const until = (knownEndOn: string | null) => ({ status: 'occupied', use: 'office', knownEndOn }) as const;
    expect(of(unit(1, settled), unit(2))).toMatchObject([{ unitIds: [1, 2], state: 'vacant', untilOn: null }]);
    expect(of(unit(1, settled), unit(2, settled))).toMatchObject([{ state: 'settled' }]);
    expect(of(unit(1, until('2028-01-01')), unit(2, until('2027-01-01')))).toMatchObject([{ untilOn: '2028-01-01' }]);
    expect(of(unit(1, until('2028-01-01')), unit(2, until(null)))).toMatchObject([
      { state: 'occupied', untilOn: null }
    ]);
  });

  it('does not call a part settled before the unit is divided', () => {
    const plan = content([entry(1, part('health', { areaSqm: 40 }), part('office', { areaSqm: 60 }))]);
    const { uses } = drawTargetPicture(plan, [unit(1, { status: 'occupied', use: 'health' })]);
    expect(uses.map(({ use, states }) => [use, states.occupied])).toEqual([
      ['health', 1],
      ['office', 1]
    ]);
  });

  it('counts what is kept free as reached while nobody has it', () => {
    const { uses } = drawTargetPicture(content([entry(1, part('reserved'))]), [unit(1)]);
    expect(uses[0]!.states.settled).toBe(1);
  });

  it('groups by wish within a use', () => {
    const plan = content([
      entry(1, part('health', { wish: 'Praxis' })),
      entry(2, part('health', { wish: 'Praxis' })),
      entry(3, part('health'))
    ]);
    const [health] = drawTargetPicture(plan, [unit(1), unit(2, { offer: 'reserved' }), unit(3)]).uses;
    expect(health!.wishes.map(({ wish, wanted, states }) => [wish, wanted, states.reserved])).toEqual([
      ['Praxis', 2, 1]
    ]);
  });
});

describe('Block 99', () => {
  const { units, plans } = readBlock99();

  it('has come this far under the plan IQ_Ost', () => {
    const { uses } = drawTargetPicture(plans.get('iq-ost')!, units);
    const told = uses.map(({ use, wanted, states, untilOn }) => [
      use,
      wanted,
      Object.fromEntries(Object.entries(states).filter(([, count]) => count > 0)),
      ...untilOn
    ]);
    expect(told).toEqual([
      ['retail', 7, { settled: 6, offered: 1 }],
      ['gastronomy', 4, { settled: 3, offered: 1 }],
      ['health', 5, { settled: 3, offered: 1, occupied: 1 }, '2028-01-01'],
      ['office', 6, { settled: 5, offered: 1 }],
      ['culture', 6, { settled: 2, vacant: 2, interim: 1, works: 1 }],
      ['education', 5, { settled: 3, interim: 1, occupied: 1 }],
      ['workshop', 3, { settled: 2, offered: 1 }],
      ['housing', 72, { settled: 63, vacant: 5, works: 3, unknown: 1 }],
      ['storage', 1, { settled: 1 }]
    ]);
  });
});
