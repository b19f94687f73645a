import { redirect, type ActionFailure } from '@sveltejs/kit';
import { localizeHref } from '$i18n/paraglide/runtime';
import { guard } from '$lib/server/http/errors';
import { submit, type RefusedForm } from '$lib/server/http/refusal';
import {
  addProperty,
  getOrganisation,
  removeOrganisation,
  removeProperty,
  renameOrganisation,
  type Property
} from '$lib/server/account/organisation';
import { search } from '$lib/server/search/search';
import type { Actions, PageServerLoad } from './$types';

const LONGEST_QUERY = 100;

export const load: PageServerLoad = async ({ locals: { context }, params, parent, url }) => {
  await parent();
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, LONGEST_QUERY);
  const organisation = await guard(() => getOrganisation(context, Number(params.id)));
  const answer = query.length < 2 ? null : await guard(() => search(context, query));
  const isNew = (kind: string, id: number) =>
    !(kind === 'building' ? organisation.buildings : organisation.businesses).some((one) => one.id === id);
  const hits = answer?.hits.filter(({ entity, id }) => entity !== 'unit' && isNew(entity, id)) ?? null;
  return { organisation, query, hits };
};

/** The hidden fields of a house or business; forged ones name nothing. */
function readProperty(organisationId: number, data: FormData): Property {
  const recordId = Number(data.get('record'));
  const kind = data.get('kind') === 'business' ? 'business' : 'building';
  return { organisationId, kind, recordId: Number.isInteger(recordId) && recordId < 2 ** 31 ? recordId : 0 };
}

const answer = (refused: ActionFailure<RefusedForm> | null) => refused ?? { isSaved: true, issues: {}, values: {} };

export const actions: Actions = {
  rename: async ({ locals: { context }, params, request }) => {
    const name = String((await request.formData()).get('name') ?? '');
    return answer((await submit({ name }, () => renameOrganisation(context, Number(params.id), name))).refused);
  },
  add: async ({ locals: { context }, params, request }) => {
    const property = readProperty(Number(params.id), await request.formData());
    return answer((await submit({}, () => addProperty(context, property))).refused);
  },
  remove: async ({ locals: { context }, params, request }) => {
    const property = readProperty(Number(params.id), await request.formData());
    return answer((await submit({}, () => removeProperty(context, property))).refused);
  },
  delete: async ({ locals: { context }, params }) => {
    const { refused } = await submit({}, () => removeOrganisation(context, Number(params.id)));
    if (refused) return refused;
    redirect(303, localizeHref('/admin/organisations'));
  }
};
