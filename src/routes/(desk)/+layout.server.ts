import { redirect } from '@sveltejs/kit';
import { signInHref } from '$i18n/sign-in';
import { reachOf } from '$lib/domain/access';
import { listDeskPlaces } from '$lib/domain/desk-place';
import type { LayoutServerLoad } from './$types';

/** Whoever is not signed in is led to do so; what each page is for is decided by its services. */
export const load: LayoutServerLoad = ({ locals: { context, session }, url, setHeaders }) => {
  if (session === null) redirect(303, signInHref(url));
  setHeaders({ 'x-robots-tag': 'noindex' });
  const { actor } = context;
  return {
    today: context.today,
    places: listDeskPlaces(actor),
    rights: {
      worksOnAll: reachOf(actor, 'occupancy:change') === 'all',
      readsChanges: reachOf(actor, 'audit:read') !== 'none',
      undoes: reachOf(actor, 'change:undo') !== 'none'
    }
  };
};
