import { error, redirect } from '@sveltejs/kit';
import { signInHref } from '$i18n/sign-in';
import { can } from '$lib/domain/access';
import { getBuilding } from '$lib/server/building/building';
import { readBuildingRecord } from '$lib/server/building/building-record';
import { guard } from '$lib/server/http/errors';
import { leavePastKnowledge } from '$lib/server/http/known';
import { loadOutsideHouse } from '$lib/server/stock/outside-house';
import { correctRenewal, facts, removeRenewal, renew } from './facts-actions';
import { addUnit, correctStorey, insertStorey, removeStorey } from './storey-actions';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
  leavePastKnowledge({ url });
  if (!can(context.actor, 'structure:change')) {
    if (context.actor.account === null) redirect(303, signInHref(url));
    error(403, { message: 'forbidden: role_needed', code: 'role_needed' });
  }
  const id = Number(params.id);
  return guard(async () => {
    const [record, building] = await Promise.all([
      readBuildingRecord(context, id),
      getBuilding(context, id, context.today)
    ]);
    return { record, building, house: await loadOutsideHouse(context, building) };
  });
};

export const actions: Actions = {
  ...{ facts, renew, correctRenewal, removeRenewal },
  ...{ insertStorey, correctStorey, removeStorey, addUnit }
};
