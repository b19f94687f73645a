import { json } from '@sveltejs/kit';
import { DomainError } from '$lib/domain/errors';
import { InvalidInput } from '$lib/domain/refusal';
import { assertCapable } from '$lib/server/authorise';
import { STATUS_BY_KIND } from '$lib/server/http/errors';
import { readPlanChange } from '$lib/server/use-plan/plan-change-input';
import { readPlan } from '$lib/server/use-plan/plan-content';
import { PlanChangedMeanwhile, savePlanChange } from '$lib/server/use-plan/plan-save';
import type { RequestHandler } from './$types';

const KEPT_BY_NOBODY = { 'cache-control': 'private, no-store' };

/** What the plan says now: `{content, status}`. */
export const GET: RequestHandler = ({ locals: { context }, params }) =>
  answer(async () => {
    assertCapable(context, 'plan:change');
    const { content, status } = await readPlan(context, Number(params.id));
    return { content, status };
  });

/** Draws a `PlanChange`; answers with the content that results, or 409 with the conflict and the content that is there. */
export const POST: RequestHandler = ({ locals: { context }, params, request }) =>
  answer(async () => {
    const planId = Number(params.id);
    const change = readPlanChange(await readJson(request));
    try {
      const { result } = await savePlanChange(context, { planId, change, action: 'draw_plan' });
      return { content: result, status: 'draft' };
    } catch (cause) {
      if (!(cause instanceof PlanChangedMeanwhile)) throw cause;
      const { content, status } = await readPlan(context, planId);
      return { code: cause.code, conflict: cause.conflict, content, status, isRefused: true };
    }
  });

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (cause) {
    throw new DomainError('invalid', 'body_invalid', {}, cause);
  }
}

/** A service's answer as JSON; a refusal names its code, and the fields where there are any. */
async function answer(service: () => Promise<object>): Promise<Response> {
  try {
    const { isRefused = false, ...body } = (await service()) as { isRefused?: boolean };
    return json(body, { status: isRefused ? STATUS_BY_KIND.conflict : 200, headers: KEPT_BY_NOBODY });
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    const issues = cause instanceof InvalidInput ? { issues: cause.issues } : {};
    const { kind, code, details } = cause;
    return json({ code, details, ...issues }, { status: STATUS_BY_KIND[kind], headers: KEPT_BY_NOBODY });
  }
}
