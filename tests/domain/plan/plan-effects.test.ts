import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildQuarter } from '../../../geodata/build';
import { USE_CLASSES } from '../../../src/lib/domain/codes';
import { contains } from '../../../src/lib/domain/interval';
import type { PlanArea } from '../../../src/lib/domain/plan/plan-content';
import { evaluateEffects, type EffectQuestion } from '../../../src/lib/domain/plan/plan-effects';
import { checkRatio, ratioOf, type PlanRatio } from '../../../src/lib/domain/plan/plan-ratio';
import { packPlanStock, type PlanStockUnit } from '../../../src/lib/domain/plan/plan-stock';
import { readBlock99 } from './block-99';
import { content, contents, entry, joined, part, units } from './plan-factory';

const { units: block, plans } = readBlock99();
const stock = packPlanStock(block);
const plan = plans.get('iq-ost')!;
const authored = buildQuarter('iq-ost');
const ratios: readonly PlanRatio[] = authored.planRatios.map((ratio, index) => ({ ...ratio, id: index + 1 }));

/** Rents of today's tenancies, by the numbers that the block gives its units. */
const rents = new Map(
  block.flatMap(({ unitId, ref, code }) => {
    const house = authored.buildings.find((building) => building.ref === ref)!;
    const here = house.storeys
      .flatMap((storey) => storey.units)
      .find((unit) => unit.code === code && contains(unit.valid, '2026-11-22'))!;
    const now = here.occupancies.find(({ valid }) => contains(valid, '2026-11-22'));
    const cents = now?.tenancy?.rentCents;
    return cents ? [[unitId, cents] as const] : [];
  })
);

const ask = (question: Partial<EffectQuestion> = {}) =>
  evaluateEffects({ ...{ stock, content: null, ratios, ground: null, rents: null }, ...question });
const areasOf = ({ balance }: ReturnType<typeof ask>) =>
  Object.fromEntries(
    balance.rows
      .filter((row) => row.areaSqm.some((sqm) => sqm > 0))
      .map((row) => [row.class, [row.areaSqm[0], row.areaSqm[3]]])
  );

describe('the effects of the authored plan on Block 99', () => {
  it('are those of today, added up by hand from the files', () => {
    const today = ask({ rents });
    expect(areasOf(today)).toEqual({
      retail: [622, 0],
      gastronomy: [290, 0],
      health: [408, 0],
      office: [760, 0],
      culture: [500, 0],
      education: [282, 0],
      workshop: [280, 0],
      housing: [0, 8414],
      storage: [725, 0],
      unused: [530, 1079],
      unknown: [0, 175]
    });
    // 622×3.3 + 290×5 + 408×3.5 + 760×4 + 500×0.4 + 282×1.5 + 280×2.1 + 725×0.5, per 100 m²
    expect(today.jobs.value).toBeCloseTo(95.441, 6);
    expect(today.trainingPlaces.value).toBeCloseTo(4.962932, 6);
    expect(today.inhabitants.value).toBeCloseTo(8414 / 45.1, 6);
    expect(today.dayCareDemand.value).toBeCloseTo((8414 / 45.1) * 0.05, 6);
    // 282 m² / 9 m²
    expect(today.dayCarePlaces.value).toBe(31);
    expect(today.outdoorDemand.value).toBeCloseTo((8414 / 45.1) * 6 + 310, 6);
    // 97 known rents; else 319 m² of storage at 3 €, 428 m² of culture at 5 €, 94 m² of office at 8 €
    expect(today.rent).toMatchObject({ knownUnits: 97, knownCents: 7_144_500, estimatedCents: 384_900 });
    expect(today.rent!.cents).toBe(7_529_400);
    expect(today.unknownUnits).toBe(2);
  });

  it('are those of the plan, added up by hand from the files', () => {
    const planned = ask({ content: plan, rents });
    expect(areasOf(planned)).toEqual({
      retail: [718, 0],
      gastronomy: [420, 0],
      health: [644, 0],
      office: [656, 0],
      culture: [464, 70],
      education: [446, 0],
      workshop: [324, 0],
      housing: [0, 9493],
      storage: [725, 0],
      unknown: [0, 105]
    });
    expect(planned.jobs.value).toBeCloseTo(112.729, 6);
    expect(planned.trainingPlaces.value).toBeCloseTo(5.861908, 6);
    expect(planned.inhabitants.value).toBeCloseTo(9493 / 45.1, 6);
    expect(planned.dayCarePlaces.value).toBe(49);
    expect(planned.outdoorDemand.value).toBeCloseTo((9493 / 45.1) * 6 + 490, 6);
    // Two tenancies end as their use changes: an office becomes a practice, a workshop a day-care centre.
    expect(planned.rent).toMatchObject({ knownUnits: 95, knownCents: 7_035_500, estimatedCents: 1_776_250 });
  });

  it('name each ratio that they used, with its citation', () => {
    const { jobs, trainingPlaces, dayCareDemand, outdoorDemand } = ask({ content: plan });
    expect(jobs.ratios.map(({ use }) => use)).toEqual(USE_CLASSES.filter((use) => use !== 'housing'));
    expect(trainingPlaces.ratios.at(-1)).toMatchObject({ key: 'training_places_per_job', value: 0.052 });
    expect(dayCareDemand.ratios.map(({ key }) => key)).toEqual([
      'living_sqm_per_person',
      'day_care_children_per_person'
    ]);
    expect(outdoorDemand.ratios.map(({ key }) => key)).toEqual([
      'living_sqm_per_person',
      'outdoor_sqm_per_person',
      'day_care_sqm_per_place',
      'outdoor_sqm_per_day_care_place'
    ]);
    for (const { citation } of outdoorDemand.ratios) expect(citation.length).toBeGreaterThan(20);
  });

  it('hold no rent for whoever may not read rents', () => {
    expect(ask({ content: plan }).rent).toBeNull();
  });
});

