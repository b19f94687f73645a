import { guard } from '$lib/server/http/errors';
import { search } from '$lib/server/search/search';
import type { PageServerLoad } from './$types';

const LONGEST_QUERY = 100;

export const load: PageServerLoad = async ({ url, locals: { context } }) => {
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, LONGEST_QUERY);
  return { query, answer: query.length < 2 ? null : await guard(() => search(context, query)) };
};
