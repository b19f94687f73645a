import * as v from 'valibot';
import { judgePassword, normaliseEmail, normaliseName } from '$lib/domain/account';
import type { FormIssues } from '$lib/domain/form';

/** The fields in which somebody introduces themselves; the service checks them again. */
export const NEW_ACCOUNT = {
  email: v.pipe(
    v.string(),
    v.check((text) => normaliseEmail(text) !== null, 'email_invalid')
  ),
  name: v.pipe(
    v.string(),
    v.check((text) => normaliseName(text) !== null, 'name_invalid')
  ),
  password: v.string()
};

/** What speaks against a new password, beside what the other fields of the form say. */
export function passwordIssues(password: string, owner: { readonly email: string; readonly name: string }): FormIssues {
  const code = judgePassword(password, owner);
  return code === null ? {} : { password: { code } };
}