const unit = (unitId: number, fields: Partial<PlanStockUnit> = {}): PlanStockUnit => ({
  ...{ unitId, buildingId: 1, areaSqm: 100, frontageM: 8, kind: 'shop', areaType: 'usable', isGroundFloor: true },
  ...{ status: 'occupied', use: 'retail', ...fields }
});
const area = (fields: Partial<PlanArea> = {}): PlanArea => ({
  ...{ id: '1', kind: 'building', use: 'housing', storeys: 4, wish: null, reason: null, translations: {} },
  targetOn: '2030-12-31',
  geometry: {
    type: 'Polygon',
    // About 20 m by 10 m.
    coordinates: [
      [
        [12.4, 51.34],
        [12.4002875, 51.34],
        [12.4002875, 51.34008985],
        [12.4, 51.34008985],
        [12.4, 51.34]
      ]
    ]
  },
  ...fields
});
const small = (list: readonly PlanStockUnit[], question: Partial<EffectQuestion> = {}) =>
  ask({ stock: packPlanStock(list), ...question });

describe('effects', () => {
  it('say what they do not know instead of counting it as nothing', () => {
    const { jobs, inhabitants } = small([
      unit(1, { areaSqm: null, areaType: null }),
      unit(2, { kind: 'dwelling', use: 'housing', areaSqm: null, areaType: null })
    ]);
    expect(jobs).toMatchObject({ value: null, unitsWithoutArea: 1 });
    expect(inhabitants).toMatchObject({ value: null, unitsWithoutArea: 1 });
    const known = small([unit(1), unit(2, { areaSqm: null, areaType: null })]);
    expect(known.jobs.value).toBeCloseTo(3.3, 9);
    expect(known.jobs.unitsWithoutArea).toBe(1);
  });

  it('name a use without a ratio, and have no value where none is left', () => {
    const some = ratios.filter(({ use }) => use !== 'health');
    const effects = small([unit(1), unit(2, { kind: 'practice', use: 'health' })], { ratios: some });
    expect(effects.jobs.value).toBeCloseTo(3.3, 9);
    expect(effects.jobs.usesWithoutRatio).toEqual(['health']);
    expect(small([unit(1)], { ratios: [] }).jobs).toMatchObject({ value: null, usesWithoutRatio: ['retail'] });
    expect(small([unit(1)], { ratios: [] }).trainingPlaces.value).toBeNull();
  });

  it('count units whose status is not for the reader in no effect, but their number', () => {
    const effects = small([unit(1, { status: 'withheld', use: null })]);
    expect(effects).toMatchObject({ withheldUnits: 1, jobs: { value: 0, unitsWithoutArea: 0 } });
  });

  it('take the ratio of the use before the one for all', () => {
    const general: PlanRatio = { ...ratios[0]!, id: 99, use: null, value: 1 };
    const own: PlanRatio = { ...ratios[0]!, id: 98, use: 'retail', value: 2 };
    expect(ratioOf([general, own], 'jobs_per_100_sqm', 'retail')?.id).toBe(98);
    expect(ratioOf([general, own], 'jobs_per_100_sqm', 'office')?.id).toBe(99);
    expect(ratioOf([own], 'jobs_per_100_sqm')).toBeNull();
  });

  it('turn the storeys of a new building into usable area, and take its ground from the courtyard', () => {
    const planned = small([unit(1)], {
      content: content([], [area(), area({ id: '2', kind: 'courtyard', use: 'education', storeys: 0 })]),
      ground: { outlineSqm: 1000, footprintsSqm: 600 }
    });
    const groundSqm = planned.ground.builtSqm;
    expect(groundSqm).toBeGreaterThan(195);
    expect(groundSqm).toBeLessThan(205);
    expect(planned.inhabitants.value).toBeCloseTo((groundSqm * 4 * 0.75) / 45.1, 6);
    expect(planned.ground.openSqm).toBeCloseTo(400 - groundSqm, 6);
    expect(planned.ground.shaped).toEqual([{ use: 'education', sqm: expect.closeTo(groundSqm, 6) as number }]);
  });

  it('give ground floors that become courtyard to the open ground, upper storeys not', () => {
    const planned = small([unit(1), unit(2, { isGroundFloor: false })], {
      content: content([entry(1, part('courtyard')), entry(2, part('courtyard'))]),
      ground: { outlineSqm: 1000, footprintsSqm: 600 }
    });
    expect(planned.ground).toMatchObject({ freedSqm: 100, openSqm: 500 });
  });

  it('know no open ground where the plan has no outline', () => {
    expect(small([unit(1)]).ground.openSqm).toBeNull();
  });
});

