import { fail } from '@sveltejs/kit';
import { consultationMailsFrom } from '$i18n/consultation-mails';
import { isCode } from '$lib/domain/codes';
import { readId } from '$lib/domain/id-list';
import { COMMENT_VIEWS } from '$lib/domain/plan/plan-comment';
import { listDeskComments } from '$lib/server/consultation/comment-desk';
import {
  answerComments,
  publishComments,
  rejectComments,
  type ChosenComments
} from '$lib/server/consultation/comment-moderation';
import { guard } from '$lib/server/http/errors';
import { readPageParameter } from '$lib/server/http/id-parameter';
import { linkOrigin } from '$lib/server/http/link-origin';
import { submit } from '$lib/server/http/refusal';
import { getQuarter } from '$lib/server/quarter';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { context } }) =>
  guard(async () => {
    const asked = url.searchParams.get('view');
    const view = isCode(COMMENT_VIEWS, asked) ? asked : 'received';
    const [desk, { settings }] = await Promise.all([
      listDeskComments(context, { planId: Number(params.id), view, page: readPageParameter(url) }),
      getQuarter(context)
    ]);
    return { desk, view, timeZone: settings.timeZone };
  });

type Part = 'publish' | 'reject' | 'answer';
const FIELDS = ['reason', 'outcome', 'reply'] as const;
type Typed = Readonly<Record<(typeof FIELDS)[number], string>>;

/** One step for what was ticked, or for the one comment whose own button was pressed. Nothing typed is lost. */
function step(part: Part, act: (event: RequestEvent, chosen: ChosenComments, typed: Typed) => Promise<number>) {
  return async (event: RequestEvent) => {
    const data = await event.request.formData();
    const ids = data.getAll('ids').flatMap((text) => readId(String(text)) ?? []);
    const typed = Object.fromEntries(FIELDS.map((field) => [field, String(data.get(field) ?? '').trim()])) as Typed;
    const values = { ...typed, ids: ids.join() };
    const chosen = { planId: Number(event.params.id), ids };
    const { result: count, refused } = await submit(values, () => act(event, chosen, typed));
    if (refused) return fail(refused.status, { part, count: null, ...refused.data });
    return { part, count, issues: {}, values: {} };
  };
}

const mails = () => consultationMailsFrom(linkOrigin());

export const actions: Actions = {
  publish: step('publish', ({ locals: { context } }, chosen) => publishComments(context, chosen)),
  reject: step('reject', ({ locals: { context } }, chosen, { reason }) =>
    rejectComments(context, { ...chosen, reason, mails: mails() })
  ),
  answer: step('answer', ({ locals: { context } }, chosen, { outcome, reply }) =>
    answerComments(context, { ...chosen, outcome, reply, mails: mails() })
  )
};
