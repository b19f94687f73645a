import type { GeoManifest } from '../domain/geo-manifest';
import type { MarkKey, MarkKind, PlaceMark } from '../domain/place-mark';
import type { Scheme, Swatch } from '../domain/palette';
import type { PlanArea } from '../domain/plan/plan-content';
import type { MapForm, Theme } from '../domain/view-state';

/** Why the map, or a part of it, cannot be drawn. Everything else of the page works without it. */
export type MapErrorReason =
  /** The browser or device offers no WebGL2. */
  | 'no_webgl'
  /** The graphics context was taken away; `onRecover` follows when it comes back. */
  | 'context_lost'
  /** The script that prepares the geometry did not load. */
  | 'worker'
  /** A source of the quarter did not load. */
  | 'data'
  /** The configured basemap did not load; the quarter is drawn without it. */
  | 'basemap'
  /** The drawing rules were refused: a fault of this software. */
  | 'style';

/** Something on the map that has a page of its own; of an area of a plan `id` is its place in what `setAreas` was given. */
export interface MapTarget {
  readonly kind: 'unit' | 'building' | 'district' | 'area' | MarkKind;
  readonly id: number;
}

export interface MapCamera {
  readonly center: readonly [lon: number, lat: number];
  readonly zoom: number;
  /** Tilt in degrees, 0 looks straight down. */
  readonly pitch: number;
  /** Compass direction that is up, in degrees. */
  readonly bearing: number;
}

export type MapBounds = readonly [west: number, south: number, east: number, north: number];

