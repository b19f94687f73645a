import { guard } from '$lib/server/http/errors';
import { openForm } from '$lib/server/http/form-reader';
import { readVersion, saveRecord } from '$lib/server/http/record-form';
import { getQuarter } from '$lib/server/quarter';
import { changePlanRatio, listRatioRecords } from '$lib/server/use-plan/plan-ratio';
import { undoAction } from '../../../undo-action';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { context } }) =>
  guard(async () => {
    const ratios = await listRatioRecords(context);
    const { settings } = await getQuarter(context);
    return { ratios, timeZone: settings.timeZone };
  });

export const actions: Actions = {
  save: async ({ request, locals: { context } }) => {
    const form = openForm(await request.formData(), context.locale);
    const id = form.require('ratio', form.id('ratio'), 0);
    const ratio = { id, version: readVersion(form) };
    const facts = {
      value: form.require('value', form.number('value'), 0),
      citation: form.require('citation', form.text('citation', 500), ''),
      link: form.text('link', 300),
      isAssumption: form.flag('isAssumption')
    };
    const key = `ratio ${id}`;
    const outcome = await saveRecord(context, form, {
      ...{ key, capability: 'plan:change' },
      change: () => changePlanRatio(context, { ratio, facts })
    });
    return 'saved' in outcome ? { ...outcome, key } : outcome;
  },
  undo: undoAction
};
