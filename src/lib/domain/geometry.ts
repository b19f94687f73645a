/**
 * Geometry of places in WGS84 (lon, lat): the way for all layers to what `@turf/turf` and `proj4` do, and to
 * the slicing of houses. Only this module and those below `geometry/` know these libraries.
 */
export {
  areaSqm,
  boundsOf,
  centerOf,
  isWithin,
  outlineOf,
  overlapRatio,
  positionOn,
  subtract,
  unite,
  type Area
} from './geometry/area';
export { fromUtm33, READ_CRS, toUtm33, type ReadCrs } from './geometry/crs';
export { sliceFootprint, type FootprintSlicing } from './geometry/footprint';
export { frontLengthM, frontLine } from './geometry/front';
export { distanceM, type Point } from './geometry/plane';
export { repairArea, type RepairedArea } from './geometry/repair';
export { drawArea, drawLine, frameSite, type SiteFrame, type SiteStretch } from './geometry/site';
export { sketchFloor, type FloorSketch } from './geometry/sketch';
export type { Share } from './geometry/slice';
