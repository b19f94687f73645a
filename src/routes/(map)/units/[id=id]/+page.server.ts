import { getBuilding } from '$lib/server/building/building';
import { guard } from '$lib/server/http/errors';
import { withKnowledge } from '$lib/server/http/known';
import { viewDate } from '$lib/server/http/view-date';
import { loadOutsideHouse } from '$lib/server/stock/outside-house';
import { getUnit } from '$lib/server/unit/unit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const date = viewDate(event);
  return guard(() =>
    withKnowledge(event, async (context) => {
      const unit = await getUnit(context, Number(event.params.id), date);
      const building = await getBuilding(context, unit.building.id, date);
      return { unit, building, house: await loadOutsideHouse(context, building) };
    })
  );
};
