import * as v from 'valibot';
import type { WantedGrant } from '$lib/server/account/grant';

/** The fields in which a role is chosen; the service checks what was chosen. */
export const GRANT_FORM = {
  role: v.string(),
  scope: v.string(),
  organisation: v.union([v.literal(''), v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/, 'organisation_unknown'))])
};

export function readGrant(form: Readonly<Record<'role' | 'scope' | 'organisation', string>>): WantedGrant {
  const { role, scope, organisation } = form;
  const organisationId = organisation === '' ? null : Number(organisation);
  return { role, isForAllQuarters: scope === 'everywhere', organisationId };
}
