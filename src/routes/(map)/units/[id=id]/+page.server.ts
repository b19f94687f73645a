import { getBuilding } from '$lib/server/building';
import { guard } from '$lib/server/http/errors';
import { viewDate } from '$lib/server/http/view-date';
import { loadOutsideHouse } from '$lib/server/outside-house';
import { getUnit } from '$lib/server/unit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { context } = event.locals;
  const date = viewDate(event);
  const unit = await guard(() => getUnit(context, Number(event.params.id), date));
  const building = await guard(() => getBuilding(context, unit.building.id, date));
  return { unit, building, house: await guard(() => loadOutsideHouse(context, building)) };
};
