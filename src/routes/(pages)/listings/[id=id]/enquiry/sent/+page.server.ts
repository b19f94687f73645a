import { getEnquiryOffer } from '$lib/server/enquiry/enquiry';
import { guard } from '$lib/server/http/errors';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { context }, params }) =>
  guard(async () => ({ offer: (await getEnquiryOffer(context, Number(params.id))).offer }));
