import { listBusinesses } from '$lib/server/business/business';
import { guard } from '$lib/server/http/errors';
import { viewDate } from '$lib/server/http/view-date';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const date = viewDate(event);
  const businesses = await guard(() => listBusinesses(event.locals.context, { date }));
  return { date, businesses: businesses.filter(({ units }) => units.length > 0) };
};
