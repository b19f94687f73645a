import { guard } from '$lib/server/http/errors';
import { getListing } from '$lib/server/listing/listing';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => ({
  listing: await guard(() => getListing(context, Number(params.id)))
});
