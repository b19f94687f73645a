import { offerWords } from '$i18n/offer-words';
import { guard } from '$lib/server/http/errors';
import { offerReader } from '$lib/server/http/offer-reader';
import { findExpose } from '$lib/server/listing/expose';
import { describeOffer } from '$lib/server/offer-format/offer-json-ld';
import { loadOutsideHouse } from '$lib/server/stock/outside-house';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, request, locals }) =>
  guard(async () => {
    const id = Number(params.id);
    const [view, jsonLd] = await Promise.all([
      findExpose(locals.context, id),
      describeOffer(locals.context, id, offerReader(request, offerWords()))
    ]);
    if (view.state === 'gone') {
      locals.status = 410;
      return { view, jsonLd: null, house: null, offeredUnit: [] };
    }
    const { place, block } = view.expose.offer;
    return {
      ...{ view, jsonLd, offeredUnit: place ? [place.unit.id] : [] },
      house: place && (await loadOutsideHouse(locals.context, { id: place.unit.building.id, block }))
    };
  });
