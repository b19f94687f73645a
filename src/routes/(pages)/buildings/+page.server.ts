import { BUILDING_SORTS, listBuildings } from '$lib/server/building/building-list';
import { isCode } from '$lib/domain/codes';
import { listDistricts } from '$lib/server/district';
import { guard } from '$lib/server/http/errors';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { context } }) => {
  const districts = await guard(() => listDistricts(context));
  const asked = url.searchParams.get('sort');
  const sort = isCode(BUILDING_SORTS, asked) ? asked : 'address';
  const district = districts.find(({ code }) => code === url.searchParams.get('district')) ?? null;
  const buildings = await guard(() =>
    listBuildings(context, {
      ...(district === null ? {} : { districtCode: district.code }),
      page: Number(url.searchParams.get('page') ?? 1),
      sort
    })
  );
  return { districts, district, sort, sorts: BUILDING_SORTS, buildings };
};
