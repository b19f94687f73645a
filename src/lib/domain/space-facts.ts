import type { UnitKind, UseClass } from './codes';
import type { Space, StoreyPlace } from './space';
import { isGroundFloorStorey } from './storey';

/**
 * What a space suits when its owner has not said. `builtFor`: what units of the kind are built and permitted as.
 * `possible`: what often moves in, as a rule after consent to a change of use (§§ 63 ff. SächsBO) and some works.
 * A parking space suits none of the uses. It is a rule of thumb and no permission: pages say so beside it.
 */
export const USES_OF_KIND: Readonly<
  Record<UnitKind, { readonly builtFor: readonly UseClass[]; readonly possible: readonly UseClass[] }>
> = {
  shop: { builtFor: ['retail'], possible: ['gastronomy', 'office', 'culture'] },
  gastronomy: { builtFor: ['gastronomy'], possible: ['retail', 'culture'] },
  office: { builtFor: ['office'], possible: ['health', 'education'] },
  practice: { builtFor: ['health'], possible: ['office'] },
  trade: { builtFor: ['workshop'], possible: ['storage', 'culture'] },
  storage: { builtFor: ['storage'], possible: [] },
  dwelling: { builtFor: ['housing'], possible: [] },
  community: { builtFor: ['culture'], possible: ['education'] },
  parking: { builtFor: [], possible: [] }
};

/** How well a space suits a use: offered or built for it, possibly, or not. */
export type Suitability = 'suits' | 'possible' | 'unsuited';

/** The owner's word counts alone where there is one, else the kind. */
export function suitabilityFor(
  { suitableUses, kind }: Pick<Space, 'suitableUses' | 'kind'>,
  use: UseClass
): Suitability {
  if (suitableUses.length > 0) return suitableUses.includes(use) ? 'suits' : 'unsuited';
  const { builtFor, possible } = USES_OF_KIND[kind];
  if (builtFor.includes(use)) return 'suits';
  return possible.includes(use) ? 'possible' : 'unsuited';
}

/** Every use that a space suits or may suit. */
export function usesOf({ suitableUses, kind }: Pick<Space, 'suitableUses' | 'kind'>): readonly UseClass[] {
  if (suitableUses.length > 0) return suitableUses;
  return [...USES_OF_KIND[kind].builtFor, ...USES_OF_KIND[kind].possible];
}

export function storeyPlaceOf(
  { storeyType, level }: Pick<Space, 'storeyType' | 'level'>,
  countsRaisedGroundFloor: boolean
): StoreyPlace {
  if (isGroundFloorStorey(storeyType, level, countsRaisedGroundFloor)) return 'ground';
  return level < 0 || storeyType === 'KG' || storeyType === 'SOU' ? 'basement' : 'upper';
}

/**
 * Has it a shop window? Null where none is recorded on a storey at street level; on another one, none recorded is none.
 */
export function hasShopWindow(
  space: Pick<Space, 'frontageM' | 'storeyType' | 'level'>,
  countsRaisedGroundFloor: boolean
): boolean | null {
  if (space.frontageM !== null) return space.frontageM > 0;
  return storeyPlaceOf(space, countsRaisedGroundFloor) === 'ground' ? null : false;
}

/** Can a part of it be had? Null where nobody has said. */
export function canBeDivided({
  divisibleFromSqm,
  isDivisible
}: Pick<Space, 'divisibleFromSqm' | 'isDivisible'>): boolean | null {
  return divisibleFromSqm === null ? isDivisible : true;
}

/** Cold rent of the whole space and month in cents; null where the rent is on request or the area not recorded. */
export function monthlyRentCents({
  rentCentsPerSqm,
  areaSqm
}: Pick<Space, 'rentCentsPerSqm' | 'areaSqm'>): number | null {
  return rentCentsPerSqm === null || areaSqm === null ? null : Math.round(rentCentsPerSqm * areaSqm);
}
