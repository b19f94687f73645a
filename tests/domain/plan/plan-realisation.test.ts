import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildQuarter } from '../../../geodata/build';
import { SHOWN_STATUSES, USE_CLASSES, type ShownStatus, type UseClass } from '../../../src/lib/domain/codes';
import { contains } from '../../../src/lib/domain/interval';
import type { PlanContent } from '../../../src/lib/domain/plan/plan-content';
import {
  listTargets,
  sumProgress,
  trackOverTime,
  trackTargets,
  type TrackedUnit
} from '../../../src/lib/domain/plan/plan-realisation';
import { readBlock99 } from './block-99';
import { content, contents, entry, joined, part, units as planUnits } from './plan-factory';

const TODAY = '2026-11-22';
const { units: block, plans } = readBlock99();
const authored = buildQuarter('iq-ost');
const plan = plans.get('iq-ost')!;

/** Block 99 with all its history; `isPublic`: without the states that the public may not see. */
function trackBlock(isPublic: boolean): ReadonlyMap<number, TrackedUnit> {
  return new Map(
    block.map(({ unitId, ref, code, kind, areaSqm, offer, knownEndOn }) => {
      const unit = authored.buildings
        .find((building) => building.ref === ref)!
        .storeys.flatMap((storey) => storey.units)
        .find((one) => one.code === code && contains(one.valid, TODAY))!;
      const isWithheld = isPublic && (kind === 'dwelling' || unit.disclosure === 'withheld');
      return [
        unitId,
        {
          ...{ unitId, kind, areaSqm, valid: unit.valid, predecessors: [], isWithheld },
          history: isWithheld ? [] : unit.occupancies.map(({ valid, status, use }) => ({ valid, status, use })),
          offer: isWithheld ? null : offer,
          knownEndOn: isPublic ? null : knownEndOn
        }
      ];
    })
  );
}

