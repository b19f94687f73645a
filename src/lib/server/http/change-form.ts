import { fail, type ActionFailure } from '@sveltejs/kit';
import type { Capability } from '../../domain/access';
import type { ChangeDetail } from '../../domain/change';
import { DomainError } from '../../domain/errors';
import type { FormIssue, FormIssues, FormValues } from '../../domain/form';
import { InvalidInput } from '../../domain/refusal';
import type { Changed, Claim } from '../change/audit';
import { assertCapable } from '../authorise';
import { listChangesSince } from '../change/change';
import type { ServiceContext } from '../context';
import type { FormReader } from './form-reader';

/** Somebody else was faster: what they changed, and the version that saving anyway has to name. */
export interface Meanwhile {
  readonly entity: Claim['entity'];
  readonly id: number;
  readonly version: number;
  readonly changes: readonly ChangeDetail[];
}

/** What a refused change gets back; nothing that was typed is lost. */
export interface RefusedChange {
  readonly issues: FormIssues;
  readonly values: FormValues;
  readonly meanwhile: Meanwhile | null;
}

export type SubmittedChange<T> =
  | { readonly changed: Changed<T>; readonly refused: null }
  | { readonly changed: null; readonly refused: ActionFailure<RefusedChange> };

export interface ChangeRequest<T> {
  /** What the change wants at least; the service compares whose it is. */
  readonly capability: Capability;
  /** The version that the form was filled in on, of the record that the service names. */
  readonly seen: (id: number) => number | null;
  readonly change: () => Promise<Changed<T>>;
}

/**
 * Runs a change for a form that `form` has read: 422 with an issue at each field that the reader or the service
 * refuses, 409 with what others did where the record is not as the form's author saw it.
 */
export async function submitChange<T>(
  context: ServiceContext,
  form: FormReader,
  { capability, seen, change }: ChangeRequest<T>
): Promise<SubmittedChange<T>> {
  const { issues, values } = form;
  try {
    // Who may not save anything learns that, and nothing about the fields.
    assertCapable(context, capability);
    if (form.isRefused) return { changed: null, refused: fail(422, { issues, values, meanwhile: null }) };
    return { changed: await change(), refused: null };
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    const meanwhile = cause.code === 'changed_meanwhile' ? await readMeanwhile(context, cause, seen) : null;
    return { changed: null, refused: fail(STATUS[cause.kind], { issues: issuesOf(cause), values, meanwhile }) };
  }
}

/** As for pages, except that bad input in a form is 422. */
const STATUS = { not_found: 404, forbidden: 403, invalid: 422, conflict: 409 } as const;

function issuesOf(cause: DomainError): FormIssues {
  if (!(cause instanceof InvalidInput)) return { form: { code: cause.code, details: cause.details } };
  const issues: Record<string, FormIssue> = {};
  for (const { field, code, details } of cause.issues) issues[field] ??= details ? { code, details } : { code };
  return issues;
}

async function readMeanwhile(
  context: ServiceContext,
  { details }: DomainError,
  seen: (id: number) => number | null
): Promise<Meanwhile> {
  const { entity, id, version } = details as { entity: Claim['entity']; id: number; version: number };
  const changes = await listChangesSince(context, { entity, id, version: seen(id) ?? version });
  return { entity, id, version, changes };
}
