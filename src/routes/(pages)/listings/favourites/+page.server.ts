import { readIds } from '$lib/domain/id-list';
import { guard } from '$lib/server/http/errors';
import { listSpaceCards } from '$lib/server/space/space-search';
import type { PageServerLoad } from './$types';

/** As many as a browser remembers. */
const MOST = 100;

/** The offers that a shared link names; without `ids` it is for the browser to say which. */
export const load: PageServerLoad = async ({ url, locals: { context } }) => {
  const ids = readIds(url.searchParams.getAll('ids').join()).slice(0, MOST);
  return { today: context.today, ids, cards: await guard(() => listSpaceCards(context, ids)) };
};
