import { editorOf } from '$lib/domain/editor';
import { readSettings } from '$lib/server/db/settings';
import { loadFocus } from '$lib/server/focus/focus';
import { getVacancySeries } from '$lib/server/stock/figure';
import { geoManifest } from '$lib/server/geo/manifest';
import { guard } from '$lib/server/http/errors';
import { readKnown, withKnowledge } from '$lib/server/http/known';
import { describeBasemap } from '$lib/server/http/security';
import { listDistricts } from '$lib/server/district';
import { listMeasures } from '$lib/server/measure/measure';
import { getQuarter } from '$lib/server/quarter';
import type { LayoutServerLoad } from './$types';

/**
 * Everything that map, table, street face and time strip share. Of the URL it reads only whose knowledge is asked for:
 * it is loaded once.
 */
export const load: LayoutServerLoad = async (event) => {
  const { context } = event.locals;
  const loadedAt = new Date().toISOString();
  const known = readKnown(event);
  const [quarter, [focus, series], geo, measures, districts] = await guard(() =>
    Promise.all([
      getQuarter(context),
      withKnowledge(event, (then) => Promise.all([loadFocus(then), getVacancySeries(then, { kind: 'block' })])),
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
    known,
    // What was known then is not to be changed.
    editor: known.on === null ? editorOf(context.actor) : null,
    basemap: describeBasemap(readSettings(process.env))
  };
};
