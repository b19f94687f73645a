import type { Map as MaplibreMap } from 'maplibre-gl';
import {
  TerraDraw,
  TerraDrawPolygonMode,
  TerraDrawRectangleMode,
  TerraDrawSelectMode,
  ValidateNotSelfIntersecting,
  type GeoJSONStoreFeatures,
  type HexColor
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { OutlineDrawing, OutlineListener, OutlineRing } from './options';

/** Degrees are told to about a centimetre. */
const PRECISION = 9;
const EDITED = 'edited';
const IDLE = 'static';

/**
 * Draws and bends outlines on the map with terra-draw. It holds at most one outline: what is being drawn, or a copy of the
 * one being bent; what is finished is told to the listener and drawn by the map itself.
 */
export function createOutlineDrawing(
  map: MaplibreMap,
  { color, listener }: { readonly color: HexColor; readonly listener: OutlineListener }
): OutlineDrawing {
  const outline = { outlineColor: color, outlineWidth: 3, fillColor: color, fillOpacity: 0.2 } as const;
  const validation = ({ geometry }: GeoJSONStoreFeatures) =>
    geometry.type === 'Polygon'
      ? ValidateNotSelfIntersecting({ type: 'Feature', geometry, properties: {} })
      : { valid: true };
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: PRECISION }),
    modes: [
      new TerraDrawPolygonMode({
        styles: { ...outline, closingPointColor: color, closingPointWidth: 6 },
        validation: (feature, { updateType }) =>
          updateType === 'finish' || updateType === 'commit' ? validation(feature) : { valid: true }
      }),
      new TerraDrawRectangleMode({ styles: outline }),
      new TerraDrawSelectMode({
        styles: {
          selectedPolygonColor: color,
          selectedPolygonOutlineColor: color,
          selectedPolygonOutlineWidth: 3,
          selectedPolygonFillOpacity: 0.2,
          selectionPointColor: '#ffffff',
          selectionPointOutlineColor: color,
          selectionPointOutlineWidth: 2,
          selectionPointWidth: 6,
          midPointColor: color,
          midPointWidth: 4
        },
        flags: {
          polygon: {
            feature: { draggable: true, coordinates: { draggable: true, midpoints: true, deletable: true } }
          }
        },
        keyEvents: { deselect: 'Escape', delete: null, rotate: null, scale: null }
      })
    ]
  });
  draw.start();
  draw.setMode(IDLE);

  const clear = (): void => {
    draw.setMode(IDLE);
    draw.clear();
  };
  draw.on('finish', (id, { action }) => {
    const ring = ringOf(draw.getSnapshotFeature(id));
    if (ring === null) return;
    if (action !== 'draw') return listener.onBent(ring);
    clear();
    listener.onDrawn(ring);
  });
  draw.on('deselect', () => listener.onLeft());

  return {
    begin(shape) {
      clear();
      draw.setMode(shape);
    },
    bend(ring) {
      clear();
      if (ring === null) return;
      const coordinates = [ring.map(([lon, lat]) => [Number(lon.toFixed(PRECISION)), Number(lat.toFixed(PRECISION))])];
      const [added] = draw.addFeatures([
        { type: 'Feature', geometry: { type: 'Polygon', coordinates }, properties: { mode: 'polygon', role: EDITED } }
      ]);
      if (added?.valid === true && added.id !== undefined) draw.selectFeature(added.id);
    },
    stop() {
      clear();
      draw.stop();
    }
  };
}

function ringOf(feature: GeoJSONStoreFeatures | undefined): OutlineRing | null {
  if (feature?.geometry.type !== 'Polygon') return null;
  return (feature.geometry.coordinates[0] ?? []).map(([lon, lat]) => [lon!, lat!] as const);
}
