import { getFigures } from '$lib/server/stock/figure';
import { guard } from '$lib/server/http/errors';
import { withKnowledge } from '$lib/server/http/known';
import { viewDate } from '$lib/server/http/view-date';
import { listListings } from '$lib/server/listing/listing';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { context } = event.locals;
  const date = viewDate(event);
  const [figures, listings] = await guard(() =>
    Promise.all([
      withKnowledge(event, (then) => getFigures(then, { scope: { kind: 'block' }, date })),
      listListings(context)
    ])
  );
  return { figures, listings };
};
