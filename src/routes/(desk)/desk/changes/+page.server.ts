import { listChanges } from '$lib/server/change/change';
import { guard } from '$lib/server/http/errors';
import { readChangeFilter } from '$lib/server/http/change-filter';
import { readPageParameter } from '$lib/server/http/id-parameter';
import { getQuarter } from '$lib/server/quarter';
import { undoAction } from '../../undo-action';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { context } }) =>
  guard(async () => {
    const { filter, house } = await readChangeFilter(context, url);
    const [changes, { settings }] = await Promise.all([
      listChanges(context, { filter, page: readPageParameter(url) }),
      getQuarter(context)
    ]);
    return { filter, house, changes, timeZone: settings.timeZone };
  });

export const actions: Actions = { undo: undoAction };
