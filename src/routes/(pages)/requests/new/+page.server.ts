import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { localizeHref } from '$i18n/paraglide/runtime';
import { requestMailsFrom } from '$i18n/request-mails';
import { readCriteria } from '$lib/domain/request-query';
import { linkOrigin } from '$lib/server/http/link-origin';
import { issueStamp } from '$lib/server/http/public-form';
import { submit } from '$lib/server/http/refusal';
import {
  CONSENT_FIELD,
  EMAIL_FIELD,
  OWN_NAME_FIELD,
  receiveSeekerForm,
  refuseSeeker,
  WORDS_FIELD
} from '$lib/server/http/seeker-form';
import { createRequest, getRequestTerms } from '$lib/server/request/request';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context }, url }) => ({
  criteria: readCriteria(url.searchParams),
  // Who comes for counselling gets it offered first.
  isForCounselling: url.searchParams.get('counselling') === '1',
  locale: context.locale,
  ...(await getRequestTerms(context)),
  stamp: await issueStamp(context, 'request')
});

const FORM = v.object({
  email: EMAIL_FIELD,
  name: OWN_NAME_FIELD,
  message: WORDS_FIELD,
  locale: v.string(),
  alerts: v.string(),
  counsellingLanguage: v.string(),
  counsellingConsent: v.string(),
  consent: CONSENT_FIELD
});

export const actions: Actions = {
  default: async (event) => {
    const { locals, url } = event;
    const form = await receiveSeekerForm(event, 'request', FORM);
    if (form.refused) return form.refused;
    const criteria = readCriteria(url.searchParams);
    if (criteria === null) redirect(303, localizeHref('/requests/new?idea=1'));
    const { email, name, message: text, locale, alerts, counsellingLanguage } = form.value;
    const { refused: notStored } = await submit(form.values, () =>
      createRequest(locals.context, {
        ...{ criteria, email, name, text, locale, wantsAlerts: alerts !== '' },
        counsellingLanguage: counsellingLanguage || null,
        address: event.getClientAddress(),
        mails: requestMailsFrom(linkOrigin())
      })
    );
    if (notStored) return refuseSeeker(notStored.status, { ...notStored.data, stamp: form.stamp });
    redirect(303, localizeHref('/requests/sent'));
  }
};
