import * as v from 'valibot';
import { mailsFrom } from '$i18n/mails';
import { normaliseEmail } from '$lib/domain/account';
import { mailPasswordReset, takeResetRequest } from '$lib/server/account/account';
import { parseForm } from '$lib/server/http/form';
import { linkOrigin } from '$lib/server/http/link-origin';
import { refuseForm, submit } from '$lib/server/http/refusal';
import { originOf } from '../enter';
import type { Actions } from './$types';

const FORM = v.object({
  email: v.pipe(
    v.string(),
    v.check((text) => normaliseEmail(text) !== null, 'email_invalid')
  )
});

export const actions: Actions = {
  default: async (event) => {
    const { context } = event.locals;
    const form = parseForm(FORM, await event.request.formData());
    if (form.issues) return refuseForm(form);
    const { email } = form.value;
    const { address } = originOf(event);
    const { refused } = await submit(form.values, () => takeResetRequest(context, { email, address }));
    if (refused) return refused;
    // Nobody waits for what happens only where there is such an account: the answer takes as long in either case.
    void mailPasswordReset(context, { email, compose: mailsFrom(linkOrigin()).passwordReset }).catch(reportFailure);
    return { sentTo: email, issues: {}, values: form.values };
  }
};

function reportFailure(error: unknown): void {
  process.stderr.write(`A link for a new password could not be made: ${String(error)}\n`);
}
