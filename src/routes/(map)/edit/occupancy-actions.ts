import { readEvidence, readOccupancy } from '$lib/server/http/occupancy-form';
import { changeOccupancy, confirmOccupancy, correctOccupancy, removeOccupancy } from '$lib/server/unit/occupancy';
import type { UnitRecord } from '$lib/server/unit/unit-record';
import { contains } from '$lib/domain/interval';
import { onlyClaim, openSubmission, readPresent, save, type Submission } from './submission';
import type { RequestEvent } from './$types';

/** "From this day on." */
export async function change(event: RequestEvent) {
  const submission = await openSubmission(event);
  const { context, form, claims } = submission;
  return save(submission, {
    action: 'change',
    ...(await prepare(submission, ({ units, tenants }) => {
      const present = units.length === 1 ? presentOf(units[0]!, context.today) : null;
      const occupancy = readOccupancy(form, { tenants, present });
      const from = form.require('from', form.day('from'), context.today);
      const [to, evidence, note] = [form.day('to'), readEvidence(form, context.today), form.text('note')];
      return () => changeOccupancy(context, { units: claims, from, to, occupancy, evidence, note });
    }))
  });
}

/** "Still so." */
export async function confirm(event: RequestEvent) {
  const submission = await openSubmission(event);
  const { context, form, claims } = submission;
  const evidence = readEvidence(form, context.today);
  return save(submission, { action: 'confirm', change: () => confirmOccupancy(context, { units: claims, evidence }) });
}

/** "It was never so." */
export async function correct(event: RequestEvent) {
  const submission = await openSubmission(event);
  const { context, form } = submission;
  const unit = onlyClaim(submission);
  const entryId = form.require('entry', form.id('entry'), 0);
  return save(submission, {
    action: 'correct',
    ...(await prepare(submission, ({ units, tenants }) => {
      const present = units[0]?.history.find(({ id }) => id === entryId)?.occupancy ?? null;
      const occupancy = { ...readOccupancy(form, { tenants, present }), isStartKnown: form.flag('isStartKnown') };
      const from = form.require('from', form.day('from'), context.today);
      const [to, evidence, note] = [form.day('to'), readEvidence(form, context.today), form.text('note')];
      return () => correctOccupancy(context, { unit, entryId, from, to, occupancy, evidence, note });
    }))
  });
}

/** "That never happened." */
export async function remove(event: RequestEvent) {
  const submission = await openSubmission(event);
  const { context, form } = submission;
  const unit = onlyClaim(submission);
  const entryId = form.require('entry', form.id('entry'), 0);
  const note = form.text('note');
  return save(submission, { action: 'remove', change: () => removeOccupancy(context, { unit, entryId, note }) });
}

type Present = Awaited<ReturnType<typeof readPresent>>;

/**
 * Reads a form that needs to know what is there. A refusal of that is the refusal of the change: it is thrown when
 * the change is asked for.
 */
export async function prepare<T>(
  submission: Submission,
  read: (present: Present) => () => Promise<T>
): Promise<{ change: () => Promise<T> }> {
  try {
    return { change: read(await readPresent(submission)) };
  } catch (cause) {
    return { change: () => Promise.reject(cause instanceof Error ? cause : new Error(String(cause))) };
  }
}

/** What holds of a unit on a day. */
export function presentOf({ history }: UnitRecord, day: string) {
  return history.find((entry) => contains(entry, day))?.occupancy ?? null;
}
