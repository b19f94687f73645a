import { fail, type RequestEvent } from '@sveltejs/kit';
import { conditionOf, checkDraft, examplesOf, type RuleDraft } from '$lib/domain/plan/rule-draft';
import { editDraft, fieldsOf, readDraft } from '$lib/domain/plan/rule-form-fields';
import { checkCondition } from '$lib/domain/plan/rule-condition';
import { checkRule, RULE_TEXTS, type RuleInput } from '$lib/domain/plan/rule-input';
import { assertCapable } from '$lib/server/authorise';
import type { ServiceContext } from '$lib/server/context';
import { guard } from '$lib/server/http/errors';
import { type FormReader, openForm } from '$lib/server/http/form-reader';
import { readTypedTexts } from '$lib/server/http/text-form';
import { getQuarter } from '$lib/server/quarter';
import { previewRule } from '$lib/server/use-plan/rule-facts';

/** What the form of a rule says. Numbers that cannot be read leave an issue at their field. */
export function readRuleInput(form: FormReader, context: ServiceContext, locales: readonly string[]): RuleInput {
  const draft = readRows(form);
  for (const { field, code } of checkDraft(draft, context.locale)) form.refuse(field, code);
  return {
    texts: readTypedTexts(form, RULE_TEXTS, locales),
    legalSource: form.text('legalSource'),
    link: form.text('link'),
    condition: conditionOf(draft.condition, context.locale),
    examples: examplesOf(draft, context.locale)
  };
}

function readRows(form: FormReader): RuleDraft {
  return readDraft({
    has: (name) => form.has(name),
    value(name) {
      form.text(name);
      return form.values[name] ?? '';
    }
  });
}

/** The same form with a row more or less; nothing is saved, and nothing that was typed is lost. */
function changeRows(form: FormReader, context: ServiceContext, locales: readonly string[]) {
  assertCapable(context, 'rule:change');
  readRuleInput(form, context, locales);
  form.text('version');
  const command = form.text('rows') ?? '';
  const [verb, place = ''] = command.split(' ');
  const edited = editDraft(readRows(form), command, (at) => form.text(`${at}.add`) ?? '');
  const kept = Object.entries(form.values).filter(([name]) => !/^(condition|examples|rows)(\.|$)/.test(name));
  return {
    key: 'save',
    issues: {},
    values: { ...Object.fromEntries(kept), ...fieldsOf(edited) },
    meanwhile: null,
    place: verb === 'remove' ? place.split('.').slice(0, -1).join('.') : place
  };
}

/** What the condition as it is typed would do to the plans. */
async function previewTyped(form: FormReader, context: ServiceContext, locales: readonly string[]) {
  assertCapable(context, 'rule:change');
  const input = readRuleInput(form, context, locales);
  form.text('version');
  if (checkCondition(input.condition).length > 0) {
    for (const { field, code } of checkRule(input)) if (field.startsWith('condition')) form.refuse(field, code);
  }
  const state = { key: 'save', issues: form.issues, values: form.values, meanwhile: null };
  if (form.isRefused) return fail(422, state);
  return { ...state, reach: await previewRule(context, input.condition) };
}

const typed =
  <T>(answer: (form: FormReader, context: ServiceContext, locales: readonly string[]) => T) =>
  ({ request, locals: { context } }: RequestEvent) =>
    guard(async () => {
      const form = openForm(await request.formData(), context.locale);
      const { settings } = await getQuarter(context);
      return answer(form, context, settings.locales);
    });

/** What the form answers without saving anything, for a new rule and for one that is there. */
export const typingActions = { rows: typed(changeRows), preview: typed(previewTyped) };
