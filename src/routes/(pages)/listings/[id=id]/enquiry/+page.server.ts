import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { enquiryMailsFrom } from '$i18n/enquiry-mails';
import { localizeHref } from '$i18n/paraglide/runtime';
import { counsellingMailsFrom } from '$i18n/request-mails';
import { isCode, USE_CLASSES } from '$lib/domain/codes';
import { normalisePhone } from '$lib/domain/public-form';
import { getEnquiryOffer, sendEnquiry } from '$lib/server/enquiry/enquiry';
import { guard } from '$lib/server/http/errors';
import { linkOrigin } from '$lib/server/http/link-origin';
import { issueStamp } from '$lib/server/http/public-form';
import { submit } from '$lib/server/http/refusal';
import {
  CONSENT_FIELD,
  EMAIL_FIELD,
  NAME_FIELD,
  PHONE_FIELD,
  receiveSeekerForm,
  refuseSeeker,
  TEXT_FIELD
} from '$lib/server/http/seeker-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { context }, params }) =>
  guard(async () => ({
    ...(await getEnquiryOffer(context, Number(params.id))),
    stamp: await issueStamp(context, 'enquiry')
  }));

const FORM = v.object({
  name: NAME_FIELD,
  email: EMAIL_FIELD,
  phone: PHONE_FIELD,
  use: v.string(),
  message: TEXT_FIELD,
  counsellingLanguage: v.string(),
  counsellingConsent: v.string(),
  consent: CONSENT_FIELD
});

export const actions: Actions = {
  default: async (event) => {
    const { context } = event.locals;
    const form = await receiveSeekerForm(event, 'enquiry', FORM);
    if (form.refused) return form.refused;
    const { name, email, phone, use, message: text, counsellingLanguage } = form.value;
    const origin = linkOrigin();
    const { refused: notSent } = await submit(form.values, () =>
      sendEnquiry(context, {
        ...{ listingId: Number(event.params.id), name, email, text },
        phone: normalisePhone(phone),
        use: isCode(USE_CLASSES, use) ? use : null,
        counsellingLanguage: counsellingLanguage || null,
        address: event.getClientAddress(),
        mails: { ...enquiryMailsFrom(origin), ...counsellingMailsFrom(origin) }
      })
    );
    if (notSent) return refuseSeeker(notSent.status, { ...notSent.data, stamp: form.stamp });
    redirect(303, localizeHref(`/listings/${event.params.id}/enquiry/sent`));
  }
};
