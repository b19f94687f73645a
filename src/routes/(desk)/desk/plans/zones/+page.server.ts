import { SURVEY_METHODS } from '$lib/domain/codes';
import { ZONE_BASES, ZONE_TYPES } from '$lib/domain/plan-codes';
import { guard } from '$lib/server/http/errors';
import { openForm } from '$lib/server/http/form-reader';
import { readVersion, saveRecord } from '$lib/server/http/record-form';
import { getQuarter } from '$lib/server/quarter';
import { changeZone, listZones } from '$lib/server/use-plan/zone';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { context } }) =>
  guard(async () => {
    const zones = await listZones(context);
    const { settings } = await getQuarter(context);
    return { zones, timeZone: settings.timeZone };
  });

export const actions: Actions = {
  default: async ({ request, locals: { context } }) => {
    const form = openForm(await request.formData(), context.locale);
    const id = form.require('block', form.id('block'), 0);
    const change = {
      block: { id, version: readVersion(form) },
      zone: {
        type: form.code('type', ZONE_TYPES),
        basis: form.code('basis', ZONE_BASES),
        isConsentArea: form.choice('consent')
      },
      method: form.require('method', form.code('method', SURVEY_METHODS), 'other'),
      note: form.text('note', 500)
    };
    const outcome = await saveRecord(context, form, {
      ...{ key: `block ${id}`, capability: 'plan:change' },
      change: () => changeZone(context, change)
    });
    return 'saved' in outcome ? { ...outcome, key: `block ${id}` } : outcome;
  }
};
