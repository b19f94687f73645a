import { createContext } from 'svelte';
import type { BuildingReference } from '../../domain/building';
import type { BuildingFacts } from '../../domain/building-facts';
import {
  BUILDING_PARTS,
  type BuildingPart,
  type RenewalState,
  type StoreyType,
  type UnitKind
} from '../../domain/codes';
import type { DateRange, IsoDate } from '../../domain/interval';
import { storeyLabelKey, type StoreyLabel } from '../../domain/storey';
import type { RefusedRecordForm } from '../record-form/record-form';

export interface EditedStorey {
  readonly id: number;
  readonly part: BuildingPart;
  readonly level: number;
  readonly type: StoreyType;
  readonly baseM: number;
  readonly heightM: number;
  readonly units: readonly { id: number; code: string; kind: UnitKind; areaSqm: number | null }[];
  readonly isRemovable: boolean;
}

/** A house as its editor shows it. */
export interface EditedHouse extends BuildingReference {
  readonly version: number;
  readonly facts: BuildingFacts;
  readonly renewals: readonly { readonly id: number; readonly state: RenewalState; readonly valid: DateRange }[];
  /** From the attic down, part by part. */
  readonly storeys: readonly EditedStorey[];
}

/** What all forms of the editor share. */
export interface HouseEditing {
  readonly version: number;
  readonly timeZone: string;
  readonly today: IsoDate;
  /** The form of this key, where it was refused. */
  readonly refused: (key: string) => RefusedRecordForm | null;
  readonly onsaved: () => void;
}

const [readEditing, provideEditing] = createContext<() => HouseEditing>();

/** The editor around a form. Throws outside of it. */
export { readEditing as useHouseEditing, provideEditing as provideHouseEditing };

/** The parts of a house that have storeys, each from the attic down, with the names of its storeys. */
export function listParts(
  storeys: readonly EditedStorey[]
): readonly { readonly part: BuildingPart; readonly storeys: readonly (EditedStorey & { label: StoreyLabel })[] }[] {
  return BUILDING_PARTS.flatMap((part) => {
    const own = storeys.filter((storey) => storey.part === part);
    const firstRoof = Math.min(...own.flatMap(({ type, level }) => (type === 'DG' ? [level] : [])));
    const named = own.map((storey) => ({
      ...storey,
      label: storeyLabelKey(storey.type, storey.level, Number.isFinite(firstRoof) ? firstRoof : storey.level)
    }));
    return own.length === 0 ? [] : [{ part, storeys: named }];
  });
}
