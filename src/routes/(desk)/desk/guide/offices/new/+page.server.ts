import { redirect } from '@sveltejs/kit';
import { pageHref } from '$lib/ui/view/links';
import { assertCapable } from '$lib/server/authorise';
import { addOffice } from '$lib/server/guide/office-change';
import { guard } from '$lib/server/http/errors';
import { openForm } from '$lib/server/http/form-reader';
import { saveRecord } from '$lib/server/http/record-form';
import { getQuarter } from '$lib/server/quarter';
import { readOffice } from '../../office-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { context } }) =>
  guard(async () => {
    assertCapable(context, 'guide:change');
    const { settings } = await getQuarter(context);
    return { locales: settings.locales, timeZone: settings.timeZone };
  });

export const actions: Actions = {
  default: async ({ request, locals: { context } }) => {
    const form = openForm(await request.formData(), context.locale);
    const { settings } = await getQuarter(context);
    const office = readOffice(form, settings.locales);
    const change = () => addOffice(context, office);
    const outcome = await saveRecord(context, form, { key: 'office', change, capability: 'guide:change' });
    if ('saved' in outcome) redirect(303, pageHref('/desk/guide'));
    return outcome;
  }
};