/** Space in pixels at each side of the map that something else covers. */
export interface MapPadding {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Immutable GeoJSON paths in WGS84 with integer feature ids, and vector tiles of the surroundings. */
export type MapSources = GeoManifest['sources'];

export type MapSourceName = keyof MapSources;

/** A map under ours: any MapLibre style, or one file of vector tiles in the Protomaps schema. */
export type BasemapSetting = { readonly styleUrl: string } | { readonly pmtilesUrl: string };

/** Words on and around the map, in the reader's language. */
export interface MapLabels {
  /** Name of the map for screen readers. */
  readonly title: string;
  readonly controls: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly compass: string;
  readonly storeys: string;
  readonly flat: string;
  readonly home: string;
  readonly attribution: string;
}

export interface QuarterMapOptions {
  readonly sources: MapSources;
  /** Whom to name, per source: text or HTML links, which MapLibre sanitises. Shown while the source is. */
  readonly attributions: Partial<Readonly<Record<MapSourceName | 'basemap', string>>>;
  readonly camera: MapCamera;
  readonly maxBounds: MapBounds;
  readonly scheme: Scheme;
  readonly locale: string;
  readonly isRtl: boolean;
  readonly labels: MapLabels;
  readonly form: MapForm;
  /** Days since 1970-01-01; units that do not exist on it are not drawn. */
  readonly day: number;
  readonly reducedMotion: boolean;
  /** Whether the camera is kept in the address as its hash; true unless told. */
  readonly hash?: boolean;
  readonly basemap?: BasemapSetting | undefined;
  /** `isAdding` while a key is held that adds to a selection. */
  readonly onSelect: (target: MapTarget | null, isAdding: boolean) => void;
  readonly onHover?: (target: MapTarget | null) => void;
  readonly onError: (reason: MapErrorReason, cause?: Error) => void;
  readonly onRecover?: () => void;
  /** The reader pressed the button of the form; the map has changed already. */
  readonly onFormChange?: (form: MapForm) => void;
  /** Called in every frame of a move of the reader's or of the map's own, not for what `setCamera` did. */
  readonly onMove?: (camera: MapCamera) => void;
}

/** A theme of the overview, or the swatches of classes that belong to none, such as those of a comparison. */
export type Colouring = Theme | readonly Swatch[];

/** Classes of features as columns; `classes` holds indices into the classes of the theme, or `NO_CLASS`. */
export interface PaintedUnits {
  readonly theme: Colouring;
  readonly ids: ArrayLike<number>;
  readonly classes: Uint8Array;
  /** 0 fades a unit that the filter leaves out. */
  readonly visible: Uint8Array;
}

export interface PaintedBuildings {
  readonly theme: Theme;
  readonly ids: ArrayLike<number>;
  readonly classes: Uint8Array;
}

/** What the map holds and shows, to be read by tests. */
export interface MapProbe {
  readonly isReady: boolean;
  readonly camera: MapCamera | null;
  readonly layers: readonly string[];
  readonly form: MapForm;
  readonly scheme: Scheme;
  featureState(source: 'units' | 'houses' | 'roofs' | 'buildings', id: number): Readonly<Record<string, unknown>>;
  /** Features of a layer that are in sight. */
  renderedIds(layer: string): readonly number[];
  /** Where a coordinate is on the canvas, in pixels. */
  project(lon: number, lat: number): readonly [x: number, y: number] | null;
  /** What a press on a place of the canvas would open. */
  targetAt(x: number, y: number): MapTarget | null;
  readonly selection: { readonly unitIds: readonly number[]; readonly buildingId: number | null };
  /** Marks as they are held, and which of them is lit. */
  readonly places: readonly PlaceMark[];
  readonly litPlace: MarkKey | null;
  /** How many units carry a pattern. */
  readonly markedUnits: number;
  readonly areas: readonly PlanArea[];
  /** The area whose outline is stronger, by its id. */
  readonly litArea: string | null;
}

/** The element that a map was drawn into; tests of the whole page find its probe here. */
export interface MapContainer extends HTMLElement {
  mapProbe?: MapProbe;
}

/** Places of an outline in their order, the first repeated at the end. */
export type OutlineRing = readonly (readonly [lon: number, lat: number])[];

export interface OutlineListener {
  /** A new outline is finished. */
  readonly onDrawn: (ring: OutlineRing) => void;
  /** The outline being bent has another shape or place now. */
  readonly onBent: (ring: OutlineRing) => void;
  /** The reader let go of the outline being bent. */
  readonly onLeft: () => void;
}

/** Drawing outlines on the map; while it is there the map selects nothing. */
export interface OutlineDrawing {
  /** Begins a new outline: corner by corner, or a rectangle from corner to corner. */
  begin(shape: 'polygon' | 'rectangle'): void;
  /** Lets an outline be dragged and bent; null: none. */
  bend(ring: OutlineRing | null): void;
  stop(): void;
}

/** The map as the page holds it. Calls made before the style is ready wait; after `destroy` they do nothing. */
export interface QuarterMap {
  paintUnits(painted: PaintedUnits): void;
  /** Colours houses, and in the form `storeys` every unit of them. */
  paintBuildings(painted: PaintedBuildings): void;
  setForm(form: MapForm): void;
  setScheme(scheme: Scheme): void;
  setLocale(locale: string, words: { readonly isRtl: boolean; readonly labels: MapLabels }): void;
  setSelection(selection: { readonly unitIds: readonly number[]; readonly buildingId: number | null }): void;
  setDay(day: number): void;
  /**
   * Marks what the page lists. Where the first marks lie outside of what is in sight, the camera steps back to them,
   * unless `keepsCamera`; later ones are looked for only when none of them is in sight.
   */
  setMarks(marks: readonly PlaceMark[], options?: { readonly keepsCamera?: boolean }): void;
  /** Lights a mark and its unit, as the pointer does. */
  setLitMark(mark: MarkKey | null): void;
  /** Draws what a plan adds: courtyards on the ground, new buildings storey by storey. One may be lit, by its id. */
  setAreas(areas: readonly PlanArea[], litId?: string | null): void;
  /** Takes a camera over at once, such as that of a map beside this one. */
  setCamera(camera: MapCamera): void;
  /** What a press on a place of the page, in CSS pixels of its window, would select. */
  pick(clientX: number, clientY: number): MapTarget | null;
  /** Begins drawing on the map; null where the map is gone before. The code for it is fetched then. */
  drawOutlines(listener: OutlineListener): Promise<OutlineDrawing | null>;
  /** Fetches units, houses, roofs and districts anew where their paths, which name their content, have changed. */
  setSources(sources: MapSources): void;
  setPadding(padding: MapPadding): void;
  flyTo(camera: Partial<MapCamera>): void;
  fitBounds(bounds: MapBounds, options?: { readonly padding?: number; readonly maxZoom?: number }): void;
  resetView(): void;
  resize(): void;
  /** Resolves when everything asked for so far is drawn, or the map is destroyed. */
  whenIdle(): Promise<void>;
  destroy(): void;
  readonly probe: MapProbe;
}
