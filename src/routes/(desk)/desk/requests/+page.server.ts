import { fail } from '@sveltejs/kit';
import { enquiryMailsFrom } from '$i18n/enquiry-mails';
import { requestMailsFrom } from '$i18n/request-mails';
import { guard } from '$lib/server/http/errors';
import { linkOrigin } from '$lib/server/http/link-origin';
import { submit } from '$lib/server/http/refusal';
import { getQuarter } from '$lib/server/quarter';
import { finishCounselling, listRequests, takeCounselling } from '$lib/server/request/request-desk';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { context } }) =>
  guard(async () => {
    const [desk, { settings }] = await Promise.all([listRequests(context), getQuarter(context)]);
    return { ...desk, k: settings.parameters.disclosureK, timeZone: settings.timeZone };
  });

/** Which entry of the list a button is of. */
async function readEntry(request: Request) {
  const data = await request.formData();
  const kind = data.get('kind') === 'enquiry' ? ('enquiry' as const) : ('request' as const);
  return { kind, id: String(data.get('id') ?? '') };
}

export const actions: Actions = {
  take: async ({ locals: { context }, request }) => {
    const { kind, id } = await readEntry(request);
    const origin = linkOrigin();
    const mails = { ...requestMailsFrom(origin), ...enquiryMailsFrom(origin) };
    const { refused } = await submit({}, () => takeCounselling(context, { kind, id, mails }));
    return refused ? fail(refused.status, { done: null, ...refused.data }) : { done: 'taken', issues: {}, values: {} };
  },
  finish: async ({ locals: { context }, request }) => {
    const entry = await readEntry(request);
    const { refused } = await submit({}, () => finishCounselling(context, entry));
    return refused
      ? fail(refused.status, { done: null, ...refused.data })
      : { done: 'finished', issues: {}, values: {} };
  }
};
