import { guard } from '$lib/server/http/errors';
import { listListings } from '$lib/server/listing/listing';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context } }) => ({
  today: context.today,
  listings: await guard(() => listListings(context))
});
