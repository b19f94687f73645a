import { m } from '../../../i18n/paraglide/messages';
import type { MapLabels } from '../../map/index';

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
