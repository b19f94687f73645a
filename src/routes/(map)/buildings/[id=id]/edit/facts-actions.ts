import type { RequestEvent } from './$types';
import { RENEWAL_STATES } from '$lib/domain/codes';
import {
  changeRenewal,
  correctBuilding,
  correctRenewal as correctRenewalEntry,
  OPEN_BEGINNING
} from '$lib/server/building/building-facts';
import { openForm } from '$lib/server/http/form-reader';
import { readVersion, saveRecord } from '$lib/server/http/record-form';

/** A form of the house that the address names. */
export async function openHouseForm({ request, params, locals: { context } }: RequestEvent) {
  const form = openForm(await request.formData(), context.locale);
  const building = { id: Number(params.id), version: readVersion(form) };
  return { context, form, building, note: form.text('note') };
}

export async function facts(event: RequestEvent) {
  const { context, form, building, note } = await openHouseForm(event);
  const wanted = {
    ...{ street: form.text('street'), houseNumber: form.text('houseNumber'), postcode: form.text('postcode') },
    ...{ name: form.text('name'), builtYear: form.integer('builtYear') },
    ...{ storeysAbove: form.integer('storeysAbove'), roofStoreys: form.integer('roofStoreys') },
    ...{ isAddressChecked: form.flag('isAddressChecked'), isMonument: form.flag('isMonument') }
  };
  const change = () => correctBuilding(context, { building, facts: wanted, note });
  return saveRecord(context, form, { key: 'facts', change });
}

export async function renew(event: RequestEvent) {
  const { context, form, building, note } = await openHouseForm(event);
  const from = form.require('from', form.day('from'), context.today);
  const to = form.day('to');
  const state = form.require('state', form.code('state', RENEWAL_STATES), 'unknown');
  const change = () => changeRenewal(context, { building, from, to, state, note });
  return saveRecord(context, form, { key: 'renew', change });
}

export async function correctRenewal(event: RequestEvent) {
  const { context, form, building, note } = await openHouseForm(event);
  const entryId = form.require('entry', form.id('entry'), 0);
  const from = form.day('from') ?? OPEN_BEGINNING;
  const to = form.day('to');
  const state = form.require('state', form.code('state', RENEWAL_STATES), 'unknown');
  const change = () => correctRenewalEntry(context, { building, entryId, wanted: { from, to, state }, note });
  return saveRecord(context, form, { key: `correctRenewal ${entryId}`, change });
}

export async function removeRenewal(event: RequestEvent) {
  const { context, form, building, note } = await openHouseForm(event);
  const entryId = form.require('entry', form.id('entry'), 0);
  const change = () => correctRenewalEntry(context, { building, entryId, wanted: null, note });
  return saveRecord(context, form, { key: `removeRenewal ${entryId}`, change });
}
