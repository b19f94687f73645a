import { error, redirect } from '@sveltejs/kit';
import { writeListingTexts } from '$i18n/listing-texts';
import { baseLocale, localizeHref } from '$i18n/paraglide/runtime';
import { can } from '$lib/domain/access';
import { beginDraft } from '$lib/domain/listing-draft';
import { submitChange } from '$lib/server/http/change-form';
import { guard } from '$lib/server/http/errors';
import { openForm } from '$lib/server/http/form-reader';
import { readIdParameter } from '$lib/server/http/id-parameter';
import { readListingDraft, readSavedAs } from '$lib/server/http/listing-form';
import { createListing } from '$lib/server/listing/listing-change';
import { readUnitToOffer } from '$lib/server/listing/unit-to-offer';
import { getQuarter } from '$lib/server/quarter';
import type { Actions, PageServerLoad } from './$types';

/** The form of a new offer, filled in from its unit in every language of the quarter. */
export const load: PageServerLoad = ({ url, locals: { context } }) =>
  guard(async () => {
    const unitId = readIdParameter(url, 'unit');
    if (unitId === null) error(404, { message: 'not_found: unit_not_found', code: 'unit_not_found' });
    const [offered, { settings }] = await Promise.all([readUnitToOffer(context, unitId), getQuarter(context)]);
    const texts = writeListingTexts(offered, settings.locales);
    const { unit, freeOn, isUnitLet, open, organisation } = offered;
    return {
      ...{ unit, isUnitLet, open, timeZone: settings.timeZone },
      otherLocales: settings.locales.filter((locale) => locale !== baseLocale),
      draft: beginDraft(
        { kind: unit.kind, freeOn },
        { today: context.today, texts, contactName: organisation?.name ?? null }
      ),
      mayPublish: can(context.actor, 'listing:publish', { buildingId: unit.building.id })
    };
  });

export const actions: Actions = {
  default: async ({ request, url, locals: { context } }) => {
    const form = openForm(await request.formData(), context.locale);
    const unitId = readIdParameter(url, 'unit') ?? 0;
    const { settings } = await getQuarter(context);
    const otherLocales = settings.locales.filter((locale) => locale !== baseLocale);
    const draft = readListingDraft(form, { otherLocales, today: context.today });
    const { changed, refused } = await submitChange(context, form, {
      capability: 'listing:change',
      seen: () => null,
      change: () => createListing(context, { unitId, draft, as: readSavedAs(form) })
    });
    if (refused) return refused;
    redirect(303, `${localizeHref(`/desk/listings/${changed.result}`)}?created=${changed.eventId}`);
  }
};
