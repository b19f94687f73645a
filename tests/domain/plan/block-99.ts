import { buildQuarter } from '../../../geodata/build';
import type { PlanRuleData } from '../../../geodata/steps/dataset';
import { contains } from '../../../src/lib/domain/interval';
import { toAuthoredContent } from '../../../src/lib/server/db/seed/authored-plan';
import type { PlanContent } from '../../../src/lib/domain/plan/plan-content';
import type { RuleUnit, RuleZone } from '../../../src/lib/domain/plan/rule-facts';
import type { PlanStockUnit } from '../../../src/lib/domain/plan/plan-stock';
import type { PictureUnit } from '../../../src/lib/domain/plan/target-picture';
import { isGroundFloorStorey } from '../../../src/lib/domain/storey';

const TODAY = '2026-11-22';

export interface AuthoredBlock {
  /** Units that exist today, with what a planner sees of them. */
  readonly units: readonly (PlanStockUnit & PictureUnit & RuleUnit & { readonly ref: string; readonly code: string })[];
  /** The block's kind of building area, for all of its houses. */
  readonly zone: RuleZone;
  readonly rules: readonly (PlanRuleData & { readonly id: number })[];
  /** By the `ref` of the plan. */
  readonly plans: ReadonlyMap<string, PlanContent>;
}

/** Block 99 as it is written in the folder of the quarter, with numbers for its units in the order of the files. */
export function readBlock99(): AuthoredBlock {
  const { buildings, plans, settings, listings, blocks, planRules } = buildQuarter('iq-ost');
  const { countsRaisedGroundFloor } = settings.parameters;
  const offers = new Map<string, 'public' | 'reserved'>(
    listings.flatMap(({ unit, status }) =>
      status === 'public' || status === 'reserved'
        ? [[`${unit.building} ${unit.code} ${unit.from}`, status] as const]
        : []
    )
  );
  const ids = new Map<string, number>();
  const units = buildings.flatMap(({ ref, storeys, isMonument, isCourtyard }, house) =>
    storeys.flatMap((storey, place) =>
      storey.units
        .filter(({ valid }) => contains(valid, TODAY))
        .map((unit) => {
          const key = `${ref} ${unit.code} ${unit.valid.from}`;
          const unitId = ids.size + 1;
          ids.set(key, unitId);
          const now = unit.occupancies.find(({ valid }) => contains(valid, TODAY));
          return {
            ...{ unitId, buildingId: house + 1, ref, code: unit.code, kind: unit.kind },
            ...{ areaSqm: unit.areaSqm, areaType: unit.areaType, frontageM: unit.frontageM },
            ...{ isStepFree: unit.isStepFree, hasSecondEscapeRoute: unit.hasSecondEscapeRoute },
            ...{ hasExtractor: unit.hasExtractor, isMonument, building: { isCourtyard } },
            ...{ part: storey.part, storeyId: 100 * (house + 1) + place, level: storey.level, storeyType: storey.type },
            isGroundFloor: isGroundFloorStorey(storey.type, storey.level, countsRaisedGroundFloor),
            status: now?.status ?? ('unknown' as const),
            use: now?.use ?? null,
            knownEndOn: now?.tenancy?.knownEndOn ?? null,
            offer: offers.get(key) ?? null
          };
        })
    )
  );
  const { zone } = blocks[0]!;
  return {
    units,
    zone: {
      ...{ blockId: 1, buildingIds: buildings.map((_, house) => house + 1) },
      ...{ zoneType: zone?.type ?? null, zoneBasis: zone?.basis ?? null, isConsentArea: zone?.isConsentArea ?? null }
    },
    rules: planRules.map((rule, index) => ({ ...rule, id: index + 1 })),
    plans: new Map(
      plans.map((plan) => [
        plan.ref,
        toAuthoredContent(plan, ({ building, code, from }) => ids.get(`${building} ${code} ${from}`))
      ])
    )
  };
}
