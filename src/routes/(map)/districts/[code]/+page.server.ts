import { getDistrict } from '$lib/server/district';
import { guard } from '$lib/server/http/errors';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => ({
  district: await guard(() => getDistrict(context, params.code))
});
