import { redirect } from '@sveltejs/kit';
import { localizeHref } from '$i18n/paraglide/runtime';
import { guard } from '$lib/server/http/errors';
import { submit } from '$lib/server/http/refusal';
import { addOrganisation, listOrganisations } from '$lib/server/account/organisation';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context }, parent }) => {
  await parent();
  return { organisations: await guard(() => listOrganisations(context)) };
};

export const actions: Actions = {
  default: async ({ locals: { context }, request }) => {
    const name = String((await request.formData()).get('name') ?? '');
    const { result, refused } = await submit({ name }, () => addOrganisation(context, name));
    if (refused) return refused;
    redirect(303, localizeHref(`/admin/organisations/${result}`));
  }
};