describe('the rent under a plan', () => {
  const known = new Map([
    [1, 90_000],
    [2, 80_000],
    [3, 70_000]
  ]);
  const rentOf = (list: readonly PlanStockUnit[], plan: EffectQuestion['content']) =>
    small(list, { content: plan, rents: known }).rent!;

  it('is the known one where the use stays, else the ratio', () => {
    const kept = rentOf([unit(1), unit(2)], content([entry(1, part('retail')), entry(2, part('gastronomy'))]));
    expect(kept).toMatchObject({ knownCents: 90_000, knownUnits: 1, estimatedCents: 110_000, cents: 200_000 });
  });

  it('is not kept by units that the plan joins or divides', () => {
    const plan = content([
      entry(1, part('retail')),
      joined(2, 1),
      entry(3, part('retail', { areaSqm: 50 }), part('retail', { areaSqm: 50 }))
    ]);
    expect(rentOf([unit(1), unit(2), unit(3)], plan)).toMatchObject({ knownUnits: 0, estimatedCents: 300_000 });
  });

  it('is nothing for what is vacant, kept free or opened to the courtyard', () => {
    const list = [unit(1, { status: 'vacant', use: null }), unit(2), unit(3)];
    const plan = content([entry(2, part('reserved')), entry(3, part('courtyard'))]);
    expect(rentOf(list, plan)).toMatchObject({ cents: 0, knownUnits: 0, estimatedCents: 0 });
  });
});

describe('effects of any plan', () => {
  const cases = units.chain((on) =>
    fc.tuple(
      fc.constant(
        on.map((one) => ({ ...unit(one.unitId), ...one, areaType: one.areaSqm === null ? null : ('usable' as const) }))
      ),
      contents(on)
    )
  );

  it('rest on areas that add up to the whole, and never fall below nothing', () => {
    fc.assert(
      fc.property(cases, ([list, plan]) => {
        const { balance, jobs, inhabitants, outdoorDemand } = small(list, { content: plan });
        const whole = list.reduce((sum, { areaSqm }) => sum + areaSqm!, 0);
        expect(balance.rows.reduce((sum, row) => sum + row.areaSqm[0]!, 0)).toBeCloseTo(whole, 6);
        for (const { value } of [jobs, inhabitants, outdoorDemand]) expect(value).toBeGreaterThanOrEqual(0);
      })
    );
  });

  it('have as many jobs as the ratio of the uses gives, whichever way the units are cut', () => {
    fc.assert(
      fc.property(cases, ([list, plan]) => {
        const { balance, jobs } = small(list, { content: plan });
        const expected = balance.rows.reduce((sum, row) => {
          const ratio = ratios.find(({ key, use }) => key === 'jobs_per_100_sqm' && use === row.class);
          return sum + (row.areaSqm[0]! * (ratio?.value ?? 0)) / 100;
        }, 0);
        expect(jobs.value).toBeCloseTo(expected, 6);
      })
    );
  });
});

describe('a ratio', () => {
  const facts = { value: 9, citation: 'Faustwert', link: null, isAssumption: true };

  it('may be what the authored ones are', () => {
    for (const ratio of ratios) expect(checkRatio(ratio.key, ratio), ratio.citation).toEqual([]);
  });

  it.each([
    [{ value: -1 }, 'value', 'out_of_range'],
    [{ value: Number.NaN }, 'value', 'out_of_range'],
    [{ value: 0 }, 'value', 'not_positive'],
    [{ citation: '  ' }, 'citation', 'required'],
    [{ citation: 'x'.repeat(501) }, 'citation', 'too_long'],
    [{ link: 'javascript:alert(1)' }, 'link', 'out_of_range']
  ])('is refused with %o', (wrong, field, code) => {
    expect(checkRatio('day_care_sqm_per_place', { ...facts, ...wrong })).toMatchObject([{ field, code }]);
  });
});
