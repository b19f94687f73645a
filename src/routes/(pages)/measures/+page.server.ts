import { sumFunding } from '$lib/server/measure/funding';
import { guard } from '$lib/server/http/errors';
import { viewDate } from '$lib/server/http/view-date';
import { listMeasures } from '$lib/server/measure/measure';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { context } = event.locals;
  const date = viewDate(event);
  const [measures, funding] = await guard(() => Promise.all([listMeasures(context, { date }), sumFunding(context)]));
  return { date, measures, funding };
};
