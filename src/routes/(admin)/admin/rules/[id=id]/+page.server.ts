import { redirect } from '@sveltejs/kit';
import { guard } from '$lib/server/http/errors';
import { openForm } from '$lib/server/http/form-reader';
import { readVersion, saveRecord } from '$lib/server/http/record-form';
import { getQuarter } from '$lib/server/quarter';
import { changeRule, readRule, removeRule } from '$lib/server/use-plan/plan-rule';
import { previewRule } from '$lib/server/use-plan/rule-facts';
import { pageHref } from '$lib/ui/view/links';
import { readRuleInput, typingActions } from '../rule-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { context } }) =>
  guard(async () => {
    const record = await readRule(context, Number(params.id));
    return { record, reach: await previewRule(context, record.condition) };
  });

export const actions: Actions = {
  ...typingActions,
  save: async ({ request, params, locals: { context } }) => {
    const form = openForm(await request.formData(), context.locale);
    const { settings } = await getQuarter(context);
    const rule = { id: Number(params.id), version: readVersion(form) };
    const input = readRuleInput(form, context, settings.locales);
    const change = () => changeRule(context, { ...input, rule });
    return saveRecord(context, form, { key: 'save', change, capability: 'rule:change' });
  },
  remove: async ({ request, params, locals: { context } }) => {
    const form = openForm(await request.formData(), context.locale);
    const rule = { id: Number(params.id), version: readVersion(form) };
    const change = () => removeRule(context, rule);
    const outcome = await saveRecord(context, form, { key: 'remove', change, capability: 'rule:change' });
    if ('saved' in outcome) redirect(303, pageHref('/admin/rules'));
    return outcome;
  }
};
