import { USE_LABELS } from '../../../i18n/codes';
import { formatDate, formatEuro, formatMeasure } from '../../../i18n/format';
import { STOREY_PLACE_LABELS } from '../../../i18n/offer-codes';
import { m } from '../../../i18n/paraglide/messages';
import { USE_CLASSES, type UseClass } from '../../domain/codes';
import type { IsoDate } from '../../domain/interval';
import { STOREY_PLACES, type SpaceFilter } from '../../domain/space';
import {
  AREA_BANDS,
  AREA_BOUNDS,
  AVAILABILITIES,
  availabilityDay,
  POWER_STEPS_KW,
  RENT_STEPS_CENTS
} from '../../domain/space-choice';
import type { SpaceFacets } from '../../domain/space-finding';
import { labelAreaRange } from './space-text';

/** One of the answers to a question of the finder. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** How many spaces it would find; left out where that is not known or nothing is to be counted, as at "any". */
  readonly count?: number | undefined;
}

/** The choices of a question and the value that is chosen: empty for "any". */
export interface Question {
  readonly choices: readonly Choice[];
  readonly chosen: string;
}

/** Uses that find something, and those that are wished for; all but dwellings where nobody has counted. */
export function listUseChoices(filter: SpaceFilter, facets: SpaceFacets | null): readonly Choice[] {
  const isOffered = (use: UseClass): boolean => (facets === null ? use !== 'housing' : facets.uses[use] > 0);
  return USE_CLASSES.filter((use) => isOffered(use) || filter.uses.includes(use)).map((use) => ({
    value: use,
    label: USE_LABELS[use](),
    count: facets?.uses[use]
  }));
}

export function listStoreyChoices(facets: SpaceFacets | null): readonly Choice[] {
  return STOREY_PLACES.map((place) => ({
    value: place,
    label: STOREY_PLACE_LABELS[place](),
    count: facets?.storeys[place]
  }));
}

export function askArea(filter: SpaceFilter, facets: SpaceFacets | null): Question {
  const bands = AREA_BANDS.map((band) => ({
    value: range(AREA_BOUNDS[band]),
    label: labelAreaRange(AREA_BOUNDS[band]) ?? '',
    count: facets?.areas[band]
  }));
  return withLinked(bands, range(filter), labelAreaRange(filter));
}

export function askRent({ maxRentCents }: SpaceFilter, facets: SpaceFacets | null): Question {
  const choice = (cents: number): Choice => ({
    value: String(cents / 100),
    label: m.space_rent_up_to({ rent: formatEuro(cents) })
  });
  const steps = RENT_STEPS_CENTS.map((cents, step) => ({ ...choice(cents), count: facets?.rents[step] }));
  const linked = maxRentCents === null ? null : choice(maxRentCents);
  return withLinked(steps, linked?.value ?? '', linked?.label ?? null);
}

export function askPower({ minPowerKw }: SpaceFilter, facets: SpaceFacets | null): Question {
  const choice = (kilowatts: number): Choice => ({
    value: String(kilowatts),
    label: m.space_power_from({ power: formatMeasure(kilowatts) })
  });
  const steps = POWER_STEPS_KW.map((kilowatts, step) => ({ ...choice(kilowatts), count: facets?.powers[step] }));
  const linked = minPowerKw === null ? null : choice(minPowerKw);
  return withLinked(steps, linked?.value ?? '', linked?.label ?? null);
}

const AVAILABILITY_LABELS = {
  now: m.space_by_now,
  in_3_months: m.space_by_in_3_months,
  in_12_months: m.space_by_in_12_months
} as const;

export function askDay({ availableBy }: SpaceFilter, facets: SpaceFacets | null, today: IsoDate): Question {
  const days = AVAILABILITIES.map((choice) => ({
    value: availabilityDay(choice, today),
    label: AVAILABILITY_LABELS[choice](),
    count: facets?.availabilities[choice]
  }));
  return withLinked(days, availableBy ?? '', availableBy && m.space_by_day({ date: formatDate(availableBy) }));
}

function range({ minSqm, maxSqm }: Pick<SpaceFilter, 'minSqm' | 'maxSqm'>): string {
  return minSqm === null && maxSqm === null ? '' : `${minSqm ?? ''}-${maxSqm ?? ''}`;
}

/** The choices with the one of a link where it is none of them, so that nothing is lost when the form is sent. */
function withLinked(choices: readonly Choice[], chosen: string, label: string | null): Question {
  const known = [{ value: '', label: m.space_any() }, ...choices];
  const isKnown = label === null || known.some(({ value }) => value === chosen);
  return { choices: isKnown ? known : [...known, { value: chosen, label }], chosen };
}
