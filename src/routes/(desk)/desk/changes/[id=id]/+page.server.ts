import { getChange } from '$lib/server/change/change';
import { nameChange } from '$lib/server/change/changed-row';
import { guard } from '$lib/server/http/errors';
import { getQuarter } from '$lib/server/quarter';
import { undoAction } from '../../../undo-action';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { context } }) =>
  guard(async () => {
    const change = await getChange(context, Number(params.id));
    const [names, { settings }] = await Promise.all([nameChange(context, change), getQuarter(context)]);
    return { change, names, timeZone: settings.timeZone };
  });

export const actions: Actions = { undo: undoAction };
