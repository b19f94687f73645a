import fc from 'fast-check';
import { PLAN_USES, type PlanUse } from '../../../src/lib/domain/codes';
import type { PlanArea, PlanContent, PlanEntry, PlanPart, PlanUnit } from '../../../src/lib/domain/plan/plan-content';
import { outlineRectangle } from '../../../src/lib/domain/plan/plan-outline';
import { sortContent } from '../../../src/lib/domain/plan/plan-content';

/** A part with a use, as plans most often have it. */
export function part(use: PlanUse, fields: Partial<PlanPart> = {}): PlanPart {
  return {
    use,
    targetOn: '2028-12-31',
    wish: null,
    reason: null,
    translations: {},
    areaSqm: null,
    frontageM: null,
    ...fields
  };
}

export function entry(unitId: number, ...parts: readonly PlanPart[]): PlanEntry {
  return { unitId, joinedTo: null, parts };
}

export function joined(unitId: number, joinedTo: number): PlanEntry {
  return { unitId, joinedTo, parts: [] };
}

/** Something drawn on the map, 20 by 10 metres. */
export function area(fields: Pick<PlanArea, 'kind' | 'use' | 'storeys'> & Partial<PlanArea>): PlanArea {
  const rectangle = { centre: [12.4065, 51.3455], lengthM: 20, widthM: 10, bearing: 0 } as const;
  return {
    id: '3d3a9f5e-0000-4000-8000-000000000001',
    geometry: outlineRectangle(rectangle),
    ...{ targetOn: '2029-12-31', wish: null, reason: null, translations: {} },
    ...fields
  };
}

export function content(entries: readonly PlanEntry[], areas: readonly PlanArea[] = []): PlanContent {
  return sortContent({ entries, areas });
}

/** Houses of a few units each, with areas in whole square metres. */
export const units: fc.Arbitrary<readonly PlanUnit[]> = fc
  .array(
    fc.record({ areaSqm: fc.integer({ min: 10, max: 400 }), frontageM: fc.option(fc.integer({ min: 1, max: 30 })) }),
    {
      minLength: 1,
      maxLength: 24
    }
  )
  .map((measures) =>
    measures.map((measure, index) => ({ unitId: index + 1, buildingId: 1 + Math.floor(index / 4), ...measure }))
  );

/** Sound contents on `on`: units with a use, divided ones, joined ones, and units without a target. */
export function contents(on: readonly PlanUnit[]): fc.Arbitrary<PlanContent> {
  const choices = fc.record({
    kind: fc.constantFrom('none', 'use', 'divide', 'join'),
    use: fc.constantFrom(...PLAN_USES),
    other: fc.constantFrom(...PLAN_USES),
    share: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    wish: fc.option(fc.string({ maxLength: 20, unit: 'grapheme' })),
    targetOn: fc.constantFrom('2026-12-31', '2028-06-30', '2030-12-31')
  });
  return fc.array(choices, { minLength: on.length, maxLength: on.length }).map((chosen) => {
    const entries: PlanEntry[] = [];
    const leads = new Map<number, number>();
    for (const [index, { unitId, buildingId, areaSqm, frontageM }] of on.entries()) {
      const { kind, use, other, share, wish, targetOn } = chosen[index]!;
      const words = { wish, targetOn };
      const lead = leads.get(buildingId);
      if (kind === 'join' && lead !== undefined) entries.push(joined(unitId, lead));
      else if (kind === 'divide' && areaSqm !== null) {
        const first = areaSqm * share;
        const front = frontageM === null ? null : frontageM * share;
        entries.push(
          entry(
            unitId,
            part(use, { ...words, areaSqm: first, frontageM: front }),
            part(other, {
              ...words,
              areaSqm: areaSqm - first,
              frontageM: frontageM === null ? null : frontageM - front!
            })
          )
        );
      } else if (kind !== 'none') {
        entries.push(entry(unitId, part(use, words)));
        leads.set(buildingId, lead ?? unitId);
      }
    }
    return content(entries);
  });
}
