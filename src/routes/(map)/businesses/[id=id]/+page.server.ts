import { BRANCH_GROUP_LABELS, nameBranch } from '$i18n/branches';
import { offerWords } from '$i18n/offer-words';
import { can } from '$lib/domain/access';
import { toWallTime } from '$lib/domain/opening-hours';
import { getBusiness } from '$lib/server/business/business';
import { readOpening } from '$lib/server/business/opening';
import { getQuarter } from '$lib/server/quarter';
import { guard } from '$lib/server/http/errors';
import { readKnown, withKnowledge } from '$lib/server/http/known';
import { offerReader } from '$lib/server/http/offer-reader';
import { viewDate } from '$lib/server/http/view-date';
import { describeBusiness } from '$lib/server/offer-format/business-json-ld';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const businessId = Number(event.params.id);
  const business = await guard(() =>
    withKnowledge(event, (context) => getBusiness(context, businessId, viewDate(event)))
  );
  const { settings } = await guard(() => getQuarter(event.locals.context));
  const { branch, openingHours } = business;
  const opening =
    openingHours === null
      ? null
      : readOpening(openingHours, settings.holidays, toWallTime(new Date(), settings.timeZone));
  const branchName = branch && (nameBranch(branch) ?? BRANCH_GROUP_LABELS.other());
  const mayEdit = readKnown(event).on === null && can(event.locals.context.actor, 'business:change', { businessId });
  const jsonLd = await guard(() =>
    describeBusiness(event.locals.context, businessId, offerReader(event.request, offerWords()))
  );
  return { business, opening, branchName, mayEdit, jsonLd };
};
