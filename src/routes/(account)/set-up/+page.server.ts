import * as v from 'valibot';
import { canSetUp, setUp } from '$lib/server/auth/set-up';
import { parseForm } from '$lib/server/http/form';
import { refuseForm, submit } from '$lib/server/http/refusal';
import { enter, originOf } from '../enter';
import { NEW_ACCOUNT, passwordIssues } from '../new-account-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context }, url }) => {
  const secret = url.searchParams.get('token') ?? '';
  return { isOpen: await canSetUp(context, secret) };
};

const FORM = v.object(NEW_ACCOUNT);

export const actions: Actions = {
  default: async (event) => {
    const { context } = event.locals;
    const data = await event.request.formData();
    const form = parseForm(FORM, data);
    const password = String(data.get('password') ?? '');
    const issues = {
      ...form.issues,
      ...passwordIssues(password, { email: form.values.email ?? '', name: form.values.name ?? '' })
    };
    if (form.issues || issues.password) return refuseForm({ issues, values: form.values });
    const { userAgent } = originOf(event);
    const secret = event.url.searchParams.get('token') ?? '';
    const { result, refused } = await submit(form.values, () =>
      setUp(context, { ...form.value, secret, userAgent, locale: context.locale })
    );
    return refused ?? enter(event, result, '');
  }
};
