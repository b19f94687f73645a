import { fail } from '@sveltejs/kit';
import { listOfficeRecords, listStepRecords } from '$lib/server/guide/guide-record';
import { moveGuideStep, showGuideStep, type StepClaim } from '$lib/server/guide/guide-change';
import type { Changed } from '$lib/server/change/audit';
import type { ServiceContext } from '$lib/server/context';
import { submitChange } from '$lib/server/http/change-form';
import { guard } from '$lib/server/http/errors';
import { openForm, type FormReader } from '$lib/server/http/form-reader';
import { getQuarter } from '$lib/server/quarter';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { context } }) =>
  guard(async () => {
    const { settings } = await getQuarter(context);
    const [steps, offices] = await Promise.all([
      listStepRecords(context, settings.locales.slice(1)),
      listOfficeRecords(context)
    ]);
    return { steps, offices };
  });

export const actions: Actions = {
  up: ({ request, locals: { context } }) =>
    onStep(context, request, (step) => moveGuideStep(context, { step, by: -1 })),
  down: ({ request, locals: { context } }) =>
    onStep(context, request, (step) => moveGuideStep(context, { step, by: 1 })),
  show: ({ request, locals: { context } }) =>
    onStep(context, request, (step) => showGuideStep(context, { step, isPublished: true })),
  hide: ({ request, locals: { context } }) =>
    onStep(context, request, (step) => showGuideStep(context, { step, isPublished: false }))
};

async function onStep(
  context: ServiceContext,
  request: Request,
  change: (step: StepClaim) => Promise<Changed<number>>
) {
  const form = openForm(await request.formData(), context.locale);
  const step = readClaim(form);
  const { changed, refused } = await submitChange(context, form, {
    capability: 'guide:change',
    seen: () => step.version,
    change: () => change(step)
  });
  if (refused !== null) return fail(refused.status, { issues: refused.data.issues });
  return { changed: { id: changed.result, eventId: changed.eventId } };
}

function readClaim(form: FormReader): StepClaim {
  return { id: form.require('id', form.id('id'), 0), version: form.require('version', form.integer('version'), 0) };
}
