import { IDEA_PARAMETERS, readIdea } from '$lib/domain/idea-query';
import { guard } from '$lib/server/http/errors';
import { matchIdea } from '$lib/server/space/space-idea';
import type { PageServerLoad } from './$types';

/** So many options are explained; further ones fit so little that they would only tire. */
const MOST_SHOWN = 12;

/** The parameters of the idea are read and no others: a change of theme compares nothing again. */
export const load: PageServerLoad = async ({ url, locals: { context } }) => {
  const idea = readIdea(url.searchParams);
  const isSent = IDEA_PARAMETERS.some((name) => url.searchParams.has(name));
  const found = idea && (await guard(() => matchIdea(context, idea, { limit: MOST_SHOWN })));
  return { idea, found, isUseMissing: isSent && idea === null };
};
