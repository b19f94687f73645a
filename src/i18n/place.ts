import { m } from './paraglide/messages';

interface NamedHouse {
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly isCourtyard: boolean;
  readonly sequence: number | null;
}

/** What a house is called: its address, or what is known where the source gives no number. */
export function labelHouse(house: NamedHouse): string {
  if (house.isCourtyard) return m.app_house_courtyard();
  if (house.street === null) return m.app_house_no_address();
  if (house.houseNumber !== null) return `${house.street} ${house.houseNumber}`;
  return house.sequence === null
    ? `${house.street} (${m.app_house_number_missing()})`
    : `${house.street} (${m.app_house_sequence({ sequence: house.sequence })})`;
}
