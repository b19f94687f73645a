import { fail, redirect } from '@sveltejs/kit';
import { enquiryMailsFrom } from '$i18n/enquiry-mails';
import { localizeHref } from '$i18n/paraglide/runtime';
import {
  answerViewing,
  deleteOwnEnquiry,
  getOwnEnquiry,
  withdrawEnquiry,
  writeMessage
} from '$lib/server/enquiry/own-enquiry';
import { linkOrigin } from '$lib/server/http/link-origin';
import { openPrivate } from '$lib/server/http/private-page';
import { submit } from '$lib/server/http/refusal';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params } = event;
  return {
    own: await openPrivate(event, () => getOwnEnquiry(locals.context, params.secret)),
    calendarHref: localizeHref(`/viewings/${params.secret}.ics`)
  };
};

type Part = 'reply' | 'viewing' | 'end';

/** What one of the forms does; the secret in the address is the proof. Says which form it was and what it has done. */
function own(part: Part, done: string, act: (event: RequestEvent, typed: Typed) => Promise<void>) {
  return async (event: RequestEvent) => {
    const data = await event.request.formData();
    const textOf = (name: string) => String(data.get(name) ?? '').trim();
    const values = { text: textOf('text').slice(0, 20_000), viewing: textOf('viewing').slice(0, 40) };
    const { refused } = await submit(values, () => act(event, { ...values, text: textOf('text') }));
    if (refused) return fail(refused.status, { part, done: null, ...refused.data });
    return { part, done, issues: {}, values: {} };
  };
}

interface Typed {
  readonly text: string;
  readonly viewing: string;
}

const openOwn = ({ params, locals: { context } }: RequestEvent) => ({
  context,
  own: { secret: params.secret, mails: enquiryMailsFrom(linkOrigin()) }
});

export const actions: Actions = {
  reply: own('reply', 'replied', (event, { text }) => {
    const { context, own: change } = openOwn(event);
    return writeMessage(context, { ...change, text });
  }),
  accept: own('viewing', 'accepted', (event, { text, viewing: viewingId }) => {
    const { context, own: change } = openOwn(event);
    return answerViewing(context, { ...change, viewingId, state: 'confirmed', text });
  }),
  cancel: own('viewing', 'cancelled', (event, { text, viewing: viewingId }) => {
    const { context, own: change } = openOwn(event);
    return answerViewing(context, { ...change, viewingId, state: 'cancelled', text });
  }),
  withdraw: own('end', 'withdrawn', (event) => {
    const { context, own: change } = openOwn(event);
    return withdrawEnquiry(context, change);
  }),
  delete: async (event) => {
    const { context, own: change } = openOwn(event);
    const { refused } = await submit({}, () => deleteOwnEnquiry(context, change));
    if (refused) return fail(refused.status, { part: 'end' as const, done: null, ...refused.data });
    redirect(303, localizeHref('/enquiries/deleted'));
  }
};
