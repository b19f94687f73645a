import { USE_CLASSES, type PlanUse } from '../codes';
import { balancePlan, type PlanBalance } from './plan-balance';
import type { PlanContent } from './plan-content';
import {
  addEffects,
  divideArea,
  floorEffect,
  multiplyEffect,
  sumAreas,
  sumUp,
  weighAreas,
  type Effect
} from './plan-effect';
import type { PlanRatio } from './plan-ratio';
import { sumRents, type KnownRents, type RentEffect } from './plan-rent';
import { keepRows, type PlanStock } from './plan-stock';

/** The ground of the plan's area that no house stands on, in m². */
export interface OpenGround {
  /** After what the plan builds and opens; null where the plan's area has no outline. */
  readonly openSqm: number | null;
  /** Ground-floor units that the plan opens to the courtyard. */
  readonly freedSqm: number;
  /** Under new buildings. */
  readonly builtSqm: number;
  /** Parts of the courtyard that the plan shapes, by what for. */
  readonly shaped: readonly { readonly use: PlanUse; readonly sqm: number }[];
}

export interface PlanEffects {
  /** Area by use; its rows add up to its total. */
  readonly balance: PlanBalance;
  readonly jobs: Effect;
  readonly trainingPlaces: Effect;
  readonly inhabitants: Effect;
  /** Children among the inhabitants that want a place in day-care. */
  readonly dayCareDemand: Effect;
  /** Places at most: all of the area for day-care and education would have to be day-care. */
  readonly dayCarePlaces: Effect;
  /** m² that the inhabitants and these places ask for. */
  readonly outdoorDemand: Effect;
  readonly ground: OpenGround;
  /** Null for whoever may not read rents. */
  readonly rent: RentEffect | null;
  /** Units whose use nobody knows, and those whose status is not for this reader: they are in no effect. */
  readonly unknownUnits: number;
  readonly withheldUnits: number;
}

export interface EffectQuestion {
  readonly stock: PlanStock;
  /** Null: today. */
  readonly content: PlanContent | null;
  readonly ratios: readonly PlanRatio[];
  /** The area's outline and the footprints in it; null where the plan's area has none. */
  readonly ground: { readonly outlineSqm: number; readonly footprintsSqm: number } | null;
  /** Null where the reader may not know them. */
  readonly rents: KnownRents | null;
}

/** Uses that somebody works in; homes have no jobs of their own. */
const WORKING_USES = USE_CLASSES.filter((use) => use !== 'housing');

/**
 * What a plan would bring about once it is real, or what is there today. Everything is worked out from the balance of
 * areas by use, so that nothing counts here that the balance does not show. What is vacant brings about nothing.
 */
export function evaluateEffects({ stock, content, ratios, ground, rents }: EffectQuestion): PlanEffects {
  const balance = balancePlan(stock, content);
  const areas = sumAreas(balance, ratios);
  const jobs = weighAreas(areas, { ratios, key: 'jobs_per_100_sqm', per: 100, uses: WORKING_USES });
  const inhabitants = divideArea(areas, { ratios, key: 'living_sqm_per_person', use: 'housing' });
  const places = floorEffect(divideArea(areas, { ratios, key: 'day_care_sqm_per_place', use: 'education' }));
  const unitsOf = (name: 'unknown' | 'withheld') => balance.rows.find((row) => row.class === name)!.units;
  return {
    ...{ balance, jobs, inhabitants },
    trainingPlaces: multiplyEffect(jobs, { ratios, key: 'training_places_per_job' }),
    dayCareDemand: multiplyEffect(inhabitants, { ratios, key: 'day_care_children_per_person' }),
    dayCarePlaces: places,
    outdoorDemand: addEffects(
      multiplyEffect(inhabitants, { ratios, key: 'outdoor_sqm_per_person' }),
      multiplyEffect(places, { ratios, key: 'outdoor_sqm_per_day_care_place' })
    ),
    ground: measureGround(balance, { stock, content, ground }),
    rent: rents === null ? null : sumRents({ stock, content, ratios, rents }),
    unknownUnits: unitsOf('unknown'),
    withheldUnits: unitsOf('withheld')
  };
}

/** New buildings stand on open ground; a ground floor that is opened to the courtyard becomes some. */
function measureGround(
  balance: PlanBalance,
  { stock, content, ground }: Pick<EffectQuestion, 'stock' | 'content' | 'ground'>
): OpenGround {
  const groundFloor = keepRows(stock, (row) => stock.isGroundFloor[row] === 1);
  const courtyard = balancePlan(groundFloor, content).rows.find((row) => row.class === 'courtyard')!;
  const freedSqm = sumUp(courtyard.areaSqm);
  const builtSqm = sumUp(balance.drawn.filter(({ kind }) => kind === 'building').map(({ groundSqm }) => groundSqm));
  return {
    openSqm: ground === null ? null : ground.outlineSqm - ground.footprintsSqm + freedSqm - builtSqm,
    ...{ freedSqm, builtSqm },
    shaped: balance.drawn
      .filter(({ kind }) => kind === 'courtyard')
      .map(({ use, groundSqm }) => ({ use, sqm: groundSqm }))
  };
}
