import { readSpaceSearch } from '$lib/domain/space-filter';
import { guard } from '$lib/server/http/errors';
import { searchSpaces } from '$lib/server/space/space-search';
import type { PageServerLoad } from './$types';

/** The parameters of the finder are read and no others: a change of theme searches nothing again. */
export const load: PageServerLoad = async ({ url, locals: { context } }) => {
  const asked = readSpaceSearch(url.searchParams);
  return { asked, ...(await guard(() => searchSpaces(context, asked))) };
};
