import { addMonths, type IsoDate } from './interval';
import type { SpaceFilter } from './space';

/**
 * The choices that the finder offers for wishes that are numbers or days. They are round figures of the trade and
 * not a quarter's: links stay readable from one quarter to the next. What a person types instead is as good.
 */

/** Bands of area in square metres; both bounds belong to a band, as they do to a filter. */
export const AREA_BANDS = ['up_to_40', 'from_40', 'from_80', 'from_150', 'from_300'] as const;
export type AreaBand = (typeof AREA_BANDS)[number];

export const AREA_BOUNDS: Readonly<Record<AreaBand, Pick<SpaceFilter, 'minSqm' | 'maxSqm'>>> = {
  up_to_40: { minSqm: null, maxSqm: 40 },
  from_40: { minSqm: 40, maxSqm: 80 },
  from_80: { minSqm: 80, maxSqm: 150 },
  from_150: { minSqm: 150, maxSqm: 300 },
  from_300: { minSqm: 300, maxSqm: null }
};

/** Highest cold rents of the whole space and month, in cents. */
export const RENT_STEPS_CENTS = [30_000, 60_000, 100_000, 200_000, 400_000] as const;

/** Electric supply in kilowatts: a household's, a small kitchen's, a kitchen's or workshop's, a bakery's. */
export const POWER_STEPS_KW = [11, 22, 40, 63] as const;

export const AVAILABILITIES = ['now', 'in_3_months', 'in_12_months'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

const AVAILABILITY_MONTHS: Readonly<Record<Availability, number>> = { now: 0, in_3_months: 3, in_12_months: 12 };

/** The day that a filter's `availableBy` is set to by the choice. */
export function availabilityDay(choice: Availability, today: IsoDate): IsoDate {
  return addMonths(today, AVAILABILITY_MONTHS[choice]);
}
