import { fail } from '@sveltejs/kit';
import type { Changed } from '$lib/server/change/audit';
import type { ServiceContext } from '$lib/server/context';
import { submitChange } from '$lib/server/http/change-form';
import { guard } from '$lib/server/http/errors';
import { openForm } from '$lib/server/http/form-reader';
import { listRules, switchRule, type RuleClaim } from '$lib/server/use-plan/plan-rule';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { context } }) =>
  guard(async () => ({ rules: await listRules(context) }));

export const actions: Actions = {
  on: ({ request, locals: { context } }) =>
    onRule(context, request, (rule) => switchRule(context, { rule, isActive: true })),
  off: ({ request, locals: { context } }) =>
    onRule(context, request, (rule) => switchRule(context, { rule, isActive: false }))
};

async function onRule(
  context: ServiceContext,
  request: Request,
  change: (rule: RuleClaim) => Promise<Changed<number>>
) {
  const form = openForm(await request.formData(), context.locale);
  const rule = {
    id: form.require('id', form.id('id'), 0),
    version: form.require('version', form.integer('version'), 0)
  };
  const { changed, refused } = await submitChange(context, form, {
    capability: 'rule:change',
    seen: () => rule.version,
    change: () => change(rule)
  });
  if (refused !== null) return fail(refused.status, { issues: refused.data.issues });
  return { changed: { id: changed.result, eventId: changed.eventId } };
}
