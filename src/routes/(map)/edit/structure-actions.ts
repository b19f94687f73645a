import { AREA_TYPES, DISCLOSURE_GROUNDS, LOCATION_PRECISIONS, UNIT_KINDS } from '$lib/domain/codes';
import { MAX_PARTS } from '$lib/domain/restructure';
import type { FormReader } from '$lib/server/http/form-reader';
import { readEvidence, readOccupancy } from '$lib/server/http/occupancy-form';
import { correctUnit, endUnit } from '$lib/server/unit/unit-facts';
import type { UnitRecord } from '$lib/server/unit/unit-record';
import { convertUnit, divideUnit, mergeUnits, type UnitPart } from '$lib/server/unit/unit-structure';
import { prepare, presentOf } from './occupancy-actions';
import { onlyClaim, openSubmission, save } from './submission';
import type { RequestEvent } from './$types';

/** What is recorded of a unit beside who uses it. */
export async function facts(event: RequestEvent) {
  const submission = await openSubmission(event);
  const { context, form } = submission;
  const unit = onlyClaim(submission);
  const read = {
    ...readMeasure(form, ''),
    hasOwnEntrance: form.flag('hasOwnEntrance'),
    isStepFree: form.choice('isStepFree'),
    isDivisible: form.choice('isDivisible'),
    powerKw: form.number('powerKw'),
    hasExtractor: form.choice('hasExtractor'),
    hasToilet: form.choice('hasToilet'),
    hasSecondEscapeRoute: form.choice('hasSecondEscapeRoute'),
    isShopUsePlausible: form.flag('isShopUsePlausible'),
    disclosure: form.require('disclosure', form.code('disclosure', DISCLOSURE_GROUNDS), 'withheld'),
    locationPrecision: form.require('locationPrecision', form.code('locationPrecision', LOCATION_PRECISIONS), 'hidden')
  };
  const note = form.text('note');
  return save(submission, {
    action: 'facts',
    change: async () => {
      const { eventId, result } = await correctUnit(context, { unit, facts: read, note });
      return { eventId, result: [result] };
    }
  });
}

/** One unit into several. The buttons for more and fewer parts save nothing: they give the form back with its parts. */
export async function divide(event: RequestEvent) {
  const submission = await openSubmission(event);
  const { context, form } = submission;
  const unit = onlyClaim(submission);
  const count = Math.min(MAX_PARTS, Math.max(2, form.integer('count') ?? 2));
  const { change } = await prepare(submission, ({ units, tenants }) => {
    const parts = Array.from({ length: count }, (_, index) => readPart(form, { index, units, tenants }, context.today));
    const plan = readPlan(form, context.today);
    return () => divideUnit(context, { unit, parts, ...plan });
  });
  const step = form.text('step');
  if (step !== null) {
    const wanted = Math.min(MAX_PARTS, Math.max(2, count + (step === 'fewer' ? -1 : 1)));
    return {
      action: 'divide' as const,
      issues: {},
      values: { ...form.values, count: String(wanted) },
      meanwhile: null
    };
  }
  return save(submission, { action: 'divide', change, unitIds: (made) => made });
}

/** Several units of one storey into one. */
export async function merge(event: RequestEvent) {
  const submission = await openSubmission(event);
  const { context, form, claims } = submission;
  const { change } = await prepare(submission, ({ units, tenants }) => {
    const into = readPart(form, { index: 0, units, tenants }, context.today);
    const plan = readPlan(form, context.today);
    return () => mergeUnits(context, { units: claims, into, ...plan });
  });
  return save(submission, { action: 'merge', change, unitIds: (made) => made });
}

/** One kind of unit into another. */
export async function convert(event: RequestEvent) {
  const submission = await openSubmission(event);
  const { context, form } = submission;
  const unit = onlyClaim(submission);
  const { change } = await prepare(submission, ({ units, tenants }) => {
    const into = readPart(form, { index: 0, units, tenants }, context.today);
    const plan = readPlan(form, context.today);
    return () => convertUnit(context, { unit, into, ...plan });
  });
  return save(submission, { action: 'convert', change, unitIds: (made) => made });
}

/** A unit that is gone from a day on. */
export async function end(event: RequestEvent) {
  const submission = await openSubmission(event);
  const { context, form } = submission;
  const unit = onlyClaim(submission);
  const on = form.require('on', form.day('on'), context.today);
  const note = form.text('note');
  return save(submission, {
    action: 'end',
    change: async () => {
      const { eventId, result } = await endUnit(context, { unit, on, note });
      return { eventId, result: [result] };
    }
  });
}

function readPlan(form: FormReader, today: string) {
  return {
    on: form.require('on', form.day('on'), today),
    evidence: readEvidence(form, today),
    note: form.text('note')
  };
}

function readMeasure(form: FormReader, prefix: string) {
  const field = (name: string) => prefix + name;
  const areaSqm = form.number(field('areaSqm'));
  const areaType = form.code(field('areaType'), AREA_TYPES);
  return {
    code: form.require(field('code'), form.text(field('code')), '?'),
    kind: form.require(field('kind'), form.code(field('kind'), UNIT_KINDS), 'shop'),
    areaSqm,
    // A type is always offered, an area need not be known.
    areaType: areaSqm === null ? null : areaType,
    frontageM: form.number(field('frontageM'))
  };
}

interface PartReading {
  readonly index: number;
  readonly units: readonly UnitRecord[];
  readonly tenants: Parameters<typeof readOccupancy>[1]['tenants'];
}

/** A new unit; the tenancy of the first of the old ones goes on in it where the form says so. */
function readPart(form: FormReader, { index, units, tenants }: PartReading, today: string): UnitPart {
  const prefix = `parts.${index}.`;
  const present = units[0] ? presentOf(units[0], today) : null;
  const occupancy = readOccupancy(form, { prefix, tenants, present });
  const tenancy = form.flag(`${prefix}keepsTenancy`) ? (present?.tenancy ?? null) : occupancy.tenancy;
  return { ...readMeasure(form, prefix), occupancy: { ...occupancy, tenancy } };
}
