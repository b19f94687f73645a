import { fail, redirect } from '@sveltejs/kit';
import { enquiryMailsFrom } from '$i18n/enquiry-mails';
import { localizeHref } from '$i18n/paraglide/runtime';
import { answerEnquiry, deleteEnquiry, noteEnquiry, setState } from '$lib/server/enquiry/enquiry-answer';
import { getEnquiry } from '$lib/server/enquiry/enquiry-desk';
import { endViewing, proposeViewing } from '$lib/server/enquiry/viewing';
import { guard } from '$lib/server/http/errors';
import { linkOrigin } from '$lib/server/http/link-origin';
import { submit } from '$lib/server/http/refusal';
import { getQuarter } from '$lib/server/quarter';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ params, locals: { context } }) =>
  guard(async () => {
    const [enquiry, { settings }] = await Promise.all([getEnquiry(context, params.id), getQuarter(context)]);
    return { enquiry, timeZone: settings.timeZone };
  });

type Part = 'answer' | 'note' | 'state' | 'viewing' | 'end' | 'delete';
const FIELDS = ['text', 'note', 'state', 'day', 'time', 'duration', 'place', 'viewing'] as const;
type Typed = Readonly<Record<(typeof FIELDS)[number], string>>;

/** One form of the page: which one it was, and what it has done or why not. Nothing typed is lost. */
function part(name: Part, act: (event: RequestEvent, typed: Typed) => Promise<void>) {
  return async (event: RequestEvent) => {
    const data = await event.request.formData();
    const typed = Object.fromEntries(FIELDS.map((field) => [field, String(data.get(field) ?? '').trim()])) as Typed;
    const { refused } = await submit(typed, () => act(event, typed));
    if (refused) return fail(refused.status, { part: name, isDone: false, ...refused.data });
    return { part: name, isDone: true, issues: {}, values: {} };
  };
}

const mails = () => enquiryMailsFrom(linkOrigin());

export const actions: Actions = {
  answer: part('answer', ({ locals: { context }, params: { id } }, { text, state }) =>
    answerEnquiry(context, { id, text, state: state || null, mails: mails() })
  ),
  note: part('note', ({ locals: { context }, params: { id } }, { note: text }) => noteEnquiry(context, { id, text })),
  state: part('state', ({ locals: { context }, params: { id } }, { state }) => setState(context, { id, state })),
  propose: part('viewing', ({ locals: { context }, params: { id } }, { day, time, duration, place, text }) =>
    proposeViewing(context, {
      ...{ enquiryId: id, day, time, durationMinutes: Number(duration), place, text },
      mails: mails()
    })
  ),
  endViewing: part('end', ({ locals: { context }, params: { id } }, { viewing: viewingId, state, text }) =>
    endViewing(context, { enquiryId: id, viewingId, state, text, mails: mails() })
  ),
  delete: async (event) => {
    const { locals, params } = event;
    const { refused } = await submit({}, () => deleteEnquiry(locals.context, params.id));
    if (refused) return fail(refused.status, { part: 'delete' as const, isDone: false, ...refused.data });
    redirect(303, localizeHref('/desk/enquiries'));
  }
};
