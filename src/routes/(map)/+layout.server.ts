import { editorOf } from '$lib/domain/editor';
import { readSettings } from '$lib/server/db/settings';
import { loadFocus } from '$lib/server/focus';
import { getVacancySeries } from '$lib/server/figure';
import { geoManifest } from '$lib/server/geo/manifest';
import { guard } from '$lib/server/http/errors';
import { describeBasemap } from '$lib/server/http/security';
import { listDistricts } from '$lib/server/district';
import { listMeasures } from '$lib/server/measure';
import { getQuarter } from '$lib/server/quarter';
import type { LayoutServerLoad } from './$types';

/** Everything that map, table, street face and time strip share. It reads nothing of the URL: it is loaded once. */
export const load: LayoutServerLoad = async ({ locals: { context } }) => {
  const loadedAt = new Date().toISOString();
  const [quarter, focus, series, geo, measures, districts] = await guard(() =>
    Promise.all([
      getQuarter(context),
      loadFocus(context),
      getVacancySeries(context, { kind: 'block' }),
      geoManifest(context),
      listMeasures(context, { date: context.today }),
      listDistricts(context)
    ])
  );
  return {
    today: context.today,
    /** From then on the page follows what changes. */
    loadedAt,
    quarter,
    focus,
    series,
    geo,
    measures,
    districts,
    editor: editorOf(context.actor),
    basemap: describeBasemap(readSettings(process.env))
  };
};
