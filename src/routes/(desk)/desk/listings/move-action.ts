import { fail, type RequestEvent } from '@sveltejs/kit';
import { LISTING_STEPS, STEP_CAPABILITY } from '$lib/domain/listing-state';
import { submitChange } from '$lib/server/http/change-form';
import { openForm } from '$lib/server/http/form-reader';
import { moveListing } from '$lib/server/listing/listing-state';

/** Takes the offer `id` one step on its way: the button that was pressed names the step. */
export async function moveAction({ request, locals: { context } }: RequestEvent) {
  const form = openForm(await request.formData(), context.locale);
  const id = form.require('id', form.id('id'), 0);
  const version = form.integer('version');
  const step = form.code('step', LISTING_STEPS);
  const note = form.text('note');
  if (step === null) form.refuse('form', 'step_not_possible');
  const { changed, refused } = await submitChange(context, form, {
    capability: STEP_CAPABILITY[step ?? 'submit'],
    seen: () => version,
    change: () => moveListing(context, { listing: { id, version }, step: step ?? 'submit', note })
  });
  return refused
    ? fail(refused.status, { move: { ...refused.data, id } })
    : { moved: { id, step: step ?? 'submit', eventId: changed.eventId } };
}
