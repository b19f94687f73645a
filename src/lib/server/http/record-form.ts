import { fail, type ActionFailure } from '@sveltejs/kit';
import type { Capability } from '../../domain/access';
import type { Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { submitChange, type RefusedChange } from './change-form';
import type { FormReader } from './form-reader';

/** Which of the forms of a page it was: the name of its action, with what tells it from others of the same kind. */
export interface RefusedRecord extends RefusedChange {
  readonly key: string;
}

export type RecordOutcome = { readonly saved: { readonly eventId: number } } | ActionFailure<RefusedRecord>;

/** The version that a form was filled in on, or that its author decided to write over. Leaves an issue without one. */
export function readVersion(form: FormReader): number {
  const seen = form.require('version', form.integer('version'), 0);
  return form.integer('overwrite') ?? seen;
}

interface RecordSave {
  readonly key: string;
  readonly change: () => Promise<Changed<unknown>>;
  /** What the form wants at least; `structure:change` unless told. */
  readonly capability?: Capability;
}

/** Saves what one form of a record's page asks for. */
export async function saveRecord(
  context: ServiceContext,
  form: FormReader,
  { key, change, capability = 'structure:change' }: RecordSave
): Promise<RecordOutcome> {
  const seen = () => Number(form.values.version ?? 0);
  const { changed, refused } = await submitChange(context, form, { capability, seen, change });
  if (refused === null) return { saved: { eventId: changed.eventId } };
  return fail(refused.status, { key, ...refused.data });
}
