import type { Map as MaplibreMap } from 'maplibre-gl';
import { readCamera } from './camera';
import { targetAt } from './interaction';
import type { MapProbe } from './options';
import type { ReadyQueue } from './ready-queue';
import type { Scene } from './scene';

/** A window for tests into what the map holds and shows; changes nothing. */
export function probeMap(map: MaplibreMap, scene: Scene, queue: ReadyQueue): MapProbe {
  return {
    get isReady() {
      return queue.isOpen;
    },
    get camera() {
      return readCamera(map);
    },
    get layers() {
      return queue.isOpen ? map.getLayersOrder() : [];
    },
    get form() {
      return scene.settings.form;
    },
    get scheme() {
      return scene.settings.scheme;
    },
    get selection() {
      return scene.selection;
    },
    get places() {
      return scene.places;
    },
    get litPlace() {
      return scene.litPlace;
    },
    get markedUnits() {
      return scene.markedUnits;
    },
    get areas() {
      return scene.areas;
    },
    get litArea() {
      return scene.litArea;
    },
    featureState: (source, id) =>
      map.getFeatureState(source === 'buildings' ? { source, sourceLayer: 'buildings', id } : { source, id }) ?? {},
    renderedIds: (layer) =>
      map.queryRenderedFeatures({ layers: [layer] }).flatMap(({ id }) => (typeof id === 'number' ? [id] : [])),
    project(lon, lat) {
      const { x, y } = map.project([lon, lat]);
      return [x, y];
    },
    targetAt(x, y) {
      const target = targetAt(map, [x, y]);
      return target === null ? null : { kind: target.kind, id: target.id };
    }
  };
}
