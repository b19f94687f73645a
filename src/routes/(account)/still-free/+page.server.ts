import { guard } from '$lib/server/http/errors';
import { submit } from '$lib/server/http/refusal';
import { DomainError } from '$lib/domain/errors';
import type { ServiceContext } from '$lib/server/context';
import { answerAskedListing, readAskedListing, type AskedListing } from '$lib/server/listing/still-free';
import type { Actions, PageServerLoad } from './$types';

/** Only looks: programs that follow the links of mails confirm nothing. */
export const load: PageServerLoad = async ({ url, locals: { context } }) => {
  return { asked: await guard(() => findAsked(context, url.searchParams.get('token') ?? '')), today: context.today };
};

/** Null where the link is worth nothing, which is no error of whoever has kept it for long. */
async function findAsked(context: ServiceContext, secret: string): Promise<AskedListing | null> {
  try {
    return await readAskedListing(context, secret);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'link_not_found') return null;
    throw error;
  }
}

const answer = async (
  { url, locals: { context } }: { readonly url: URL; readonly locals: App.Locals },
  isFree: boolean
) => {
  const secret = url.searchParams.get('token') ?? '';
  const { refused } = await submit({}, () => answerAskedListing(context, { secret, isFree }));
  return refused ?? { isFree, issues: {}, values: {} };
};

export const actions: Actions = {
  free: (event) => answer(event, true),
  gone: (event) => answer(event, false)
};
