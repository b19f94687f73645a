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
}

/**
 * The content security policy, widened for the one foreign origin that the operator configured: a basemap
 * style may load its tiles, glyphs and sprite from its own origin.
 */
export function allowBasemap(policy: string, settings: BasemapSettings): string {
  if (settings.basemapStyleUrl === null || !URL.canParse(settings.basemapStyleUrl)) return policy;
  const { origin } = new URL(settings.basemapStyleUrl);
  return policy.replace(/(connect-src|img-src) /g, `$1 ${origin} `);
}
