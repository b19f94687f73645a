import { GEO_LAYERS, type GeoLayer } from '$lib/domain/geo-manifest';
import { isCode } from '$lib/domain/codes';

/** A layer of the map. */
export const match = (param: string): param is GeoLayer => isCode(GEO_LAYERS, param);
