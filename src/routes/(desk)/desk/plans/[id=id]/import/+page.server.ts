import { fail } from '@sveltejs/kit';
import { everyPlanFileWords } from '$i18n/plan-file-words';
import { DomainError } from '$lib/domain/errors';
import type { FormIssue, FormIssues } from '$lib/domain/form';
import type { PlanConflict } from '$lib/domain/plan/plan-change';
import { InvalidInput } from '$lib/domain/refusal';
import { assertCapable } from '$lib/server/authorise';
import { guard } from '$lib/server/http/errors';
import { readFiles } from '$lib/server/http/listing-form';
import { readShownImport } from '$lib/server/http/plan-import-form';
import { submit } from '$lib/server/http/refusal';
import { readPlan } from '$lib/server/use-plan/plan-content';
import { listChangedUnits, previewPlanImport } from '$lib/server/use-plan/plan-file/plan-import';
import { PlanChangedMeanwhile, savePlanChange } from '$lib/server/use-plan/plan-save';
import { undoAction } from '../../../../undo-action';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { context } }) =>
  guard(async () => {
    assertCapable(context, 'plan:change');
    const { id, title, version, status } = await readPlan(context, Number(params.id));
    return { plan: { id, title, version, status } };
  });

export const actions: Actions = {
  undo: undoAction,
  preview: async ({ request, params, locals: { context } }) => {
    const [bytes = new Uint8Array()] = await readFiles(await request.formData(), 'file');
    const upload = { planId: Number(params.id), bytes, languages: everyPlanFileWords() };
    const { result, refused } = await submit({}, () => previewPlanImport(context, upload));
    return refused ? fail(refused.status, { issues: refused.data.issues }) : { preview: result };
  },
  take: async ({ request, params, locals: { context } }) => {
    await guard(async () => assertCapable(context, 'plan:change'));
    const data = await request.formData();
    const planId = Number(params.id);
    const shown = readShownImport(data);
    if (shown === null) return fail(422, { issues: { file: { code: 'file_missing' } } });
    const { change } = shown;
    const refuse = async (status: number, issues: FormIssues, conflict: PlanConflict | null = null) => {
      const units = await guard(() => listChangedUnits(context, { planId, change }));
      return fail(status, { issues, preview: { ...shown, units }, conflict });
    };
    const isWhole = shown.issues.length === 0 || data.has('skip');
    if (!isWhole) return refuse(422, { skip: { code: 'not_ticked' } });
    try {
      const { eventId } = await savePlanChange(context, { planId, change, action: 'import_plan' });
      return { taken: { eventId, count: change.entries.length + change.areas.length } };
    } catch (cause) {
      if (!(cause instanceof DomainError)) throw cause;
      const conflict = cause instanceof PlanChangedMeanwhile ? cause.conflict : null;
      if (cause.kind === 'forbidden' || cause.kind === 'not_found') return guard(() => Promise.reject(cause));
      return refuse(cause.kind === 'invalid' ? 422 : 409, { form: issueOf(cause) }, conflict);
    }
  }
};

/** Why nothing was taken over; of several reasons the first. */
function issueOf(cause: DomainError): FormIssue {
  const [first] = cause instanceof InvalidInput ? cause.issues : [];
  return first
    ? { code: first.code, ...(first.details && { details: first.details }) }
    : { code: cause.code, details: cause.details };
}
