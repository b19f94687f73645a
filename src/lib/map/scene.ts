import type { GeoJSON } from 'geojson';
import type { GeoJSONSource, Map as MaplibreMap, StyleSpecification } from 'maplibre-gl';
import type { MarkKey, PlaceMark } from '../domain/place-mark';
import type { PlanArea } from '../domain/plan/plan-content';
import type { Scheme } from '../domain/palette';
import type { MapForm } from '../domain/view-state';
import { createAreaScene } from './area-scene';
import type { Basemap } from './basemap';
import { createStateColumn } from './feature-state';
import type { HoveredTarget } from './interaction';
import { createLift } from './lift';
import type { PaintedBuildings, PaintedUnits } from './options';
import { createPainter } from './painter';
import { createPlaceScene } from './place-scene';
import { districtBorders, houseLabels, indexQuarter, roofLift, stockDay, type QuarterData } from './quarter-data';
import { barMetres, selectionFeatures, type Selection } from './selection-frame';
import { addMarkImages, applyStyle } from './style-applier';
import { composeStyle, type HeldSource } from './style/quarter-style';
import type { StyleOptions } from './style/style-context';
import { markFeatures } from './unit-marks';

const BUILDINGS = { source: 'buildings', sourceLayer: 'buildings' } as const;

type Painting =
  | { readonly kind: 'units'; readonly painted: PaintedUnits }
  | { readonly kind: 'buildings'; readonly painted: PaintedBuildings };

/** What decides the drawing and may change while the map lives. */
export interface SceneSettings {
  readonly scheme: Scheme;
  readonly locale: string;
  readonly form: MapForm;
}

/** Composes the first style of a map, before there is one. */
export type SceneOptions = Omit<StyleOptions, 'basemap'>;

/**
 * The content of a map whose style has loaded: it brings what is asked for into sources, feature-state and
 * layers, and only what changed.
 */
