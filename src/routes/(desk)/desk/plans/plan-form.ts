import { PLAN_TEXTS } from '$lib/domain/plan/plan-text';
import type { FormReader } from '$lib/server/http/form-reader';
import { readTypedTexts } from '$lib/server/http/text-form';
import type { PlanDescription } from '$lib/server/use-plan/plan-making';

/** What the form of a plan says of it. */
export function readDescription(form: FormReader, locales: readonly string[]): PlanDescription {
  return {
    texts: readTypedTexts(form, PLAN_TEXTS, locales),
    horizonOn: form.require('horizonOn', form.day('horizonOn'), '2000-01-01')
  };
}
