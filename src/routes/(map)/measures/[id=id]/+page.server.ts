import { guard } from '$lib/server/http/errors';
import { viewDate } from '$lib/server/http/view-date';
import { getMeasure } from '$lib/server/measure/measure';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { context } = event.locals;
  return { measure: await guard(() => getMeasure(context, Number(event.params.id), viewDate(event))) };
};