export function createScene(map: MaplibreMap, options: SceneOptions, first: StyleSpecification) {
  const painter = createPainter(map);
  const lift = createLift(map);
  const selectedBuildings = createStateColumn<boolean>(map, BUILDINGS, 'selected');
  const hoveredBuildings = createStateColumn<boolean>(map, BUILDINGS, 'hovered');
  const hasBuildings = options.sources.buildings !== undefined;
  let settings: SceneSettings = options;
  let data: QuarterData = indexQuarter({ units: [], houses: [], roofs: [], districts: [] });
  let { day } = options;
  let drawn = first;
  let basemap: Basemap | null = null;
  let painting: Painting | null = null;
  let selection: Selection = { unitIds: [], buildingId: null };
  let hovered: HoveredTarget | null = null;
  let drawnRevision = painter.revision;
  let drawnBarM = 0;

  const hold = (source: HeldSource, features: GeoJSON): void => {
    void map.getSource<GeoJSONSource>(source)?.setData(features);
  };
  const placeScene = createPlaceScene({ map, hold });
  const areaScene = createAreaScene({ map, hold });
  const showStyle = (): void => {
    const next = composeStyle({
      ...options,
      ...settings,
      basemap: basemap?.partFor(settings.scheme, settings.locale)
    });
    applyStyle(map, drawn, next);
    drawn = next;
    lift.reset();
    lift.update(settings.form, roofLift(data));
  };
  const showMarks = (): void => {
    drawnRevision = painter.revision;
    addMarkImages(map, painter.marks.values());
    hold('marks', markFeatures(data, painter.marks));
  };
  const showPainting = (): void => {
    if (painting?.kind === 'units') painter.paintUnits(painting.painted, settings.scheme);
    if (painting?.kind === 'buildings') painter.paintBuildings(painting.painted, settings.scheme, data);
    if (drawnRevision !== painter.revision) showMarks();
  };
  const showSelection = (): void => {
    drawnBarM = barMetres(map.getZoom(), map.getCenter().lat);
    hold('selection', selectionFeatures(data, selection, drawnBarM));
    painter.light('selection', selection.unitIds, settings.scheme);
  };
  const showDay = (): void => {
    map.setGlobalStateProperty('day', stockDay(data.changeDays, day));
  };
  const showHover = (): void => painter.light('hover', [...unitsOf(hovered), ...placeScene.litUnits], settings.scheme);
  const showData = (): void => {
    hold('units', { type: 'FeatureCollection', features: [...data.units] });
    hold('houses', { type: 'FeatureCollection', features: [...data.houses] });
    hold('roofs', { type: 'FeatureCollection', features: [...data.roofs] });
    hold('districts', { type: 'FeatureCollection', features: [...data.districts] });
    hold('district-borders', districtBorders(data));
    hold('house-labels', houseLabels(data));
    showDay();
    showPainting();
    showMarks();
    showSelection();
    placeScene.show(data);
    areaScene.show(settings.scheme);
    lift.update(settings.form, roofLift(data));
  };
  const markBuilding = (id: number | null, column: typeof selectedBuildings, value: boolean): void => {
    if (hasBuildings && id !== null && !data.houseById.has(id)) column.set(id, value);
  };
  const unitsOf = (target: HoveredTarget | null): readonly number[] => {
    if (target === null || !target.isBlock) return [];
    if (target.kind === 'unit') return [target.id];
    return target.kind === 'building' ? (data.unitsByBuilding.get(target.id) ?? []).map(({ id }) => id) : [];
  };

  return {
    get settings() {
      return settings;
    },
    get selection() {
      return selection;
    },
    get places() {
      return placeScene.marks;
    },
    get litPlace() {
      return placeScene.lit;
    },
    get areas() {
      return areaScene.areas;
    },
    get litArea() {
      return areaScene.litId;
    },
    get markedUnits() {
      return painter.marks.size;
    },
    setSettings(next: Partial<SceneSettings>): void {
      const isRecoloured = next.scheme !== undefined && next.scheme !== settings.scheme;
      settings = { ...settings, ...next };
      showStyle();
      if (!isRecoloured) return;
      showPainting();
      areaScene.show(settings.scheme);
    },
    setData(next: QuarterData): void {
      data = next;
      showData();
    },
    setBasemap(next: Basemap): void {
      basemap = next;
      showStyle();
    },
    setDay(next: number): void {
      day = next;
      showDay();
    },
    paint(next: Painting): void {
      painting = next;
      showPainting();
    },
    select(next: Selection): void {
      markBuilding(selection.buildingId, selectedBuildings, false);
      selection = next;
      markBuilding(selection.buildingId, selectedBuildings, true);
      showSelection();
    },
    hover(next: HoveredTarget | null): void {
      if (hovered?.kind === 'building') markBuilding(hovered.id, hoveredBuildings, false);
      hovered = next;
      if (next?.kind === 'building') markBuilding(next.id, hoveredBuildings, true);
      placeScene.hover(next);
      showHover();
    },
    setPlaces(next: readonly PlaceMark[]): void {
      placeScene.show(data, next);
      showHover();
    },
    setAreas(areas: readonly PlanArea[], litId: string | null): void {
      areaScene.set(areas, litId);
      areaScene.show(settings.scheme);
    },
    lightPlace(next: MarkKey | null): void {
      placeScene.ask(next);
      showHover();
    },
    followCamera(): void {
      lift.update(settings.form, roofLift(data));
    },
    /** Keeps the frame of the selection as thick on the screen as before. */
    followZoom(): void {
      if (barMetres(map.getZoom(), map.getCenter().lat) !== drawnBarM) showSelection();
    },
    /** Brings everything back after the graphics context was lost and with it sources and states. */
    restore(): void {
      painter.restore();
      if (hasBuildings) selectedBuildings.restore();
      lift.reset();
      showData();
    }
  };
}

export type Scene = ReturnType<typeof createScene>;
