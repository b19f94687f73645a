import { redirect } from '@sveltejs/kit';
import { signInHref } from '$i18n/sign-in';
import { reachOf } from '$lib/domain/access';
import type { LayoutServerLoad } from './$types';

/** Whoever is not signed in is led to do so; what each page is for is decided by its services. */
export const load: LayoutServerLoad = ({ locals: { context, session }, url, setHeaders }) => {
  if (session === null) redirect(303, signInHref(url));
  setHeaders({ 'x-robots-tag': 'noindex' });
  const { actor } = context;
  return {
    today: context.today,
    rights: {
      worksOnAll: reachOf(actor, 'occupancy:change') === 'all',
      worksOnUnits: reachOf(actor, 'occupancy:change') !== 'none',
      readsChanges: reachOf(actor, 'audit:read') !== 'none',
      undoes: reachOf(actor, 'change:undo') !== 'none',
      keepsGuide: reachOf(actor, 'guide:change') !== 'none',
      answersEnquiries: reachOf(actor, 'enquiry:answer') !== 'none',
      readsRequests: reachOf(actor, 'request:read') !== 'none',
      administers: reachOf(actor, 'account:administer') !== 'none'
    }
  };
};
