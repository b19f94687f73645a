import type { Map as MaplibreMap } from 'maplibre-gl';
import type { Scheme } from '../domain/palette';
import type { PlanArea } from '../domain/plan/plan-content';
import { areaFeatures, type AreaFeatures } from './area-features';
import { addMarkImages } from './style-applier';

interface Held {
  readonly map: MaplibreMap;
  hold(source: 'areas', features: AreaFeatures): void;
}

/** New buildings and parts of the courtyard that a plan draws, and the one of them that is lit. */
export function createAreaScene({ map, hold }: Held) {
  let areas: readonly PlanArea[] = [];
  let litId: string | null = null;
  return {
    get areas() {
      return areas;
    },
    get litId() {
      return litId;
    },
    set(next: readonly PlanArea[], lit: string | null): void {
      areas = next;
      litId = lit;
    },
    show(scheme: Scheme): void {
      const { features, marks } = areaFeatures(areas, { scheme, litId });
      addMarkImages(map, marks);
      hold('areas', features);
    }
  };
}
