import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import { reasonOf, toError } from './map-error';
import type { MapContainer, QuarterMap, QuarterMapOptions } from './options';
import { drawQuarter } from './quarter-map';

export type * from './options';

/**
 * Draws the quarter into `container`, which must have a size. Never throws: without WebGL2 it calls
 * `onError('no_webgl')` and returns a map on which every call does nothing.
 */
export function createQuarterMap(container: HTMLElement, options: QuarterMapOptions): QuarterMap {
  try {
    const map = drawQuarter(container, options);
    (container as MapContainer).mapProbe = map.probe;
    return map;
  } catch (thrown) {
    const error = toError(thrown);
    options.onError(reasonOf({ error }), error);
    return blankMap(options);
  }
}

function blankMap({ form, scheme }: QuarterMapOptions): QuarterMap {
  const ignore = (): void => undefined;
  return {
    paintUnits: ignore,
    paintBuildings: ignore,
    setForm: ignore,
    setScheme: ignore,
    setLocale: ignore,
    setSelection: ignore,
    setSources: ignore,
    setDay: ignore,
    setMarks: ignore,
    setLitMark: ignore,
    setAreas: ignore,
    setCamera: ignore,
    pick: () => null,
    drawOutlines: () => Promise.resolve(null),
    setPadding: ignore,
    flyTo: ignore,
    fitBounds: ignore,
    resetView: ignore,
    resize: ignore,
    whenIdle: () => Promise.resolve(),
    destroy: ignore,
    probe: {
      isReady: false,
      camera: null,
      layers: [],
      form,
      scheme,
      selection: { unitIds: [], buildingId: null },
      places: [],
      litPlace: null,
      markedUnits: 0,
      areas: [],
      litArea: null,
      featureState: () => ({}),
      renderedIds: () => [],
      project: () => null,
      targetAt: () => null
    }
  };
}
