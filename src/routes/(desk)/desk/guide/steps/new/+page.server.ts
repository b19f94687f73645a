import { redirect } from '@sveltejs/kit';
import { pageHref } from '$lib/ui/view/links';
import { assertCapable } from '$lib/server/authorise';
import { addGuideStep } from '$lib/server/guide/guide-change';
import { listOfficeRecords } from '$lib/server/guide/guide-record';
import { guard } from '$lib/server/http/errors';
import { openForm } from '$lib/server/http/form-reader';
import { saveRecord } from '$lib/server/http/record-form';
import { getQuarter } from '$lib/server/quarter';
import { readStep } from '../../step-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { context } }) =>
  guard(async () => {
    assertCapable(context, 'guide:change');
    const { settings } = await getQuarter(context);
    return { offices: await listOfficeRecords(context), locales: settings.locales, timeZone: settings.timeZone };
  });

export const actions: Actions = {
  default: async ({ request, locals: { context } }) => {
    const form = openForm(await request.formData(), context.locale);
    const { settings } = await getQuarter(context);
    const step = readStep(form, settings.locales);
    const change = () => addGuideStep(context, step);
    const outcome = await saveRecord(context, form, { key: 'step', change, capability: 'guide:change' });
    if ('saved' in outcome) redirect(303, pageHref('/desk/guide'));
    return outcome;
  }
};
