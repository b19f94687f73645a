import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { ownPath } from '$lib/domain/account';
import { confirmSignIn, signIn } from '$lib/server/auth/sign-in';
import { parseForm } from '$lib/server/http/form';
import { refuseForm, submit } from '$lib/server/http/refusal';
import { enter, originOf, startPath } from '../enter';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const next = url.searchParams.get('next') ?? '';
  if (locals.session !== null) redirect(303, ownPath(next || null, startPath(locals.session.actor)));
  return { next };
};

const PASSWORD_FORM = v.object({
  email: v.pipe(v.string(), v.nonEmpty('email_invalid')),
  password: v.pipe(v.string(), v.nonEmpty('password_missing')),
  next: v.string()
});

const CODE_FORM = v.object({
  token: v.string(),
  code: v.pipe(v.string(), v.nonEmpty('code_refused')),
  next: v.string()
});

export const actions: Actions = {
  password: async (event) => {
    const form = parseForm(PASSWORD_FORM, await event.request.formData());
    if (form.issues) return refuseForm(form);
    const { result, refused } = await submit(form.values, () =>
      signIn(event.locals.context, form.value, originOf(event))
    );
    if (refused) return refused;
    if (result.step === 'done') return enter(event, result.cookie, form.value.next);
    return { secondFactor: result.secret, issues: {}, values: form.values };
  },
  code: async (event) => {
    const data = await event.request.formData();
    const form = parseForm(CODE_FORM, data);
    const secret = String(data.get('token') ?? '');
    if (form.issues) return fail(422, { secondFactor: secret, issues: form.issues, values: form.values });
    const { result, refused } = await submit(form.values, () =>
      confirmSignIn(event.locals.context, { secret, code: form.value.code }, originOf(event))
    );
    if (refused === null) return enter(event, result.cookie, form.value.next);
    // A wrong code can be corrected; a step that is over begins again with the password.
    const isOpen = ['code_refused', 'too_many_attempts'].includes(refused.data.issues.form?.code ?? '');
    return fail(refused.status, { ...refused.data, ...(isOpen && { secondFactor: secret }) });
  }
};
