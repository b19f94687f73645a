import { eq, sql } from 'drizzle-orm';
import { checkBuildingFacts, type BuildingFacts } from '../../domain/building-facts';
import { isCode, RENEWAL_STATES, type AuditAction, type RenewalState } from '../../domain/codes';
import { changeHistory, correctHistory, removeEntry, type Entry, type Revised } from '../../domain/history';
import { isIsoDate, type IsoDate } from '../../domain/interval';
import { checkNote } from '../unit/occupancy';
import { InvalidInput, rejectIssues, type Issue } from '../../domain/refusal';
import { inChange, type Changed } from '../change/audit';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { building, buildingRenewal } from '../db/schema';
import { assertBuilding, type BuildingClaim } from './storey';
import { findSurveySource } from '../record/survey-source';

export interface BuildingCorrection {
  readonly building: BuildingClaim;
  readonly facts: BuildingFacts;
  readonly note: string | null;
}

/** Other facts of a house, for its whole time. Errors as `changeOccupancy`. */
export async function correctBuilding(
  context: ServiceContext,
  correction: BuildingCorrection
): Promise<Changed<number>> {
  const { building: claim, facts, note } = correction;
  assertCapable(context, 'structure:change');
  rejectIssues([...checkBuildingFacts(facts, Number(context.today.slice(0, 4))), ...checkNote(note)]);
  await assertBuilding(context, claim.id);
  return inChange(context, [{ entity: 'building', ...claim }], async ({ db }) => {
    const [before] = await db.select().from(building).where(eq(building.id, claim.id));
    const isSame = (Object.keys(facts) as (keyof BuildingFacts)[]).every((key) => before![key] === facts[key]);
    if (isSame) rejectIssues([{ field: 'street', code: 'nothing_changed' }]);
    await db.update(building).set(facts).where(eq(building.id, claim.id));
    return {
      note: {
        ...{ action: 'correct_building', entity: 'building', entityId: claim.id },
        ...{ buildingIds: [claim.id], reason: note }
      },
      result: claim.id
    };
  });
}

interface RenewalRequest {
  readonly building: BuildingClaim;
  readonly note: string | null;
}

export interface RenewalChange extends RenewalRequest {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly state: RenewalState;
}

/** "From this day on": another state of renewal. Errors as `changeOccupancy`. */
export function changeRenewal(context: ServiceContext, change: RenewalChange): Promise<Changed<number>> {
  const { from, to, state } = change;
  return reviseRenewal(context, {
    ...{ ...change, action: 'change_renewal', effectiveOn: from, days: { from, to }, state },
    revise: (entries, value) => changeHistory(entries, { from: null, to: null }, { from, to, value })
  });
}

export interface RenewalCorrection extends RenewalRequest {
  readonly entryId: number;
  /** Null takes the entry out. */
  readonly wanted: { readonly from: IsoDate; readonly to: IsoDate | null; readonly state: RenewalState } | null;
}

/** "It was never so": another state, other days, or none of it. Errors as `changeOccupancy`. */
export function correctRenewal(context: ServiceContext, correction: RenewalCorrection): Promise<Changed<number>> {
  const { entryId: id, wanted } = correction;
  return reviseRenewal(context, {
    ...{ ...correction, action: 'correct_renewal', effectiveOn: wanted?.from ?? null },
    ...{ days: wanted, state: wanted?.state ?? null },
    revise: (entries, value) =>
      wanted === null
        ? removeEntry(entries, id)
        : correctHistory(entries, { from: null, to: null }, { id, from: wanted.from, to: wanted.to, value })
  });
}

interface RenewalValue {
  readonly state: RenewalState;
  readonly sourceId: number;
}

interface RenewalRevision extends RenewalRequest {
  readonly action: AuditAction;
  readonly effectiveOn: IsoDate | null;
  readonly days: { readonly from: IsoDate; readonly to: IsoDate | null } | null;
  readonly state: RenewalState | null;
  readonly revise: (entries: readonly Entry<RenewalValue>[], value: RenewalValue) => Revised<RenewalValue>;
}

async function reviseRenewal(context: ServiceContext, revision: RenewalRevision): Promise<Changed<number>> {
  const { building: claim, note, action, effectiveOn, days, state } = revision;
  assertCapable(context, 'structure:change');
  const issues: Issue[] = [...checkNote(note)];
  if (days && !isIsoDate(days.from)) issues.push({ field: 'from', code: 'not_a_day' });
  if (days && days.to !== null && !isIsoDate(days.to)) issues.push({ field: 'to', code: 'not_a_day' });
  if (state !== null && !isCode(RENEWAL_STATES, state)) issues.push({ field: 'state', code: 'unknown_code' });
  rejectIssues(issues);
  await assertBuilding(context, claim.id);
  return inChange(context, [{ entity: 'building', ...claim }], async (inside) => {
    const stored = await readRenewals(inside, claim.id);
    const sourceId = await findSurveySource(inside, 'other');
    const revised = revision.revise(stored, { state: state ?? 'unknown', sourceId });
    if (revised.issues) throw new InvalidInput(revised.issues);
    if (listStates(stored) === listStates(revised.entries)) {
      rejectIssues([{ field: 'state', code: 'nothing_changed' }]);
    }
    await writeRenewals(inside, { buildingId: claim.id, before: stored, after: revised.entries });
    return {
      note: {
        ...{ action, entity: 'building', entityId: claim.id, buildingIds: [claim.id], effectiveOn, reason: note }
      },
      result: claim.id
    };
  });
}

/** What a history of renewal says, day by day. */
function listStates(entries: readonly Entry<RenewalValue>[]): string {
  return JSON.stringify(entries.map(({ from, to, value }) => [from, to, value.state]));
}

async function readRenewals({ db }: ServiceContext, buildingId: number): Promise<Entry<RenewalValue>[]> {
  const rows = await db
    .select()
    .from(buildingRenewal)
    .where(eq(buildingRenewal.buildingId, buildingId))
    .orderBy(sql`lower(${buildingRenewal.valid}) nulls first`);
  return rows.map(({ id, valid, state, sourceId }) => ({
    ...{ id, from: valid.from ?? OPEN_BEGINNING, to: valid.to },
    value: { state, sourceId }
  }));
}

/** Stands for an open beginning while entries are compared, and in corrections; no stored day lies before it. */
export const OPEN_BEGINNING = '1000-01-01';

interface RenewalWriting {
  readonly buildingId: number;
  readonly before: readonly Entry<RenewalValue>[];
  readonly after: readonly Entry<RenewalValue>[];
}

async function writeRenewals({ db }: ServiceContext, { buildingId, before, after }: RenewalWriting): Promise<void> {
  const kept = new Set(after.map(({ id }) => id));
  const stored = new Map(before.map((entry) => [entry.id, entry]));
  for (const { id } of before) {
    if (id !== null && !kept.has(id)) await db.delete(buildingRenewal).where(eq(buildingRenewal.id, id));
  }
  for (const { id, from, to, value } of after) {
    const values = { ...value, buildingId, valid: { from: from === OPEN_BEGINNING ? null : from, to } };
    const old = stored.get(id);
    if (id === null) await db.insert(buildingRenewal).values(values);
    else if (old?.from !== from || old.to !== to || old.value.state !== value.state) {
      await db.update(buildingRenewal).set(values).where(eq(buildingRenewal.id, id));
    }
  }
}
