import { readIds } from '$lib/domain/id-list';
import { guard } from '$lib/server/http/errors';
import { listSpaceCards } from '$lib/server/space/space-search';
import type { PageServerLoad } from './$types';

/** More would not stand side by side on any screen. */
const MOST = 4;

/** The offers that a link names, `ids=1,2` or one `ids` for each box of a form; what is no longer offered is left out. */
export const load: PageServerLoad = async ({ url, locals: { context } }) => {
  const ids = readIds(url.searchParams.getAll('ids').join()).slice(0, MOST);
  return { today: context.today, cards: await guard(() => listSpaceCards(context, ids)) };
};
