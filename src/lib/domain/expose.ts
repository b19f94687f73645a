import type { UseClass } from './codes';
import type { FloorSketch } from './geometry/sketch';
import type { OfferRecord } from './offer';
import type { QuarterParameters } from './quarter';
import type { RentSums } from './rent';
import type { SpaceCard } from './space';
import type { UnitDetail } from './unit';

/** A business within walking distance. */
export interface NearBusiness {
  readonly id: number;
  readonly name: string;
  /** Metres as the crow flies. */
  readonly distanceM: number;
}

/** Stops of one name, all of them within walking distance. */
export interface NearStop {
  readonly name: string | null;
  /** What stops there, such as `tram` and `bus`. */
  readonly modes: readonly string[];
  /** Of the nearest one, as the crow flies. */
  readonly distanceM: number;
  /** Rounded up, at least one. */
  readonly minutes: number;
}

/** What lies within walking distance of a space whose place may be shown. */
export interface Surroundings {
  readonly walking: QuarterParameters['walking'];
  /** Who is there already, by use; the nearest first, uses with the most businesses first. */
  readonly uses: readonly { readonly use: UseClass; readonly businesses: readonly NearBusiness[] }[];
  /** Uses that the adopted plan wants or that the directory has elsewhere, and nobody offers within walking distance. */
  readonly missing: readonly UseClass[];
  readonly stops: readonly NearStop[];
}

/** All that the page about an offer tells. What would give a place away that may not be shown is null. */
export interface Expose {
  readonly offer: OfferRecord;
  readonly rent: RentSums;
  readonly vatRate: number;
  /** What the plan wants here. */
  readonly target: UnitDetail['target'];
  /** Only where the place may be shown exactly, and there is no floor plan. */
  readonly sketch: FloorSketch | null;
  readonly surroundings: Surroundings | null;
  readonly similar: readonly SpaceCard[];
}

/** An offer as its address finds it. `gone`: it was public once and is not any more; nothing else is told of it. */
export type ExposeView =
  | { readonly state: 'open'; readonly expose: Expose }
  | { readonly state: 'gone'; readonly similar: readonly SpaceCard[] };

/** Minutes on foot for a distance as the crow flies, rounded up, at least one. */
export function walkingMinutes(distanceM: number, { metresPerMinute }: QuarterParameters['walking']): number {
  return Math.max(1, Math.ceil(distanceM / metresPerMinute));
}
