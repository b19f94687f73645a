import { redirect } from '@sveltejs/kit';
import { writeMeasureTexts, writeOfferTexts } from '$i18n/follow-up-texts';
import { localizeHref } from '$i18n/paraglide/runtime';
import { can } from '$lib/domain/access';
import { isCode } from '$lib/domain/codes';
import { HOUSE_MEASURES } from '$lib/domain/plan/plan-follow-up';
import { guard } from '$lib/server/http/errors';
import { submit } from '$lib/server/http/refusal';
import { openForm } from '$lib/server/http/form-reader';
import { readIdParameter } from '$lib/server/http/id-parameter';
import { getQuarter } from '$lib/server/quarter';
import { startListing, startMeasure, type Begun } from '$lib/server/use-plan/plan-follow-up';
import { readPlanRealisation } from '$lib/server/use-plan/plan-realisation';
import { undoAction } from '../../../../(desk)/undo-action';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const KINDS = ['listing', 'measure'] as const;
type Kind = (typeof KINDS)[number];

/** How far a plan is real; `begun`, `target` and `event` say what a press has just led to. */
export const load: PageServerLoad = ({ params, url, locals: { context } }) =>
  guard(async () => {
    const sheet = await readPlanRealisation(context, Number(params.id));
    const kind = url.searchParams.get('begun');
    const targetId = readIdParameter(url, 'target');
    const isBegun = isCode(KINDS, kind) && sheet.rows.some((row) => row.targetId === targetId);
    return {
      sheet,
      today: context.today,
      mayChange: can(context.actor, 'plan:change'),
      begun: isBegun
        ? { kind, targetId, id: readIdParameter(url, 'record'), eventId: readIdParameter(url, 'event') }
        : null
    };
  });

export const actions: Actions = {
  listing: (event) =>
    begin(event, 'listing', async (targetId) => {
      const { context } = event.locals;
      const { settings } = await getQuarter(context);
      return startListing(context, {
        targetId,
        textsOf: (target, offered) => writeOfferTexts(target, offered, settings.locales)
      });
    }),
  measure: (event) =>
    begin(event, 'measure', async (targetId, type) => {
      const { context } = event.locals;
      const { settings } = await getQuarter(context);
      return startMeasure(context, {
        ...{ targetId, type },
        textsOf: (target) => writeMeasureTexts(target, type, settings.locales)
      });
    }),
  undo: undoAction
};

/** Begins something and comes back to the target, so that what was begun is seen there and reloading begins nothing. */
async function begin(
  { request, params, locals: { context } }: RequestEvent,
  kind: Kind,
  start: (targetId: number, type: (typeof HOUSE_MEASURES)[number]) => Promise<Begun>
) {
  const form = openForm(await request.formData(), context.locale);
  const targetId = form.require('target', form.id('target'), 0);
  const type = form.code('type', HOUSE_MEASURES) ?? 'renovation';
  const { result, refused } = await submit(form.values, () => start(targetId, type));
  if (refused) return refused;
  const search = new URLSearchParams({ begun: kind, target: String(targetId), record: String(result.id) });
  if (result.eventId !== null) search.set('event', String(result.eventId));
  redirect(303, `${localizeHref(`/plans/${params.id}/progress`)}?${search.toString()}#target-${targetId}`);
}
