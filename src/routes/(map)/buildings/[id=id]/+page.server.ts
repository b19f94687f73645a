import { getBuilding } from '$lib/server/building';
import { getFigures } from '$lib/server/figure';
import { guard } from '$lib/server/http/errors';
import { viewDate } from '$lib/server/http/view-date';
import { loadOutsideHouse } from '$lib/server/outside-house';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { context } = event.locals;
  const id = Number(event.params.id);
  const date = viewDate(event);
  const building = await guard(() => getBuilding(context, id, date));
  const [house, figures] = await guard(() =>
    Promise.all([loadOutsideHouse(context, building), getFigures(context, { scope: { kind: 'building', id }, date })])
  );
  return { building, house, figures };
};
