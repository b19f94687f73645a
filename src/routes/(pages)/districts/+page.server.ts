import { getDistrict, listDistricts } from '$lib/server/district';
import { guard } from '$lib/server/http/errors';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context } }) => {
  const references = await guard(() => listDistricts(context));
  return { districts: await guard(() => Promise.all(references.map(({ code }) => getDistrict(context, code)))) };
};
