import { fail, type RequestEvent } from '@sveltejs/kit';
import { submitChange } from '$lib/server/http/change-form';
import { openForm } from '$lib/server/http/form-reader';
import { undoChange } from '$lib/server/change/undo';

/** Takes the change `event` back, with an optional reason. What stands in the way is told with its own number. */
export async function undoAction({ request, locals: { context } }: RequestEvent) {
  const form = openForm(await request.formData(), context.locale);
  const eventId = form.require('event', form.id('event'), 0);
  const note = form.text('note');
  const { changed, refused } = await submitChange(context, form, {
    capability: 'change:undo',
    seen: () => null,
    change: () => undoChange(context, { eventId, note })
  });
  return refused
    ? fail(refused.status, { undo: { ...refused.data, eventId } })
    : { undone: { eventId: changed.eventId } };
}