const SPAN = { from: '2024-11-20', to: '2030-12-31', today: TODAY };
const at = (series: ReturnType<typeof trackOverTime>, day: string) => {
  const index = series.days.indexOf(day);
  return [series.settled[index], series.due[index]];
};
const countStates = (progress: ReturnType<typeof trackTargets>) => {
  const counts: Record<string, number> = {};
  for (const { state } of progress) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

describe('the authored plan on Block 99', () => {
  it('has come as far as counted by hand from the files', () => {
    const units = trackBlock(false);
    const progress = trackTargets(listTargets(plan, units), units, TODAY);
    expect(countStates(progress)).toEqual({
      ...{ settled: 88, offered: 5, vacant: 7, interim: 2, works: 4, occupied: 2, unknown: 1 }
    });
    expect(sumProgress(progress)).toEqual({
      ...{ wanted: 109, comparable: 108, settled: 88, late: 0, withheld: 0 },
      ...{ wantedSqm: 12_737, settledSqm: 10_522, withoutArea: 0 }
    });
    const practice = progress.find(({ target }) => target.wish === 'Hausarztpraxis')!;
    expect(practice).toMatchObject({ state: 'occupied', untilOn: '2028-01-01', isLate: false });
  });

  it('tells the public nothing of dwellings, and no end of a tenancy', () => {
    const units = trackBlock(true);
    const progress = trackTargets(listTargets(plan, units), units, TODAY);
    expect(countStates(progress)).toEqual({
      ...{ settled: 24, offered: 5, vacant: 1, interim: 2, works: 1, occupied: 2, withheld: 74 }
    });
    expect(sumProgress(progress)).toMatchObject({ wanted: 109, comparable: 35, settled: 24, withheld: 74 });
    expect(progress.filter(({ untilOn }) => untilOn !== null)).toEqual([]);
  });

  it('moves over time as counted by hand from the files', () => {
    const units = trackBlock(false);
    const series = trackOverTime(listTargets(plan, units), units, SPAN);
    expect(at(series, '2024-11-20')).toEqual([88, 0]);
    expect(at(series, '2025-05-20')).toEqual([93, 0]);
    expect(at(series, '2026-01-20')).toEqual([91, 13]);
    expect(at(series, TODAY)).toEqual([88, 14]);
    expect(at(series, '2028-01-20')).toEqual([null, 31]);
    expect(at(series, '2030-12-31')).toEqual([null, 109]);
    expect(series.wanted).toBe(109);
  });

  it('counts the same targets in both lines for the public', () => {
    const units = trackBlock(true);
    const series = trackOverTime(listTargets(plan, units), units, SPAN);
    expect(at(series, '2025-05-20')).toEqual([25, 0]);
    expect(at(series, TODAY)).toEqual([24, 14]);
    expect(at(series, '2030-12-31')).toEqual([null, 35]);
    expect(series.wanted).toBe(35);
  });
});

const tracked = (
  unitId: number,
  status: ShownStatus = 'vacant',
  use: UseClass | null = null,
  fields: Partial<TrackedUnit> = {}
): [number, TrackedUnit] => [
  unitId,
  {
    ...{ unitId, kind: 'shop', areaSqm: 100, valid: { from: '2004-01-01', to: null }, predecessors: [] },
    ...{ isWithheld: false, offer: null, knownEndOn: null },
    history: [{ valid: { from: '2004-01-01', to: null }, status, use }],
    ...fields
  }
];
const track = (plan: PlanContent, ...list: [number, TrackedUnit][]) => {
  const units = new Map(list);
  return trackTargets(listTargets(plan, units), units, TODAY);
};
const ended = { valid: { from: '2004-01-01', to: '2026-01-01' } };
const heir = (...predecessors: number[]) => ({ predecessors, valid: { from: '2026-01-01', to: null } });

describe('a target', () => {
  it('is late once its day has passed without it, but never where nobody can tell', () => {
    const late = part('health', { targetOn: '2026-11-21' });
    expect(track(content([entry(1, late)]), tracked(1))).toMatchObject([{ state: 'vacant', isLate: true }]);
    expect(track(content([entry(1, part('health', { targetOn: TODAY }))]), tracked(1))[0]!.isLate).toBe(false);
    expect(track(content([entry(1, late)]), tracked(1, 'occupied', 'health'))[0]!.isLate).toBe(false);
    for (const status of ['unknown', 'withheld'] as const) {
      expect(track(content([entry(1, late)]), tracked(1, status))[0]!.isLate).toBe(false);
    }
  });

  it('is reserved or offered while its unit is, and says until when it is occupied', () => {
    const plan = content([entry(1, part('health'))]);
    expect(track(plan, tracked(1, 'vacant', null, { offer: 'reserved' }))[0]!.state).toBe('reserved');
    expect(track(plan, tracked(1, 'vacant', null, { offer: 'public' }))[0]!.state).toBe('offered');
    expect(track(plan, tracked(1, 'occupied', 'retail', { knownEndOn: '2028-01-01' }))[0]).toMatchObject({
      ...{ state: 'occupied', untilOn: '2028-01-01' }
    });
  });

  it('of joined units is real where all of them are, and where they were merged', () => {
    const plan = content([entry(1, part('retail')), joined(2, 1)]);
    expect(track(plan, tracked(1, 'occupied', 'retail'), tracked(2))[0]!.state).toBe('vacant');
    expect(track(plan, tracked(1, 'occupied', 'retail'), tracked(2, 'occupied', 'retail'))[0]!.state).toBe('settled');
    const merged = track(
      plan,
      ...[tracked(1, 'vacant', null, ended), tracked(2, 'vacant', null, ended)],
      tracked(3, 'occupied', 'retail', heir(1, 2))
    );
    expect(merged).toMatchObject([{ state: 'settled', unitIds: [3], target: { areaSqm: 200 } }]);
  });

  it('of a divided unit waits for the division, then goes to the part with its use', () => {
    const plan = content([entry(1, part('retail', { areaSqm: 40 }), part('gastronomy', { areaSqm: 60 }))]);
    expect(track(plan, tracked(1, 'occupied', 'retail')).map(({ state }) => state)).toEqual(['occupied', 'occupied']);
    const divided = track(
      plan,
      tracked(1, 'occupied', 'retail', ended),
      tracked(2, 'occupied', 'gastronomy', heir(1)),
      tracked(3, 'vacant', null, heir(1))
    );
    expect(divided.map(({ state, unitIds }) => [state, unitIds])).toEqual([
      ['vacant', [3]],
      ['settled', [2]]
    ]);
  });

  it('is real once its unit is courtyard, and reshaped where it is gone for nothing', () => {
    const gone = tracked(1, 'vacant', null, ended);
    expect(track(content([entry(1, part('courtyard'))]), gone)[0]!.state).toBe('settled');
    expect(track(content([entry(1, part('courtyard'))]), tracked(1))[0]!.state).toBe('vacant');
    expect(track(content([entry(1, part('health'))]), gone)[0]!.state).toBe('reshaped');
  });

  it('of a unit that is not for the reader stays out of the line over time, also after its division', () => {
    const plan = content([entry(1, part('retail')), entry(4, part('retail'))]);
    const units = new Map([
      tracked(1, 'occupied', 'retail', ended),
      tracked(2, 'withheld', null, { ...heir(1), isWithheld: true, history: [] }),
      tracked(4, 'occupied', 'retail')
    ]);
    const series = trackOverTime(listTargets(plan, units), units, SPAN);
    expect(series.wanted).toBe(1);
    expect(at(series, '2025-01-20')).toEqual([1, 0]);
  });
});

describe('any plan', () => {
  const cases = planUnits.chain((on) =>
    fc.tuple(
      contents(on),
      fc
        .array(
          fc.record({
            status: fc.constantFrom(...SHOWN_STATUSES),
            use: fc.option(fc.constantFrom(...USE_CLASSES)),
            changedOn: fc.constantFrom('2025-03-01', '2026-05-01', '2029-01-01')
          }),
          { minLength: on.length, maxLength: on.length }
        )
        .map(
          (states) =>
            new Map(
              states.map(({ status, use, changedOn }, index) =>
                tracked(on[index]!.unitId, status, use, {
                  areaSqm: on[index]!.areaSqm,
                  isWithheld: status === 'withheld',
                  history: [
                    { valid: { from: '2004-01-01', to: changedOn }, status: 'vacant', use: null },
                    { valid: { from: changedOn, to: null }, status, use }
                  ]
                })
              )
            )
        )
    )
  );

  it('never has more real than wanted, on no day, and what is due never falls', () => {
    fc.assert(
      fc.property(cases, ([plan, units]) => {
        const targets = listTargets(plan, units);
        const progress = trackTargets(targets, units, TODAY);
        const sum = sumProgress(progress);
        expect(sum.settled).toBeLessThanOrEqual(sum.comparable);
        expect(sum.comparable).toBeLessThanOrEqual(sum.wanted);
        expect(sum.settledSqm).toBeLessThanOrEqual(sum.wantedSqm + 1e-9);
        const series = trackOverTime(targets, units, SPAN);
        for (const [index, settled] of series.settled.entries()) {
          if (settled !== null) expect(settled).toBeLessThanOrEqual(series.wanted);
          expect(settled === null).toBe(series.days[index]! > TODAY);
          if (index > 0) expect(series.due[index]).toBeGreaterThanOrEqual(series.due[index - 1]!);
        }
        expect(series.due.at(-1)).toBe(series.wanted);
      })
    );
  });

  it('has as many real today in the line over time as in the list, among what the line is about', () => {
    fc.assert(
      fc.property(cases, ([plan, units]) => {
        const targets = listTargets(plan, units);
        const series = trackOverTime(targets, units, SPAN);
        const listed = trackTargets(targets, units, TODAY).filter(({ state }) => state === 'settled').length;
        expect(series.settled[series.days.indexOf(TODAY)]).toBe(listed);
      })
    );
  });
});
