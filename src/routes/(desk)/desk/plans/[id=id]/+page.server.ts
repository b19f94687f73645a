import { redirect, type RequestEvent } from '@sveltejs/kit';
import { can, type Capability } from '$lib/domain/access';
import { PLAN_TEXT_LENGTHS } from '$lib/domain/plan/plan-text';
import type { Changed } from '$lib/server/change/audit';
import type { ServiceContext } from '$lib/server/context';
import { guard } from '$lib/server/http/errors';
import { openForm, type FormReader } from '$lib/server/http/form-reader';
import { readVersion, saveRecord } from '$lib/server/http/record-form';
import { getQuarter } from '$lib/server/quarter';
import { listPlanHistory } from '$lib/server/use-plan/plan-history';
import { copyPlan, describePlan } from '$lib/server/use-plan/plan-making';
import { readPlanTexts } from '$lib/server/use-plan/plan-record';
import {
  adoptPlan,
  closeConsultation,
  openConsultation,
  removePlan,
  withdrawPlan
} from '$lib/server/use-plan/plan-step';
import { getUsePlan } from '$lib/server/use-plan/use-plan';
import { pageHref } from '$lib/ui/view/links';
import { undoAction } from '../../../undo-action';
import { readDescription } from '../plan-form';
import type { Actions, PageServerLoad } from './$types';

const DONE = ['created', 'copied'] as const;

export const load: PageServerLoad = ({ params, url, locals: { context } }) =>
  guard(async () => {
    const id = Number(params.id);
    const record = await readPlanTexts(context, id);
    const [plan, history, { settings }] = await Promise.all([
      getUsePlan(context, id, context.today),
      listPlanHistory(context, id),
      getQuarter(context)
    ]);
    return {
      plan,
      record,
      history,
      locales: settings.locales,
      timeZone: settings.timeZone,
      mayDecide: can(context.actor, 'plan:decide'),
      done: DONE.find((one) => one === url.searchParams.get('done')) ?? null
    };
  });

interface Submission {
  readonly key: string;
  readonly capability: Capability;
  readonly change: (context: ServiceContext, form: FormReader, planId: number) => () => Promise<Changed<unknown>>;
}

async function submit(event: RequestEvent, { key, capability, change }: Submission) {
  const { context } = event.locals;
  const form = openForm(await event.request.formData(), context.locale);
  const run = change(context, form, Number(event.params.id));
  return { form, outcome: await saveRecord(context, form, { key, capability, change: run }) };
}

/** A step is taken once what follows from it was read and ticked. */
function confirm(form: FormReader): number {
  if (!form.flag('isConfirmed')) form.refuse('isConfirmed', 'not_ticked');
  return readVersion(form);
}

/** The action of a step of the plan's way. */
function step(key: string, change: Submission['change']) {
  return async (event: RequestEvent) => {
    const { outcome } = await submit(event, { key, capability: 'plan:decide', change });
    return 'saved' in outcome ? { saved: { ...outcome.saved, key } } : outcome;
  };
}

/** The action that begins another draft from this plan, and goes on there. */
function branch(as: 'copy' | 'version') {
  return async (event: RequestEvent) => {
    let made = 0;
    const { outcome } = await submit(event, {
      ...{ key: as, capability: 'plan:change' },
      change: (context, form, planId) => {
        const title = as === 'copy' ? form.require('title', form.text('title', PLAN_TEXT_LENGTHS.title), '') : null;
        return async () => {
          const changed = await copyPlan(context, { planId, as, title });
          made = changed.result;
          return changed;
        };
      }
    });
    if (!('saved' in outcome)) return outcome;
    redirect(303, pageHref(`/desk/plans/${made}`, 'done=copied'));
  };
}

export const actions: Actions = {
  undo: undoAction,
  save: async (event) => {
    const { settings } = await getQuarter(event.locals.context);
    const { outcome } = await submit(event, {
      ...{ key: 'save', capability: 'plan:change' },
      change: (context, form, id) => {
        const plan = { id, version: readVersion(form) };
        const described = readDescription(form, settings.locales);
        return () => describePlan(context, { ...described, plan });
      }
    });
    return 'saved' in outcome ? { saved: { ...outcome.saved, key: 'save' } } : outcome;
  },
  copy: branch('copy'),
  version: branch('version'),
  open_consultation: step('open_consultation', (context, form, planId) => {
    const version = confirm(form);
    const from = form.require('from', form.day('from'), context.today);
    const to = form.require('to', form.day('to'), context.today);
    return () => openConsultation(context, { planId, version, from, to });
  }),
  close_consultation: step('close_consultation', (context, form, planId) => {
    const [version, note] = [confirm(form), form.text('note')];
    return () => closeConsultation(context, { planId, version, note });
  }),
  adopt: step('adopt', (context, form, planId) => {
    const version = confirm(form);
    const adoptedOn = form.require('adoptedOn', form.day('adoptedOn'), context.today);
    const decision = form.text('decision');
    return () => adoptPlan(context, { planId, version, adoptedOn, decision });
  }),
  withdraw: step('withdraw', (context, form, planId) => {
    const [version, note] = [confirm(form), form.text('note')];
    return () => withdrawPlan(context, { planId, version, note });
  }),
  remove: async (event) => {
    const { outcome } = await submit(event, {
      ...{ key: 'remove', capability: 'plan:decide' },
      change: (context, form, planId) => {
        const [version, note] = [confirm(form), form.text('note')];
        return () => removePlan(context, { planId, version, note });
      }
    });
    if (!('saved' in outcome)) return outcome;
    redirect(303, pageHref('/desk/plans', 'removed'));
  }
};
