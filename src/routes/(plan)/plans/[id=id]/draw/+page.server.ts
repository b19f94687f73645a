import { error, redirect } from '@sveltejs/kit';
import { signInHref } from '$i18n/sign-in';
import { can } from '$lib/domain/access';
import { refuse } from '$lib/domain/refusal';
import { loadFocus } from '$lib/server/focus/focus';
import { guard } from '$lib/server/http/errors';
import { readPlan } from '$lib/server/use-plan/plan-content';
import { readRuleGround } from '$lib/server/use-plan/rule-facts';
import type { PageServerLoad } from './$types';

/** A draft to draw on. What is no draft any more cannot be drawn on (409). */
export const load: PageServerLoad = async ({ locals: { context }, params, parent, url, setHeaders }) => {
  if (!can(context.actor, 'plan:change')) {
    if (context.actor.account === null) redirect(303, signInHref(url));
    error(403, { message: 'forbidden: role_needed', code: 'role_needed' });
  }
  setHeaders({ 'x-robots-tag': 'noindex' });
  const plan = await guard(async () => {
    const read = await readPlan(context, Number(params.id));
    if (read.status !== 'draft') throw refuse('plan_is_frozen');
    return read;
  });
  const { focus: shown } = await parent();
  const { blockId } = plan;
  const [ground, focus] = await guard(() =>
    Promise.all([
      readRuleGround(context, plan.id),
      blockId === null || blockId === shown.block?.id ? shown : loadFocus(context, { block: blockId })
    ])
  );
  return { plan, ground, focus };
};
