import type { Map as MaplibreMap } from 'maplibre-gl';
import type { MapForm } from '../domain/view-state';
import { liftOf } from './style/metres';
import { placeLayerIds } from './style/place';
import { SURROUNDINGS_LIFT_M } from './style/surroundings';

interface LiftedLayer {
  readonly id: string;
  readonly property: 'text-translate' | 'icon-translate' | 'circle-translate' | 'line-translate';
  heightM(blockRoofM: number): number;
}

const LIFTED: readonly LiftedLayer[] = [
  { id: 'house-number', property: 'text-translate', heightM: (blockRoofM) => blockRoofM },
  { id: 'building-number', property: 'text-translate', heightM: () => SURROUNDINGS_LIFT_M },
  { id: 'building-edge', property: 'line-translate', heightM: () => SURROUNDINGS_LIFT_M },
  ...liftPlaces('block', (blockRoofM) => blockRoofM),
  ...liftPlaces('low', () => SURROUNDINGS_LIFT_M)
];

function liftPlaces(ground: 'low' | 'block', heightM: LiftedLayer['heightM']): LiftedLayer[] {
  return placeLayerIds(ground).flatMap((id): LiftedLayer[] =>
    id.includes('-dot-')
      ? [{ id, property: 'circle-translate', heightM }]
      : [
          { id, property: 'icon-translate', heightM },
          { id, property: 'text-translate', heightM }
        ]
  );
}

/** Keeps numbers, marks and edges on the roofs while the camera moves. */
export interface Lift {
  /** Sets the offsets that fit the camera; does nothing where they are the same as before. */
  update(form: MapForm, blockRoofM: number): void;
  /** Forgets what was set, for a style that has lost it. */
  reset(): void;
}

export function createLift(map: MaplibreMap): Lift {
  const set = new Map<string, number>();
  return {
    update(form, blockRoofM) {
      const camera = { zoom: map.getZoom(), pitch: map.getPitch(), latitude: map.getCenter().lat };
      for (const { id, property, heightM } of LIFTED) {
        const offset = liftOf(form === 'flat' ? 0 : heightM(blockRoofM), camera);
        const key = `${id} ${property}`;
        if (set.get(key) === offset[1] || map.getLayer(id) === undefined) continue;
        set.set(key, offset[1]);
        map.setPaintProperty(id, property, offset, { validate: false });
      }
    },
    reset: () => set.clear()
  };
}
