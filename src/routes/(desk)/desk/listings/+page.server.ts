import { can } from '$lib/domain/access';
import { isCode, LISTING_STATUSES } from '$lib/domain/codes';
import { guard } from '$lib/server/http/errors';
import { readTextParameter } from '$lib/server/http/id-parameter';
import { listDeskListings } from '$lib/server/listing/listing-record';
import { listVacantUnits } from '$lib/server/listing/unit-to-offer';
import { undoAction } from '../../undo-action';
import { moveAction } from './move-action';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { context } }) =>
  guard(async () => {
    const asked = url.searchParams.get('status');
    const filter = { status: isCode(LISTING_STATUSES, asked) ? asked : null, text: readTextParameter(url, 'text') };
    const [offers, vacant] = await Promise.all([listDeskListings(context, filter), listVacantUnits(context)]);
    return { filter, offers, vacant, mayPublish: can(context.actor, 'listing:publish') };
  });

export const actions: Actions = { move: moveAction, undo: undoAction };
