import * as v from 'valibot';
import { mailsFrom } from '$i18n/mails';
import { normaliseEmail, normaliseName } from '$lib/domain/account';
import { requireAdministrator } from '$lib/server/account/grant';
import { guard } from '$lib/server/http/errors';
import { parseForm } from '$lib/server/http/form';
import { linkOrigin } from '$lib/server/http/link-origin';
import { refuseForm, submit } from '$lib/server/http/refusal';
import { invite, listInvitations, withdrawInvitation } from '$lib/server/account/invitation';
import { listOrganisations } from '$lib/server/account/organisation';
import { GRANT_FORM, readGrant } from '../../grant-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context }, parent }) => {
  await parent();
  const [invitations, organisations] = await guard(() =>
    Promise.all([listInvitations(context), listOrganisations(context)])
  );
  return { invitations, organisations };
};

const FORM = v.object({
  ...GRANT_FORM,
  email: v.pipe(
    v.string(),
    v.check((text) => normaliseEmail(text) !== null, 'email_invalid')
  ),
  name: v.pipe(
    v.string(),
    v.check((text) => normaliseName(text) !== null, 'name_invalid')
  ),
  locale: v.string()
});

export const actions: Actions = {
  invite: async ({ locals: { context }, request }) => {
    await guard(async () => requireAdministrator(context));
    const form = parseForm(FORM, await request.formData());
    if (form.issues) return refuseForm(form);
    const { email, name, locale, ...grant } = form.value;
    const compose = mailsFrom(linkOrigin()).invitation;
    const { refused } = await submit(form.values, () =>
      invite(context, { email, name, locale, ...readGrant(grant), compose })
    );
    return refused ?? { invited: email, isWithdrawn: false, issues: {}, values: {} };
  },
  withdraw: async ({ locals: { context }, request }) => {
    const id = String((await request.formData()).get('id') ?? '');
    const { refused } = await submit({}, () => withdrawInvitation(context, id));
    return refused ?? { invited: null, isWithdrawn: true, issues: {}, values: {} };
  }
};
