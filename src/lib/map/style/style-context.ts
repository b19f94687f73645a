import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Scheme, Tokens } from '../../domain/palette';
import type { MapForm } from '../../domain/view-state';
import type { MapSourceName, MapSources } from '../options';

/** Sources and layers under ours, named so that they cannot meet our own. */
export interface BasemapPart {
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  readonly layers: readonly LayerSpecification[];
  readonly glyphs?: string;
  readonly sprite?: StyleSpecification['sprite'];
}

/** Everything that decides how the map is drawn. */
export interface StyleOptions {
  readonly sources: MapSources;
  readonly attributions: Partial<Readonly<Record<MapSourceName | 'basemap', string>>>;
  readonly fontFaces: StyleSpecification['font-faces'];
  readonly scheme: Scheme;
  readonly locale: string;
  readonly form: MapForm;
  readonly day: number;
  /** Latitude of the quarter in degrees: metres become pixels by it. */
  readonly latitude: number;
  readonly reducedMotion: boolean;
  readonly basemap?: BasemapPart | undefined;
}

/** What the functions that make layers are given. */
export interface StyleContext extends StyleOptions {
  readonly tokens: Tokens;
  readonly isFlat: boolean;
}

/** Faces of the labels; the names are keys of the style's `font-faces`. */
export const MEDIUM = ['IBM Plex Sans Medium'];
export const SEMIBOLD = ['IBM Plex Sans SemiBold'];

/** Share of their height at which the surroundings are drawn, so that the block stands out. */
export const SURROUNDINGS_SHARE = 0.2;

/** Open joint in metres between one storey and the next. */
export const STOREY_JOINT_M = 0.3;

export function visibleIf(isVisible: boolean): { readonly visibility: 'visible' | 'none' } {
  return { visibility: isVisible ? 'visible' : 'none' };
}
