import { goto } from '$app/navigation';
import { page } from '$app/state';
import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import { createContext, tick } from 'svelte';
import type { ChangeDetail } from '../../domain/change';
import type { FormIssue, FormIssues, FormValues } from '../../domain/form';
import { refusalText } from '../../../i18n/refusals';
import { m } from '../../../i18n/paraglide/messages';
import { editHref } from '../view/links';
import { loadAnew } from '../view/live';
import type { TypedValues } from './typed-values.svelte';

/** Another person's changes of a unit that a form was about. */
export interface Meanwhile {
  readonly id: number;
  readonly version: number;
  readonly changes: readonly ChangeDetail[];
}

/** What a form of the sheet came back with. */
export interface Outcome {
  readonly action: string;
  readonly issues?: FormIssues;
  readonly values?: FormValues;
  readonly meanwhile?: Meanwhile | null;
  readonly saved?: {
    readonly eventId: number;
    readonly before: readonly number[];
    readonly unitIds: readonly number[];
  };
}

/** The one who edits: what they typed, which form is on its way, and what the last one came back with. */
export class EditSession {
  #outcome = $state.raw<Outcome | null>(null);
  #pending = $state<string | null>(null);
  #drafts: readonly TypedValues[] = [];

  constructor(outcome: Outcome | null) {
    this.#outcome = outcome;
  }

  readonly saved = $derived(this.#outcome?.saved ?? null);
  readonly savedAction = $derived(this.#outcome?.saved ? this.#outcome.action : null);

  isPending(action: string): boolean {
    return this.#pending === action;
  }

  /** What a form of this action was refused with; null where it was not. */
  refused(action: string): Outcome | null {
    const outcome = this.#outcome;
    return outcome !== null && outcome.action === action && !outcome.saved ? outcome : null;
  }

  /** Why a field was refused, in the reader's language; undefined where it was not. */
  issue(action: string, field: string): string | undefined {
    return sayIssue(this.refused(action)?.issues?.[field]);
  }

  keep(draft: TypedValues): TypedValues {
    this.#drafts = [...this.#drafts, draft];
    return draft;
  }

  drop(draft: TypedValues): void {
    this.#drafts = this.#drafts.filter((one) => one !== draft);
  }

  /** Is there anything typed that is not saved? */
  get isTouched(): boolean {
    return this.#drafts.some((draft) => draft.isTouched);
  }

  /** Lets go of everything typed and of the last outcome. */
  readonly clear = (): void => {
    for (const draft of this.#drafts) draft.clear();
    this.#outcome = null;
  };

  /** Sends a form without leaving the page. What was typed stays until it is saved. */
  readonly submit =
    (action: string, draft?: TypedValues): SubmitFunction =>
    ({ formElement }) => {
      this.#pending = action;
      return async ({ result }) => {
        const outcome = readOutcome(action, result);
        if (result.type === 'redirect') await goto(result.location);
        if (outcome?.saved) {
          draft?.clear();
          // Saved is said once it is shown: what is pressed next is about the new state.
          await goOnWith(outcome.saved.unitIds);
        }
        this.#pending = null;
        this.#outcome = outcome;
        if (outcome !== null && !outcome.saved) await focusRefusal(formElement);
      };
    };
}

function readOutcome(action: string, result: ActionResult): Outcome | null {
  if (result.type === 'redirect') return null;
  if (result.type !== 'error') return (result.data ?? null) as Outcome | null;
  const { code = 'other' } = result.error as { code?: string };
  return { action, issues: { form: { code } } };
}

/** Shows the new state at once; units that came into being take the place of those that are gone. */
async function goOnWith(unitIds: readonly number[]): Promise<void> {
  const href = editHref(page.url, { units: unitIds });
  const isSame = page.url.searchParams.get('units') === unitIds.join();
  if (isSame) await loadAnew(() => String(page.data.loadedAt));
  else await goto(href + location.hash, { noScroll: true, keepFocus: true, replaceState: true, invalidateAll: true });
}

/** The first field that was refused, or what is said about the form as a whole. */
async function focusRefusal(form: HTMLFormElement): Promise<void> {
  await tick();
  const field = form.querySelector<HTMLElement>(
    '[aria-invalid="true"]:not(fieldset), fieldset[aria-invalid="true"] input'
  );
  (field ?? form.querySelector<HTMLElement>('[role="alert"]'))?.focus();
}

/** A refusal of one of several units names it by its number in `details.unit`. */
function sayIssue(issue: FormIssue | undefined): string | undefined {
  return issue && refusalText(issue.code, issue.details);
}

const [useEditSession, provideEditSession] = createContext<EditSession>();

export { provideEditSession, useEditSession };

/** The address that a form of the sheet is sent to; the choice of units stays in it. */
export function actionHref(url: Pick<URL, 'search'>, action: string): string {
  const kept = [...new URLSearchParams(url.search)].filter(([name]) => !name.startsWith('/'));
  const search = new URLSearchParams(kept).toString().replaceAll('%2C', ',');
  return search === '' ? `?/${action}` : `?/${action}&${search}`;
}

/** How many units a form is about, for its button. */
export function sayCount(count: number): string {
  return m.edit_units({ count });
}
