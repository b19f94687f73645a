import { error, redirect } from '@sveltejs/kit';
import { signInHref } from '$i18n/sign-in';
import { can } from '$lib/domain/access';
import { getQuarter } from '$lib/server/quarter';
import type { LayoutServerLoad } from './$types';

/** A comfort, not the defence: every service asks for itself. Reading the address makes it hold for every page. */
export const load: LayoutServerLoad = async ({ locals: { context, session }, setHeaders, url }) => {
  if (session === null) redirect(303, signInHref(url));
  if (!can(context.actor, 'account:administer')) error(403, { message: 'forbidden', code: 'account_forbidden' });
  setHeaders({ 'x-robots-tag': 'noindex' });
  const { settings } = await getQuarter(context);
  return { timeZone: settings.timeZone, locales: settings.locales };
};
