import { getBusiness } from '$lib/server/business';
import { guard } from '$lib/server/http/errors';
import { viewDate } from '$lib/server/http/view-date';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { context } = event.locals;
  return { business: await guard(() => getBusiness(context, Number(event.params.id), viewDate(event))) };
};
