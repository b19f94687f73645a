import type { LayoutServerLoad } from './$types';

/** Who is signed in, for the header; null for the public. It reads nothing of the URL: it is loaded once. */
export const load: LayoutServerLoad = ({ locals: { session } }) => ({
  viewer: session && { name: session.viewer.name, roles: session.actor.roles }
});
