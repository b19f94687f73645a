import type { LayoutServerLoad } from './$types';

/** Links to these pages hold secrets: no other page is told where its reader came from. */
export const load: LayoutServerLoad = ({ setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex' });
};
