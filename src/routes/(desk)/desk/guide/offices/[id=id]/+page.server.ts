import { redirect } from '@sveltejs/kit';
import { pageHref } from '$lib/ui/view/links';
import { changeOffice, removeOffice } from '$lib/server/guide/office-change';
import { readOfficeRecord } from '$lib/server/guide/guide-record';
import { guard } from '$lib/server/http/errors';
import { openForm } from '$lib/server/http/form-reader';
import { readVersion, saveRecord } from '$lib/server/http/record-form';
import { getQuarter } from '$lib/server/quarter';
import { readOffice } from '../../office-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { context } }) =>
  guard(async () => {
    const { settings } = await getQuarter(context);
    const record = await readOfficeRecord(context, Number(params.id));
    return { record, locales: settings.locales, timeZone: settings.timeZone };
  });

export const actions: Actions = {
  save: async ({ request, params, locals: { context } }) => {
    const form = openForm(await request.formData(), context.locale);
    const { settings } = await getQuarter(context);
    const office = { id: Number(params.id), version: readVersion(form) };
    const input = readOffice(form, settings.locales);
    const change = () => changeOffice(context, { ...input, office });
    return saveRecord(context, form, { key: 'save', change, capability: 'guide:change' });
  },
  remove: async ({ request, params, locals: { context } }) => {
    const form = openForm(await request.formData(), context.locale);
    const office = { id: Number(params.id), version: readVersion(form) };
    const change = () => removeOffice(context, office);
    const outcome = await saveRecord(context, form, { key: 'remove', change, capability: 'guide:change' });
    if ('saved' in outcome) redirect(303, pageHref('/desk/guide'));
    return outcome;
  }
};
