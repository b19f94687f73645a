import type { LayoutLoad } from './$types';

/**
 * The way into the edit mode for those who may change something, and the banner over what was known earlier; the public
 * loads nothing of them.
 */
export const load: LayoutLoad = async ({ data }) => {
  const isPresent = data.known.on === null && !data.known.isRefused;
  return {
    ...data,
    EditLink: data.editor && (await import('$lib/ui/edit/EditLink.svelte')).default,
    NewListingLink: data.editor && (await import('$lib/ui/listing-editor/NewListingLink.svelte')).default,
    KnownBanner: isPresent ? null : (await import('$lib/ui/view/KnownBanner.svelte')).default
  };
};
