/** Sent with every response, pages and immutable files alike. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(self), interest-cohort=()',
  'cross-origin-opener-policy': 'same-origin'
};

interface BasemapSettings {
  /** Address of a MapLibre style, or null. */
  readonly basemapStyleUrl: string | null;
  /** A PMTiles file at an address or on this machine, or null. */
  readonly basemapPmtiles: { readonly url: string } | { readonly file: string } | null;
}

/** The basemap as the page's script is told of it; undefined where none is configured. A style goes before a file. */
export function describeBasemap({
  basemapStyleUrl,
  basemapPmtiles
}: BasemapSettings): { styleUrl: string } | { pmtilesUrl: string } | undefined {
  if (basemapStyleUrl !== null) return { styleUrl: basemapStyleUrl };
  if (basemapPmtiles === null) return undefined;
  return { pmtilesUrl: 'url' in basemapPmtiles ? basemapPmtiles.url : '/basemap.pmtiles' };
}

/**
 * The content security policy, widened for the one foreign origin that the operator configured: a basemap
 * may load its tiles, glyphs and sprite from its own origin.
 */
export function allowBasemap(policy: string, settings: BasemapSettings): string {
  const basemap = describeBasemap(settings);
  const address = basemap && ('styleUrl' in basemap ? basemap.styleUrl : basemap.pmtilesUrl);
  if (address === undefined || !URL.canParse(address)) return policy;
  return policy.replace(/(connect-src|img-src) /g, `$1 ${new URL(address).origin} `);
}
