import { editorOf } from '$lib/domain/editor';
import { readSettings } from '$lib/server/db/settings';
import { loadFocus } from '$lib/server/focus/focus';
import { geoManifest } from '$lib/server/geo/manifest';
import { guard } from '$lib/server/http/errors';
import { describeBasemap } from '$lib/server/http/security';
import { getQuarter } from '$lib/server/quarter';
import type { LayoutServerLoad } from './$types';

/** What pages share that show plans on maps of their own. It reads nothing of the URL: it is loaded once. */
export const load: LayoutServerLoad = async ({ locals: { context } }) => {
  const loadedAt = new Date().toISOString();
  const [quarter, focus, geo] = await guard(() =>
    Promise.all([getQuarter(context), loadFocus(context), geoManifest(context)])
  );
  return {
    today: context.today,
    /** From then on the page follows what changes. */
    loadedAt,
    quarter,
    focus,
    geo,
    editor: editorOf(context.actor),
    basemap: describeBasemap(readSettings(process.env))
  };
};
