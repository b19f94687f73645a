import { error, redirect } from '@sveltejs/kit';
import { signInHref } from '$i18n/sign-in';
import { editorOf, mayEdit } from '$lib/domain/editor';
import { readId, readIds } from '$lib/domain/id-list';
import { getBuilding } from '$lib/server/building/building';
import { guard } from '$lib/server/http/errors';
import { leavePastKnowledge } from '$lib/server/http/known';
import { loadOutsideHouse } from '$lib/server/stock/outside-house';
import { undoChange } from '$lib/server/change/undo';
import { keepKnownUnits, listTenants, readUnitRecords } from '$lib/server/unit/unit-record';
import { change, confirm, correct, remove } from './occupancy-actions';
import { convert, divide, end, facts, merge } from './structure-actions';
import { openSubmission, save } from './submission';
import type { Actions, PageServerLoad } from './$types';

/** The chosen units as they are recorded, and the house to choose from. What the task is, the page reads itself. */
export const load: PageServerLoad = async ({ locals: { context }, url }) => {
  leavePastKnowledge({ url });
  const editor = editorOf(context.actor);
  if (editor === null) {
    if (context.actor.account === null) redirect(303, signInHref(url));
    error(403, { message: 'forbidden: role_needed', code: 'role_needed' });
  }
  const wanted = readIds(url.searchParams.getAll('units').join());
  const unitIds = await keepKnownUnits(context, wanted);
  const units = await guard(() => readUnitRecords(context, unitIds));
  const houseId = units.at(-1)?.building.id ?? readId(url.searchParams.get('house') ?? '');
  if (houseId !== null && !mayEdit(editor, houseId)) {
    error(403, { message: 'forbidden: role_needed', code: 'role_needed' });
  }
  const building = houseId === null ? null : await guard(() => getBuilding(context, houseId, context.today));
  const [house, tenants] = await Promise.all([
    building && guard(() => loadOutsideHouse(context, building)),
    listTenants(context)
  ]);
  return { rights: editor, units, missingCount: wanted.length - unitIds.length, building, house, tenants };
};

export const actions: Actions = {
  ...{ change, confirm, correct, remove, facts, divide, merge, convert, end },
  /** Takes back what was just saved, and goes on with the units that it was about. */
  undo: async (event) => {
    const submission = await openSubmission(event);
    const { context, form } = submission;
    const eventId = form.require('event', form.id('event'), 0);
    return save(submission, {
      action: 'undo',
      change: async () => {
        const { eventId: undoneBy } = await undoChange(context, { eventId, note: null });
        return { eventId: undoneBy, result: [] };
      }
    });
  }
};
