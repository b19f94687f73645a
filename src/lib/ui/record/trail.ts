import { labelHouse } from '../../../i18n/place';
import { m } from '../../../i18n/paraglide/messages';
import type { BuildingDetail } from '../../domain/building';
import type { RecordKind } from '../view/links';

/**
 * One step of the path above a record. It leads to a `record`, to the overview as `isOverview`, to the
 * directory at `path`, or nowhere.
 */
export interface TrailStep {
  readonly label: string;
  readonly record: { readonly kind: RecordKind; readonly id: number | string } | null;
  readonly isOverview: boolean;
  readonly path?: string;
}

type Place = Pick<BuildingDetail, 'district' | 'block'>;

function overview(): TrailStep {
  return { label: m.records_quarter(), record: null, isOverview: true };
}

/** From the quarter over district and block down to, but not including, the house. */
export function placeTrail({ district, block }: Place): readonly TrailStep[] {
  const steps = [overview()];
  if (district) {
    steps.push({ label: district.name, record: { kind: 'district', id: district.code }, isOverview: false });
  }
  if (block) {
    const label = block.isAssumption ? m.records_block_assumed({ block: block.name }) : block.name;
    steps.push({ label, record: null, isOverview: true });
  }
  return steps;
}

/** The path above a record inside a house, such as a unit or its listing. */
export function houseTrail(building: BuildingDetail): readonly TrailStep[] {
  const step = {
    label: labelHouse(building),
    record: { kind: 'building', id: building.id },
    isOverview: false
  } as const;
  return [...placeTrail(building), step];
}

/** The path above a record of the whole quarter, such as a district. */
export function quarterTrail(): readonly TrailStep[] {
  return [overview()];
}

/** The path above a record that belongs to a directory page, such as a business or a plan. */
export function collectionTrail(path: string, label: string): readonly TrailStep[] {
  return [overview(), { label, record: null, isOverview: false, path }];
}
