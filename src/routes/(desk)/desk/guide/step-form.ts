import { GUIDE_STEP_KINDS, isCode } from '$lib/domain/codes';
import { GUIDE_USES, STEP_TEXTS } from '$lib/domain/guide';
import type { StepInput } from '$lib/server/guide/guide-change';
import type { FormReader } from '$lib/server/http/form-reader';
import { readTypedTexts } from '$lib/server/http/text-form';

/** What the form of a step says; `uses` is sent once per ticked box. */
export function readStep(form: FormReader, locales: readonly string[]): StepInput {
  const uses = (form.text('uses') === null ? '' : (form.values.uses ?? '')).split(',');
  return {
    facts: {
      kind: form.require('kind', form.code('kind', GUIDE_STEP_KINDS), 'idea'),
      uses: uses.filter((use) => isCode(GUIDE_USES, use)),
      link: form.text('link'),
      officeId: form.id('officeId')
    },
    texts: readTypedTexts(form, STEP_TEXTS, locales)
  };
}
