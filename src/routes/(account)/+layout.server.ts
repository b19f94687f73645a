import type { LayoutServerLoad } from './$types';

/** Addresses and forms of these pages hold secrets: nobody keeps them. */
export const load: LayoutServerLoad = ({ setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex', 'cache-control': 'private, no-store' });
};
