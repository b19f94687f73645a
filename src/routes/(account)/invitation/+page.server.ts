import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { signInHref } from '$i18n/sign-in';
import { acceptInvitation, acceptWithNewAccount, findInvitation } from '$lib/server/account/invitation';
import { parseForm } from '$lib/server/http/form';
import { refuseForm, submit } from '$lib/server/http/refusal';
import { enter, originOf, startPath } from '../enter';
import { NEW_ACCOUNT, passwordIssues } from '../new-account-form';
import type { Actions, PageServerLoad } from './$types';

const secretOf = (url: URL): string => url.searchParams.get('token') ?? '';

export const load: PageServerLoad = async ({ locals: { context, session }, url }) => ({
  secret: secretOf(url),
  invitation: await findInvitation(context, secretOf(url)),
  signedInAs: session?.viewer.email ?? null,
  signInPath: signInHref(url)
});

const FORM = v.object({ name: NEW_ACCOUNT.name, password: NEW_ACCOUNT.password, token: v.string() });

export const actions: Actions = {
  new: async (event) => {
    const { context } = event.locals;
    const data = await event.request.formData();
    const form = parseForm(FORM, data);
    const secret = String(data.get('token') ?? '');
    const email = (await findInvitation(context, secret))?.email ?? '';
    const issues = {
      ...form.issues,
      ...passwordIssues(String(data.get('password') ?? ''), { email, name: form.values.name ?? '' })
    };
    if (form.issues || issues.password) return refuseForm({ issues, values: form.values });
    const { userAgent } = originOf(event);
    const { name, password } = form.value;
    const { result, refused } = await submit(form.values, () =>
      acceptWithNewAccount(context, { secret, name, password, userAgent })
    );
    return refused ?? enter(event, result, '');
  },
  accept: async ({ locals, request, url }) => {
    if (locals.session === null) redirect(303, signInHref(url));
    const secret = String((await request.formData()).get('token') ?? '');
    const { refused } = await submit({}, () => acceptInvitation(locals.context, secret));
    if (refused) return refused;
    redirect(303, startPath(locals.session.actor));
  }
};
