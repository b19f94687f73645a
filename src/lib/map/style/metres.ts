import type { ExpressionSpecification } from 'maplibre-gl';

const EARTH_CIRCUMFERENCE_M = 40_075_016.686;
const TILE_PX = 512;

/** Pixels of one metre on the ground at the middle of the screen (Web Mercator, 512 px tiles). */
export function pixelsPerMetre(zoom: number, latitude: number): number {
  return (TILE_PX * 2 ** zoom) / (EARTH_CIRCUMFERENCE_M * Math.cos((latitude * Math.PI) / 180));
}

/** A width in metres as an expression of zoom, never thinner than `minPx`. */
export function metresWide(
  metres: number | ExpressionSpecification,
  latitude: number,
  minPx = 0.5
): ExpressionSpecification {
  const widthAt = (zoom: number): ExpressionSpecification => [
    'max',
    minPx,
    ['*', metres, pixelsPerMetre(zoom, latitude)]
  ];
  return ['interpolate', ['exponential', 2], ['zoom'], 11, widthAt(11), 14, widthAt(14), 23, widthAt(23)];
}

/**
 * Where the ground is seen just behind something at a height, as the paint property `text-translate` or
 * `line-translate`: MapLibre puts labels and lines on the ground and moves them along it, so this offset
 * lifts them onto a roof. In pixels, exact at the middle of the screen.
 */
export function liftOf(
  heightM: number,
  camera: { readonly zoom: number; readonly pitch: number; readonly latitude: number }
): [x: number, y: number] {
  const behind = heightM * pixelsPerMetre(camera.zoom, camera.latitude) * Math.tan((camera.pitch * Math.PI) / 180);
  return [0, behind === 0 ? 0 : -Math.round(behind * 2) / 2];
}
