import { readSettings } from '$lib/server/db/settings';
import { guard } from '$lib/server/http/errors';
import { submit } from '$lib/server/http/refusal';
import { listOutbox, retryMail } from '$lib/server/mail/outbox';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context }, parent }) => {
  await parent();
  return { mails: await guard(() => listOutbox(context)), isSending: readSettings(process.env).mail !== null };
};

export const actions: Actions = {
  retry: async ({ locals: { context }, request }) => {
    const id = String((await request.formData()).get('id') ?? '');
    const { refused } = await submit({}, () => retryMail(context, id));
    return refused ?? { isRetried: true, issues: {}, values: {} };
  }
};
