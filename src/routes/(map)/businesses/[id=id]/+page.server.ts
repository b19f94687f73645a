import { can } from '$lib/domain/access';
import { getBusiness } from '$lib/server/business/business';
import { guard } from '$lib/server/http/errors';
import { readKnown, withKnowledge } from '$lib/server/http/known';
import { viewDate } from '$lib/server/http/view-date';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const businessId = Number(event.params.id);
  const business = await guard(() =>
    withKnowledge(event, (context) => getBusiness(context, businessId, viewDate(event)))
  );
  const mayEdit = readKnown(event).on === null && can(event.locals.context.actor, 'business:change', { businessId });
  return { business, mayEdit };
};
