import { addProtocol, type LayerSpecification, type SourceSpecification, type StyleSpecification } from 'maplibre-gl';
import { TOKENS, type Scheme, type Tokens } from '../domain/palette';
import type { BasemapSetting } from './options';
import { mergeForeignStyle } from './style/foreign-style';
import { MEDIUM, type BasemapPart } from './style/style-context';

const PMTILES_SOURCE = 'basemap';

/** A basemap that has arrived; `partFor` gives its layers in the colours of a scheme. */
export interface Basemap {
  partFor(scheme: Scheme, locale: string): BasemapPart;
}

/**
 * Loads the configured basemap: of a style URL its JSON, of a PMTiles file the code that reads it.
 * Rejects with an `Error` when it does not answer or is no style.
 */
export async function loadBasemap(
  setting: BasemapSetting,
  options: { readonly attribution: string | undefined; readonly signal: AbortSignal }
): Promise<Basemap> {
  return 'styleUrl' in setting
    ? loadStyle(setting.styleUrl, options.signal)
    : loadPmtiles(setting.pmtilesUrl, options.attribution);
}

async function loadStyle(styleUrl: string, signal: AbortSignal): Promise<Basemap> {
  const url = new URL(styleUrl, document.baseURI).href;
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const part = mergeForeignStyle((await response.json()) as StyleSpecification, url);
  return { partFor: () => part };
}

async function loadPmtiles(pmtilesUrl: string, attribution: string | undefined): Promise<Basemap> {
  const [{ Protocol }, { layers, namedFlavor }] = await Promise.all([import('pmtiles'), import('@protomaps/basemaps')]);
  addProtocol('pmtiles', new Protocol().tile);
  const source: SourceSpecification = {
    type: 'vector',
    url: `pmtiles://${new URL(pmtilesUrl, document.baseURI).href}`,
    ...(attribution === undefined ? {} : { attribution })
  };
  return {
    partFor(scheme, locale) {
      const flavor = { ...namedFlavor(scheme), ...paperFlavor(TOKENS[scheme]) };
      const drawn = layers(PMTILES_SOURCE, flavor, { lang: locale }) as LayerSpecification[];
      return { sources: { [PMTILES_SOURCE]: source }, layers: drawn.flatMap(adaptProtomapsLayer) };
    }
  };
}

/** Our paper for the grounds that Protomaps colours; what is not named here keeps its flavour's colour. */
function paperFlavor(tokens: Tokens): Readonly<Record<string, string>> {
  const grounds = ['background', 'earth', 'hospital', 'industrial', 'school', 'pedestrian', 'zoo', 'military', 'other'];
  const parks = ['park_a', 'park_b', 'wood_a', 'wood_b', 'scrub_a', 'scrub_b'];
  const streets = ['minor_service', 'minor_a', 'minor_b', 'link', 'major', 'highway'];
  const casings = ['minor_service_casing', 'minor_casing', 'link_casing', 'major_casing_late', 'highway_casing_late'];
  const paint = (names: readonly string[], color: string): [string, string][] => names.map((name) => [name, color]);
  return Object.fromEntries([
    ...paint(grounds, tokens.paper),
    ...paint(parks, tokens.park),
    ...paint(streets, tokens.street),
    ...paint(casings, tokens.streetCasing),
    ['buildings', tokens.mass],
    ['boundaries', tokens.line]
  ]);
}

/** Protomaps' layers without its ground, its icons (no sprite is fetched) and with our typeface. */
function adaptProtomapsLayer(layer: LayerSpecification): LayerSpecification[] {
  if (layer.type === 'background') return [];
  const id = `basemap-${layer.id}`;
  if (layer.type !== 'symbol') return [{ ...layer, id }];
  const layout = Object.fromEntries(
    Object.entries({ ...layer.layout }).filter(([property]) => !property.startsWith('icon-'))
  );
  return 'text-field' in layout ? [{ ...layer, id, layout: { ...layout, 'text-font': MEDIUM } }] : [];
}
