import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';
import { mailsFrom } from '$i18n/mails';
import { localizeHref } from '$i18n/paraglide/runtime';
import { signInHref } from '$i18n/sign-in';
import { reachOf } from '$lib/domain/access';
import { normaliseName, type OwnPart } from '$lib/domain/account';
import { changePassword, changeProfile, getOwnAccount } from '$lib/server/account/account';
import { describeSecondFactor } from '$lib/server/auth/second-factor';
import { endListedSession, endSessions } from '$lib/server/auth/session';
import { guard } from '$lib/server/http/errors';
import { parseForm } from '$lib/server/http/form';
import { linkOrigin } from '$lib/server/http/link-origin';
import { refuseForm, submit, type RefusedForm } from '$lib/server/http/refusal';
import { clearSessionCookie } from '$lib/server/http/session-cookie';
import { getQuarter } from '$lib/server/quarter';
import { changeSpokenLanguages, readSpokenLanguages } from '$lib/server/request/counselling';
import { beginSecondFactor, confirmSecondFactor, endSecondFactor } from '$lib/server/account/second-factor';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { context, session }, url }) => {
  if (session === null) redirect(303, signInHref(url));
  const { sessions, pendingSecondFactor, ...own } = await guard(() => getOwnAccount(context));
  const { settings } = await getQuarter(context);
  return {
    own,
    // Null for accounts that counsel nobody.
    languages: reachOf(context.actor, 'request:read') === 'none' ? null : await readSpokenLanguages(context),
    roles: session.actor.roles.filter((role) => role !== 'public'),
    locales: settings.locales,
    timeZone: settings.timeZone,
    pending:
      pendingSecondFactor === null
        ? null
        : { secret: pendingSecondFactor, uri: describeSecondFactor(pendingSecondFactor, own.email) },
    // The id of a session is a hash; it opens nothing.
    sessions: sessions.map((one) => ({ ...one, isThis: one.id === session.id }))
  };
};

type Session = NonNullable<RequestEvent['locals']['session']>;

/** An action of whoever is signed in: others go and sign in first, and nothing is done. */
function own<T>(act: (event: RequestEvent, session: Session, data: FormData) => Promise<T>) {
  return async (event: RequestEvent): Promise<T> => {
    const { session } = event.locals;
    if (session === null) redirect(303, signInHref(event.url));
    return act(event, session, await event.request.formData());
  };
}

/** What a form of this page answers: which one it was, and what it has done or why not. */
const answer = (part: OwnPart, refused: ActionFailure<RefusedForm> | null) =>
  refused === null
    ? { part, isDone: true, issues: {}, values: {} }
    : fail(refused.status, { ...refused.data, part, isDone: false });

const PROFILE = v.object({
  name: v.pipe(
    v.string(),
    v.check((text) => normaliseName(text) !== null, 'name_invalid')
  ),
  locale: v.string()
});

const textOf = (data: FormData, name: string): string => String(data.get(name) ?? '');

export const actions: Actions = {
  profile: own(async ({ locals: { context } }, _session, data) => {
    const form = parseForm(PROFILE, data);
    if (form.issues) return answer('profile', refuseForm(form));
    const { refused } = await submit(form.values, () => changeProfile(context, form.value));
    return answer('profile', refused);
  }),
  languages: own(async ({ locals: { context } }, _session, data) => {
    const { refused } = await submit({}, () => changeSpokenLanguages(context, data.getAll('languages').map(String)));
    return answer('languages', refused);
  }),
  password: own(async ({ locals: { context } }, session, data) => {
    const { refused } = await submit({}, () =>
      changePassword(context, {
        oldPassword: textOf(data, 'oldPassword'),
        password: textOf(data, 'password'),
        sessionId: session.id,
        compose: mailsFrom(linkOrigin()).passwordChanged
      })
    );
    return answer('password', refused);
  }),
  beginSecondFactor: own(async ({ locals: { context } }) => {
    const { refused } = await submit({}, () => beginSecondFactor(context));
    return answer('secondFactor', refused);
  }),
  confirmSecondFactor: own(async ({ locals: { context } }, _session, data) => {
    const { refused } = await submit({}, () => confirmSecondFactor(context, textOf(data, 'code')));
    return answer('secondFactor', refused);
  }),
  endSecondFactor: own(async ({ locals: { context } }, _session, data) => {
    const { refused } = await submit({}, () => endSecondFactor(context, textOf(data, 'oldPassword')));
    return answer('secondFactor', refused);
  }),
  endSession: own(async ({ locals: { context } }, { viewer }, data) => {
    await endListedSession(context, viewer.accountId, textOf(data, 'id'));
    return answer('session', null);
  }),
  signOutEverywhere: own(async (event, { viewer }) => {
    await endSessions(event.locals.context, viewer.accountId);
    clearSessionCookie(event);
    redirect(303, localizeHref('/sign-in'));
  })
};
