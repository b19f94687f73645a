import { redirect } from '@sveltejs/kit';
import { offerWords } from '$i18n/offer-words';
import { guard } from '$lib/server/http/errors';
import { offerReader } from '$lib/server/http/offer-reader';
import { findExpose } from '$lib/server/listing/expose';
import { addressOf } from '$lib/server/offer-format/offer-document';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, request, locals: { context } }) =>
  guard(async () => {
    const reader = offerReader(request, offerWords());
    const path = `/listings/${params.id}`;
    const view = await findExpose(context, Number(params.id));
    if (view.state === 'gone') redirect(303, reader.words.path(path));
    return { expose: view.expose, today: context.today, address: addressOf(reader, path) };
  });
