import { fail, type ActionFailure } from '@sveltejs/kit';
import { DomainError } from '../../domain/errors';
import type { FormIssues, FormValues } from '../../domain/form';

/** What a refused form gets back. */
export interface RefusedForm {
  readonly issues: FormIssues;
  readonly values: FormValues;
}

/** A form whose fields were refused: 422, with all that was typed except secrets. */
export function refuseForm({ issues, values }: RefusedForm): ActionFailure<RefusedForm> {
  return fail(422, { issues, values });
}

export type Submitted<T> =
  | { readonly result: T; readonly refused: null }
  | { readonly result: null; readonly refused: ActionFailure<RefusedForm> };

/**
 * Runs a service for a form. A DomainError becomes the form's answer: at the field that its details name in `field`,
 * or about the form as a whole. Too many attempts are 429; unknown errors pass through.
 */
export async function submit<T>(values: FormValues, service: () => Promise<T>): Promise<Submitted<T>> {
  try {
    return { result: await service(), refused: null };
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    const { field = 'form', ...details } = cause.details;
    const issues = { [String(field)]: { code: cause.code, details } };
    return { result: null, refused: fail(statusOf(cause), { issues, values }) };
  }
}

/** As for pages, except that bad input in a form is 422, and waiting has a status of its own. */
function statusOf({ kind, code }: DomainError): number {
  if (code === 'too_many_attempts') return 429;
  return { not_found: 404, forbidden: 403, invalid: 422, conflict: 409 }[kind];
}
