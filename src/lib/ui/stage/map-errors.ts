import { m } from '../../../i18n/paraglide/messages';
import type { MapErrorReason } from '../../map/index';

/** Why there is no map, or not all of it, and where the same can be read. */
export const MAP_ERROR_TEXTS: Readonly<Record<MapErrorReason, () => string>> = {
  no_webgl: m.map_error_no_webgl,
  context_lost: m.map_error_context_lost,
  worker: m.map_error_worker,
  data: m.map_error_data,
  basemap: m.map_error_basemap,
  style: m.map_error_style
};

/** Faults without which the map still shows the quarter. */
export function isPartial(reason: MapErrorReason): boolean {
  return reason === 'data' || reason === 'basemap';
}
