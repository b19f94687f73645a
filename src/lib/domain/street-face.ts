import type { FocusAttributes } from './attributes';
import type { Focus } from './focus';
import { groupUnits, labelStoreys, listStoreys, shareWidth, type StoreyLabel } from './storey';

export interface FaceUnit {
  /** Row in `Focus.units`. */
  readonly unit: number;
  readonly xM: number;
  readonly widthM: number;
  readonly isShareEstimated: boolean;
}

export interface FaceStorey {
  /** Row in `Focus.storeys`. */
  readonly storey: number;
  readonly label: StoreyLabel;
  readonly baseM: number;
  readonly heightM: number;
  readonly units: readonly FaceUnit[];
}

export interface FaceHouse {
  /** Row in `Focus.buildings`. */
  readonly building: number;
  readonly xM: number;
  readonly widthM: number;
  /** Top of the highest storey, eaves or ridge, whichever is highest. */
  readonly heightM: number;
  /** From the attic down to the cellar. */
  readonly storeys: readonly FaceStorey[];
}

/** Neighbouring houses on one street, for its name below the elevation. */
export interface FaceStreet {
  readonly street: string | null;
  readonly xM: number;
  readonly widthM: number;
}

/** One elevation in metres: x runs right from the first house, heights run up from the pavement. */
export interface StreetFace {
  readonly widthM: number;
  readonly heightM: number;
  /** How far the cellars reach below the pavement. */
  readonly depthM: number;
  readonly houses: readonly FaceHouse[];
  readonly streets: readonly FaceStreet[];
}

/**
 * The block's front unrolled into one elevation, as seen from the street, front houses only, with the units
 * that exist on the day of `attributes`. Houses are numbered clockwise around the block as on a plan, so who
 * faces them from the street meets them from left to right in falling order: the highest number comes first.
 */
export function drawStreetFace(focus: Focus, attributes: FocusAttributes): StreetFace {
  const { sequence, frontM, street } = focus.buildings;
  const rows = sequence
    .flatMap((number, row) => (number === null ? [] : [row]))
    .sort((a, b) => sequence[b]! - sequence[a]! || a - b);
  const labels = labelStoreys(focus);
  const unitsByStorey = groupUnits(focus, attributes);
  const houses: FaceHouse[] = [];
  const streets: FaceStreet[] = [];
  let xM = 0;
  for (const building of rows) {
    const widthM = frontM[building]!;
    const storeys = listStoreys(focus, building, 'front').map((storey) => ({
      storey,
      label: labels[storey]!,
      baseM: focus.storeys.baseM[storey]!,
      heightM: focus.storeys.heightM[storey]!,
      units: placeUnits(focus, unitsByStorey.get(storey) ?? [], { xM, widthM })
    }));
    houses.push({ building, xM, widthM, heightM: measureHeight(focus, building, storeys), storeys });
    const last = streets.at(-1);
    if (last && last.street === street[building]) {
      streets[streets.length - 1] = { ...last, widthM: last.widthM + widthM };
    } else {
      streets.push({ street: street[building] ?? null, xM, widthM });
    }
    xM += widthM;
  }
  return {
    widthM: xM,
    heightM: Math.max(0, ...houses.map(({ heightM }) => heightM)),
    depthM: Math.max(0, ...houses.flatMap(({ storeys }) => storeys.map(({ baseM }) => -baseM))),
    houses,
    streets
  };
}

function placeUnits(
  focus: Focus,
  row: readonly number[],
  house: { readonly xM: number; readonly widthM: number }
): readonly FaceUnit[] {
  return shareWidth(focus, row).map(({ unit, offset, share, isShareEstimated }) => ({
    unit,
    xM: house.xM + offset * house.widthM,
    widthM: share * house.widthM,
    isShareEstimated
  }));
}

function measureHeight({ buildings }: Focus, building: number, storeys: readonly FaceStorey[]): number {
  const tops = storeys.map(({ baseM, heightM }) => baseM + heightM);
  return Math.max(0, buildings.eavesM[building] ?? 0, buildings.ridgeM[building] ?? 0, ...tops);
}
