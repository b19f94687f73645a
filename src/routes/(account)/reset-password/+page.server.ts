import { findReset, resetPassword } from '$lib/server/account/account';
import { submit } from '$lib/server/http/refusal';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context }, url }) => ({
  email: await findReset(context, url.searchParams.get('token') ?? '')
});

export const actions: Actions = {
  default: async ({ locals: { context }, request, url }) => {
    const data = await request.formData();
    const password = String(data.get('password') ?? '');
    const secret = url.searchParams.get('token') ?? '';
    const { refused } = await submit({}, () => resetPassword(context, { secret, password }));
    return refused ?? { isDone: true, issues: {}, values: {} };
  }
};
