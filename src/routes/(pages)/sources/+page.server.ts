import { guard } from '$lib/server/http/errors';
import { listSources } from '$lib/server/record/provenance';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context } }) => ({
  sources: await guard(() => listSources(context))
});
