import { fail } from '@sveltejs/kit';
import { parseSeen, formatSeen } from '$lib/domain/edit-task';
import type { Capability } from '$lib/domain/access';
import type { Changed } from '$lib/server/change/audit';
import type { ServiceContext } from '$lib/server/context';
import { submitChange } from '$lib/server/http/change-form';
import { openForm, type FormReader } from '$lib/server/http/form-reader';
import type { UnitClaim } from '$lib/server/unit/occupancy';
import { listTenants, readUnitRecords, type UnitRecord } from '$lib/server/unit/unit-record';
import type { RequestEvent } from './$types';

/** The forms of the sheet. */
export type EditAction =
  'change' | 'confirm' | 'correct' | 'remove' | 'facts' | 'divide' | 'merge' | 'convert' | 'end' | 'undo';

/** What each form wants at least. */
const CAPABILITIES: Readonly<Record<EditAction, Capability>> = {
  ...{ change: 'occupancy:change', confirm: 'occupancy:change' },
  ...{ correct: 'occupancy:correct', remove: 'occupancy:correct' },
  ...{ facts: 'structure:change', divide: 'structure:change', merge: 'structure:change' },
  ...{ convert: 'structure:change', end: 'structure:change', undo: 'change:undo' }
};

export interface Submission {
  readonly context: ServiceContext;
  readonly form: FormReader;
  /** With the versions that the author saw, or chose to write over. */
  readonly claims: readonly UnitClaim[];
}

/** A form of the sheet. `overwrite` names what its author has seen of other people's changes and decided to write over. */
export async function openSubmission({ request, locals: { context } }: RequestEvent): Promise<Submission> {
  const form = openForm(await request.formData(), context.locale);
  const versions = new Map(parseSeen(form.text('seen') ?? '').map(({ id, version }) => [id, version]));
  for (const { id, version } of parseSeen(form.text('overwrite') ?? '')) {
    if (versions.has(id)) versions.set(id, version);
  }
  return { context, form, claims: [...versions].map(([id, version]) => ({ id, version })) };
}

/** The one unit of a form that is about one; leaves an issue where there is none or more. */
export function onlyClaim({ form, claims }: Submission): UnitClaim {
  const [claim, ...others] = claims;
  if (claim === undefined) form.refuse('form', 'too_few_units');
  if (others.length > 0) form.refuse('form', 'too_many_units', { most: 1 });
  return claim ?? { id: 0, version: null };
}

/** The units of a form as they are now, and the businesses that it may name. Throws `forbidden`, `not_found`. */
export async function readPresent({
  context,
  claims
}: Submission): Promise<{ units: readonly UnitRecord[]; tenants: Awaited<ReturnType<typeof listTenants>> }> {
  const ids = claims.map(({ id }) => id);
  const [units, tenants] = await Promise.all([readUnitRecords(context, ids), listTenants(context)]);
  return { units, tenants };
}

interface Outcome {
  readonly action: EditAction;
  /** What the sheet goes on with; the units of the form unless told. */
  readonly unitIds?: (changed: readonly number[]) => readonly number[];
  readonly change: () => Promise<Changed<readonly number[]>>;
}

/** Saves; what comes back says which form it was, what to take back, and what to go on with. */
export async function save(submission: Submission, { action, change, unitIds }: Outcome) {
  const { context, form, claims } = submission;
  const seen = (id: number) => claims.find((claim) => claim.id === id)?.version ?? null;
  const { changed, refused } = await submitChange(context, form, { capability: CAPABILITIES[action], seen, change });
  if (refused !== null) {
    const { data, status } = refused;
    const known = claims.map(({ id, version }) => ({ id, version: version ?? 0 }));
    return fail(status, { action, ...data, values: { ...data.values, seen: formatSeen(known) } });
  }
  const before = claims.map(({ id }) => id);
  return { action, saved: { eventId: changed.eventId, before, unitIds: unitIds?.(changed.result) ?? before } };
}
