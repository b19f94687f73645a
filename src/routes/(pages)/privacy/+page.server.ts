import { readSettings } from '$lib/server/db/settings';
import { guard } from '$lib/server/http/errors';
import { getQuarter } from '$lib/server/quarter';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context } }) => {
  const { settings } = await guard(() => getQuarter(context));
  const { disclosureK, requestDays, enquiryDays, commentDays } = settings.parameters;
  return { disclosureK, requestDays, enquiryDays, commentDays, contactEmail: readSettings().contactEmail };
};
