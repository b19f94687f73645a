import { getDistrict } from '$lib/server/district';
import { getFigures } from '$lib/server/stock/figure';
import { guard } from '$lib/server/http/errors';
import { viewDate } from '$lib/server/http/view-date';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { context } = event.locals;
  const { code } = event.params;
  const date = viewDate(event);
  return guard(async () => {
    const district = await getDistrict(context, code);
    return { district, figures: await getFigures(context, { scope: { kind: 'district', code }, date }) };
  });
};
