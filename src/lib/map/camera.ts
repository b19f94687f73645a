import type { Map as MaplibreMap } from 'maplibre-gl';
import type { MapForm } from '../domain/view-state';
import type { MapBounds, MapCamera, MapPadding, QuarterMap } from './options';

const MOVE_MS = 700;
const TURN_MS = 250;

/** Tilt in degrees from which a map counts as tilted. */
const TILTED = 10;

export type CameraMoves = Pick<QuarterMap, 'flyTo' | 'fitBounds' | 'setPadding'> & {
  /** Back to the quarter's own view, without tilt where the form is flat. */
  resetView(form: MapForm): void;
  tiltFor(form: MapForm): void;
  zoomBy(steps: 1 | -1): void;
  turnNorth(): void;
};

/** Moves of the camera, at once for readers who asked for less motion. */
export function createCameraMoves(
  map: MaplibreMap,
  { home, reducedMotion }: { readonly home: MapCamera; readonly reducedMotion: boolean }
): CameraMoves {
  const lasting = (ms: number): { duration: number } => ({ duration: reducedMotion ? 0 : ms });
  const toOptions = ({ center, ...rest }: Partial<MapCamera>) => ({
    ...rest,
    ...(center === undefined ? {} : { center: [...center] as [number, number] })
  });
  return {
    flyTo: (camera) => void map.easeTo({ ...toOptions(camera), ...lasting(MOVE_MS) }),
    fitBounds: (bounds: MapBounds, { padding = 24, maxZoom = 19 } = {}) =>
      void map.fitBounds([...bounds] as [number, number, number, number], {
        padding,
        maxZoom,
        pitch: map.getPitch(),
        bearing: map.getBearing(),
        ...lasting(MOVE_MS)
      }),
    resetView: (form) =>
      void map.easeTo({ ...toOptions(home), ...(form === 'flat' ? { pitch: 0 } : {}), ...lasting(MOVE_MS) }),
    setPadding: (padding: MapPadding) => void map.easeTo({ padding: { ...padding }, ...lasting(TURN_MS) }),
    tiltFor(form) {
      if (form === 'flat') map.easeTo({ pitch: 0, ...lasting(MOVE_MS) });
      else if (map.getPitch() < TILTED) map.easeTo({ pitch: home.pitch, ...lasting(MOVE_MS) });
    },
    zoomBy: (steps) => void map.easeTo({ zoom: map.getZoom() + steps, ...lasting(TURN_MS) }),
    turnNorth: () => void map.easeTo({ bearing: 0, ...lasting(TURN_MS) })
  };
}

export function readCamera(map: MaplibreMap): MapCamera {
  const { lng, lat } = map.getCenter();
  return { center: [lng, lat], zoom: map.getZoom(), pitch: map.getPitch(), bearing: map.getBearing() };
}

/** Whether two cameras show the same, up to what rounding leaves. */
export function isSameCamera(one: MapCamera, other: MapCamera): boolean {
  const near = (a: number, b: number, most: number): boolean => Math.abs(a - b) < most;
  return (
    near(one.center[0], other.center[0], 1e-9) &&
    near(one.center[1], other.center[1], 1e-9) &&
    near(one.zoom, other.zoom, 1e-6) &&
    near(one.pitch, other.pitch, 1e-6) &&
    near(one.bearing, other.bearing, 1e-6)
  );
}

/** Whether a place lies on the part of the canvas that nothing covers. */
export function isInSight(map: MaplibreMap, place: readonly [lon: number, lat: number], covered: MapPadding): boolean {
  const { x, y } = map.project([...place]);
  const { clientWidth, clientHeight } = map.getContainer();
  return (
    x >= covered.left && x <= clientWidth - covered.right && y >= covered.top && y <= clientHeight - covered.bottom
  );
}
