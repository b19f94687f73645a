import { getBuilding } from '$lib/server/building/building';
import { getFigures } from '$lib/server/stock/figure';
import { guard } from '$lib/server/http/errors';
import { withKnowledge } from '$lib/server/http/known';
import { viewDate } from '$lib/server/http/view-date';
import { loadOutsideHouse } from '$lib/server/stock/outside-house';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const id = Number(event.params.id);
  const date = viewDate(event);
  return guard(() =>
    withKnowledge(event, async (context) => {
      const building = await getBuilding(context, id, date);
      const [house, figures] = await Promise.all([
        loadOutsideHouse(context, building),
        getFigures(context, { scope: { kind: 'building', id }, date })
      ]);
      return { building, house, figures };
    })
  );
};
