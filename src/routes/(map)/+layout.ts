import type { LayoutLoad } from './$types';

/** The way into the edit mode for those who may change something; the public loads nothing of it. */
export const load: LayoutLoad = async ({ data }) => ({
  ...data,
  EditLink: data.editor && (await import('$lib/ui/edit/EditLink.svelte')).default
});
