import { listAccounts } from '$lib/server/account/account-administration';
import { guard } from '$lib/server/http/errors';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context }, parent }) => {
  await parent();
  return { accounts: await guard(() => listAccounts(context)) };
};
