import { redirect } from '@sveltejs/kit';
import { localizeHref } from '$i18n/paraglide/runtime';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
  await parent();
  redirect(303, localizeHref('/admin/accounts'));
};
