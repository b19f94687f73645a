import { m } from '../../../i18n/paraglide/messages';
import type { MapErrorReason, MapLabels } from '../../map/index';

/** The words on and around the map in the reader's language. */
export function labelMap(): MapLabels {
  return {
    title: m.map_title(),
    controls: m.map_controls(),
    zoomIn: m.map_zoom_in(),
    zoomOut: m.map_zoom_out(),
    compass: m.map_compass(),
    storeys: m.map_form_storeys(),
    flat: m.map_form_flat(),
    home: m.map_home(),
    attribution: m.map_attribution()
  };
}

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
