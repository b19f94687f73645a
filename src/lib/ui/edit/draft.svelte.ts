import { onDestroy } from 'svelte';
import type { FormValues } from '../../domain/form';
import type { SeenUnit } from '../../domain/edit-task';
import type { EditSession } from './session.svelte';
import { TypedValues } from './typed-values.svelte';

/** What is typed into a form of this component; the session knows of it as long as the form is there. */
export function keepDraft(
  session: EditSession,
  action: string,
  form: { readonly units: () => readonly SeenUnit[]; readonly recorded: () => FormValues }
): TypedValues {
  const draft = new TypedValues({ ...form, refused: () => session.refused(action)?.values ?? null });
  session.keep(draft);
  onDestroy(() => session.drop(draft));
  return draft;
}
