import { readSettings } from '$lib/server/db/settings';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => {
  const { operatorName, contactEmail } = readSettings();
  return { operatorName, contactEmail };
};
