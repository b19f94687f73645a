import { m } from '../../../i18n/paraglide/messages';
import type { BuildingDetail } from '../../domain/building';

/** Full storeys and attic in words, `5 Vollgeschosse + Dach`; null where the number is not known. */
export function labelStoreys(building: Pick<BuildingDetail, 'storeysAbove' | 'roofStoreys'>): string | null {
  if (building.storeysAbove === null) return null;
  const storeys = m.records_building_storeys({ count: building.storeysAbove });
  return building.roofStoreys ? m.records_building_roof({ storeys }) : storeys;
}
