import type { LayoutLoad } from './$types';

/** The menu of whoever is signed in; the public loads nothing of it. */
export const load: LayoutLoad = async ({ data }) => ({
  ...data,
  AccountMenu: data.viewer && (await import('$lib/ui/account/AccountMenu.svelte')).default
});
