import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { consultationMailsFrom } from '$i18n/consultation-mails';
import { localizeHref } from '$i18n/paraglide/runtime';
import { can } from '$lib/domain/access';
import { isCode } from '$lib/domain/codes';
import { MAX_COMMENT_LENGTH } from '$lib/domain/plan/consultation';
import { OUTCOME_CHOICES, readSubject, writeSubject, type CommentSubject } from '$lib/domain/plan/plan-comment';
import { getConsultation } from '$lib/server/consultation/comment-list';
import { sendComment } from '$lib/server/consultation/comment';
import { guard } from '$lib/server/http/errors';
import { readPageParameter } from '$lib/server/http/id-parameter';
import { linkOrigin } from '$lib/server/http/link-origin';
import { issueStamp } from '$lib/server/http/public-form';
import { submit } from '$lib/server/http/refusal';
import {
  CONSENT_FIELD,
  OWN_EMAIL_FIELD,
  OWN_NAME_FIELD,
  receiveSeekerForm,
  refuseSeeker,
  textField
} from '$lib/server/http/seeker-form';
import type { Actions, PageServerLoad } from './$types';

/** `?unit=12` and `?area=<uuid>` lead from a unit or an area of the plan, `?about=` from the choice on the page. */
function readAbout({ searchParams }: URL): CommentSubject | null {
  const about = searchParams.get('about');
  if (about !== null) return readSubject(about);
  const unit = searchParams.get('unit');
  return readSubject(unit === null ? `area-${searchParams.get('area') ?? ''}` : `unit-${unit}`);
}

export const load: PageServerLoad = ({ locals: { context }, params, url }) =>
  guard(async () => {
    const subject = readAbout(url);
    const asked = url.searchParams.get('outcome');
    const outcome = isCode(OUTCOME_CHOICES, asked) ? asked : null;
    const choice = { subject, outcome, page: readPageParameter(url) };
    const consultation = await getConsultation(context, Number(params.id), choice);
    return {
      consultation,
      mayChange: can(context.actor, 'plan:change'),
      about: subject === null ? '' : writeSubject(subject),
      outcome: outcome ?? '',
      stamp: consultation.phase === 'open' ? await issueStamp(context, 'comment') : null
    };
  });

const FORM = v.object({
  about: v.string(),
  text: textField(MAX_COMMENT_LENGTH),
  name: OWN_NAME_FIELD,
  email: OWN_EMAIL_FIELD,
  consent: CONSENT_FIELD
});

export const actions: Actions = {
  default: async (event) => {
    const { context } = event.locals;
    const form = await receiveSeekerForm(event, 'comment', FORM);
    if (form.refused) return form.refused;
    const { about, text, name, email } = form.value;
    const { result: secret, refused } = await submit(form.values, () =>
      sendComment(context, {
        ...{ planId: Number(event.params.id), subject: readSubject(about), text, name, email },
        address: event.getClientAddress(),
        mails: consultationMailsFrom(linkOrigin())
      })
    );
    if (refused) return refuseSeeker(refused.status, { ...refused.data, stamp: form.stamp });
    redirect(303, localizeHref(`/comments/${secret}?sent=yes`));
  }
};
