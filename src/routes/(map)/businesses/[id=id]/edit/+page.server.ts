import { error, redirect } from '@sveltejs/kit';
import { signInHref } from '$i18n/sign-in';
import { can } from '$lib/domain/access';
import { BUSINESS_TEXTS } from '$lib/domain/business-facts';
import { toWallTime } from '$lib/domain/opening-hours';
import { getBusiness } from '$lib/server/business/business';
import { correctBusiness } from '$lib/server/business/business-facts';
import { readBusinessRecord } from '$lib/server/business/business-record';
import { readOpening } from '$lib/server/business/opening';
import { guard } from '$lib/server/http/errors';
import { leavePastKnowledge } from '$lib/server/http/known';
import { openForm } from '$lib/server/http/form-reader';
import { readTypedTexts } from '$lib/server/http/text-form';
import { getQuarter } from '$lib/server/quarter';
import { readVersion, saveRecord } from '$lib/server/http/record-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
  leavePastKnowledge({ url });
  const id = Number(params.id);
  if (!can(context.actor, 'business:change', { businessId: id })) {
    if (context.actor.account === null) redirect(303, signInHref(url));
    error(403, { message: 'forbidden: role_needed', code: 'role_needed' });
  }
  return guard(async () => {
    const [record, business, { settings }] = await Promise.all([
      readBusinessRecord(context, id),
      getBusiness(context, id, context.today),
      getQuarter(context)
    ]);
    // Consent is given by the business itself; the desk only says that it has it.
    const isOwn = context.actor.businessIds.includes(id);
    const { openingHours } = record.facts;
    const clock = toWallTime(new Date(), settings.timeZone);
    const opening = openingHours === null ? null : readOpening(openingHours, settings.holidays, clock);
    return { record, business, isOwn, opening };
  });
};

export const actions: Actions = {
  default: async ({ request, params, locals: { context } }) => {
    const form = openForm(await request.formData(), context.locale);
    const business = { id: Number(params.id), version: readVersion(form) };
    const { settings } = await getQuarter(context);
    const { base, others, confirmed } = readTypedTexts(form, BUSINESS_TEXTS, settings.locales);
    const facts = {
      name: form.require('name', form.text('name'), ''),
      description: base.description,
      languages: readLanguages(form.text('languages')),
      languagesConsent: form.flag('languagesConsent'),
      openingHours: form.text('openingHours'),
      website: form.text('website'),
      foundedOn: form.day('foundedOn'),
      ...{ jobs: form.integer('jobs'), trainingPlaces: form.integer('trainingPlaces') },
      ...{ openJobs: form.integer('openJobs'), openTrainingPlaces: form.integer('openTrainingPlaces') }
    };
    const note = form.text('note');
    const change = () => correctBusiness(context, { business, facts, texts: { others, confirmed }, note });
    return saveRecord(context, form, { key: 'business', change, capability: 'business:change' });
  }
};

/** Codes as people part them: by commas, semicolons or spaces. */
function readLanguages(text: string | null): string[] {
  const codes = (text ?? '').toLowerCase().split(/[\s,;،]+/);
  return [...new Set(codes.filter((code) => code !== ''))];
}
