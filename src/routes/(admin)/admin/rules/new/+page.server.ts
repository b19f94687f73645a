import { redirect } from '@sveltejs/kit';
import { assertCapable } from '$lib/server/authorise';
import { guard } from '$lib/server/http/errors';
import { openForm } from '$lib/server/http/form-reader';
import { saveRecord } from '$lib/server/http/record-form';
import { getQuarter } from '$lib/server/quarter';
import { addRule } from '$lib/server/use-plan/plan-rule';
import { pageHref } from '$lib/ui/view/links';
import { readRuleInput, typingActions } from '../rule-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { context } }) =>
  guard(async () => {
    assertCapable(context, 'rule:change');
  });

export const actions: Actions = {
  ...typingActions,
  save: async ({ request, locals: { context } }) => {
    const form = openForm(await request.formData(), context.locale);
    const { settings } = await getQuarter(context);
    const input = readRuleInput(form, context, settings.locales);
    const change = () => addRule(context, input);
    const outcome = await saveRecord(context, form, { key: 'save', change, capability: 'rule:change' });
    if ('saved' in outcome) redirect(303, pageHref('/admin/rules'));
    return outcome;
  }
};
