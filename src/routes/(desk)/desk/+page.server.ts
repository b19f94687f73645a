import { fail, redirect } from '@sveltejs/kit';
import { localizeHref } from '$i18n/paraglide/runtime';
import { reachOf } from '$lib/domain/access';
import { NO_CHANGE_FILTER } from '$lib/domain/change';
import { DESK_PATHS, listDeskPlaces } from '$lib/domain/desk-place';
import { isCode, SURVEY_METHODS } from '$lib/domain/codes';
import { DUES } from '$lib/domain/worklist';
import { listOwnBusinesses } from '$lib/server/business/business-record';
import { listChanges } from '$lib/server/change/change';
import type { ServiceContext } from '$lib/server/context';
import { chooseHouse, listOwnHouses } from '$lib/server/focus/house-choice';
import { submitChange } from '$lib/server/http/change-form';
import { guard } from '$lib/server/http/errors';
import { openForm } from '$lib/server/http/form-reader';
import { readIdParameter, readPageParameter, readTextParameter } from '$lib/server/http/id-parameter';
import { confirmOccupancy, type UnitClaim } from '$lib/server/unit/occupancy';
import { getQuarter } from '$lib/server/quarter';
import { undoAction } from '../undo-action';
import { listWorklist } from '$lib/server/worklist';
import type { Actions, PageServerLoad } from './$types';

const CHANGES_SHOWN = 10;

export const load: PageServerLoad = async ({ url, locals: { context } }) => {
  const { actor } = context;
  const [first] = listDeskPlaces(actor);
  // Whoever has other work than this begins with theirs.
  if (first !== undefined && first !== 'work') redirect(303, localizeHref(DESK_PATHS[first]));
  const keepsEntryOnly = reachOf(actor, 'occupancy:change') === 'none' && reachOf(actor, 'business:change') === 'own';
  return guard(async () => {
    const [work, lastChanges, houses, businesses, { settings }] = await Promise.all([
      keepsEntryOnly ? null : readWork(context, url),
      reachOf(actor, 'audit:read') === 'none' ? null : listChanges(context, { filter: NO_CHANGE_FILTER }),
      listOwnHouses(context),
      reachOf(actor, 'business:change') === 'own' ? listOwnBusinesses(context) : [],
      getQuarter(context)
    ]);
    return {
      ...{ work, houses, businesses, timeZone: settings.timeZone },
      changes: lastChanges && lastChanges.rows.slice(0, CHANGES_SHOWN)
    };
  });
};

async function readWork(context: ServiceContext, url: URL) {
  const asked = url.searchParams.get('due');
  const due = isCode(DUES, asked) ? asked : 'due';
  const address = readTextParameter(url, 'house');
  const house = await chooseHouse(context, { id: readIdParameter(url, 'building'), address });
  const buildingId = house.building?.id ?? null;
  return { due, house, ...(await listWorklist(context, { due, buildingId, page: readPageParameter(url) })) };
}

export const actions: Actions = {
  confirm: async ({ request, locals: { context } }) => {
    const data = await request.formData();
    const form = openForm(data, context.locale);
    const method = form.require('method', form.code('method', SURVEY_METHODS), 'visit');
    const checkedOn = form.require('checkedOn', form.day('checkedOn'), context.today);
    const units = readClaims(data);
    const { changed, refused } = await submitChange(context, form, {
      capability: 'occupancy:change',
      seen: (id) => units.find((unit) => unit.id === id)?.version ?? null,
      change: () => confirmOccupancy(context, { units, evidence: { method, checkedOn } })
    });
    return refused ? fail(refused.status, { confirm: refused.data }) : confirmed(units, changed.eventId);
  },
  undo: undoAction
};

const confirmed = (units: readonly UnitClaim[], eventId: number) => ({ confirmed: { count: units.length, eventId } });

/** What a button of one unit says, else the ticked ones: `<id>:<version>` each. */
function readClaims(data: FormData): UnitClaim[] {
  const only = data.getAll('only');
  return (only.length > 0 ? only : data.getAll('unit')).flatMap((text) => {
    const match = /^([1-9]\d{0,8}):(\d{1,9})$/.exec(String(text));
    return match ? [{ id: Number(match[1]), version: Number(match[2]) }] : [];
  });
}
