import { sql } from 'drizzle-orm';
import { can, reachOf, type Capability } from '../../domain/access';
import { assertCapable } from '../authorise';
import { isCode, SURVEY_METHODS, type AuditAction } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { checkText } from '../../domain/free-text';
import { changeHistory, correctHistory, removeEntry, type Entry, type Revised } from '../../domain/history';
import { isId } from '../../domain/id-list';
import { isIsoDate, type IsoDate } from '../../domain/interval';
import { checkOccupancy, isSameOccupancy, tidyOccupancy, type Evidence, type Occupancy } from '../../domain/occupancy';
import { refuse, rejectIssues, type Issue } from '../../domain/refusal';
import { inChange, type Changed, type Claim } from '../change/audit';
import type { ServiceContext } from '../context';
import { executeKept } from '../db/kept-statement';
import { claimOffers, takeDownLet } from '../listing/listing-taken-down';
import { findSurveySource } from '../record/survey-source';
import { readHistories, writeHistories, type StoredOccupancy, type UnitHistory } from './unit-history';
import { idList } from '../record/visibility';

/** A unit with the version that the form was filled in on; null takes it as it is. */
export interface UnitClaim {
  readonly id: number;
  readonly version: number | null;
}

/** Most units of one change. */
export const MAX_UNITS_OF_CHANGE = 1000;
const MAX_REASON_LENGTH = 500;

export interface OccupancyChange {
  readonly units: readonly UnitClaim[];
  readonly from: IsoDate;
  /** The day from which what was recorded before holds again; null: until the next recorded change. */
  readonly to: IsoDate | null;
  readonly occupancy: Omit<Occupancy, 'checkedOn'>;
  readonly evidence: Evidence;
  readonly note: string | null;
}

/**
 * "From this day on": one state for one or many units.
 * @throws {InvalidInput} naming the fields
 * @throws {DomainError} `forbidden`, `not_found`, `conflict` (somebody else was faster)
 */
export function changeOccupancy(context: ServiceContext, change: OccupancyChange): Promise<Changed<readonly number[]>> {
  const { units, from, to, evidence, note } = change;
  const occupancy = tidyOccupancy({ ...change.occupancy, checkedOn: evidence.checkedOn });
  rejectIssues([
    ...checkDay('from', from),
    ...(to === null ? [] : checkDay('to', to)),
    ...checkOccupancy(occupancy, context.today),
    ...checkEvidence(evidence, context.today),
    ...checkNote(note)
  ]);
  return reviseUnits(context, {
    ...{ units, action: 'change_occupancy', capability: 'occupancy:change', effectiveOn: from, note },
    mayLet: occupancy.status === 'occupied',
    revise: async (inside) => {
      await assertTenant(inside, occupancy);
      const sourceId = await findSurveySource(inside, evidence.method);
      return ({ entries, existence }) =>
        changeHistory(entries, existence, {
          ...{ from, to },
          value: { ...keepUnseenParty(inside, occupancy, entries, from), sourceId, tenancyId: null }
        });
    }
  });
}

export interface OccupancyCorrection {
  readonly unit: UnitClaim;
  readonly entryId: number;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly occupancy: Omit<Occupancy, 'checkedOn'>;
  readonly evidence: Evidence;
  readonly note: string | null;
}

/** "It was never so": another state or other days for one entry. Errors as `changeOccupancy`. */
export function correctOccupancy(
  context: ServiceContext,
  correction: OccupancyCorrection
): Promise<Changed<readonly number[]>> {
  const { unit, entryId: id, from, to, evidence, note } = correction;
  const occupancy = tidyOccupancy({ ...correction.occupancy, checkedOn: evidence.checkedOn });
  rejectIssues([
    ...checkDay('from', from),
    ...(to === null ? [] : checkDay('to', to)),
    ...checkOccupancy(occupancy, context.today),
    ...checkEvidence(evidence, context.today),
    ...checkNote(note)
  ]);
  return reviseUnits(context, {
    ...{ units: [unit], action: 'correct_occupancy', capability: 'occupancy:correct', effectiveOn: from, note },
    // The days of an entry, when corrected, can also bring the one beside it to today.
    mayLet: true,
    revise: async (inside) => {
      await assertTenant(inside, occupancy);
      const sourceId = await findSurveySource(inside, evidence.method);
      return ({ entries, existence }) => {
        const tenancyId = entries.find((entry) => entry.id === id)?.value.tenancyId ?? null;
        return correctHistory(entries, existence, { id, from, to, value: { ...occupancy, sourceId, tenancyId } });
      };
    }
  });
}

export interface EntryRemoval {
  readonly unit: UnitClaim;
  readonly entryId: number;
  readonly note: string | null;
}

/** "That never happened": takes an entry out of the history. Errors as `changeOccupancy`. */
export function removeOccupancy(
  context: ServiceContext,
  { unit, entryId, note }: EntryRemoval
): Promise<Changed<readonly number[]>> {
  rejectIssues(checkNote(note));
  return reviseUnits(context, {
    ...{ units: [unit], action: 'remove_occupancy', capability: 'occupancy:correct', effectiveOn: null, note },
    mayLet: true,
    revise:
      async () =>
      ({ entries }) =>
        removeEntry(entries, entryId)
  });
}

export interface OccupancyConfirmation {
  readonly units: readonly UnitClaim[];
  readonly evidence: Evidence;
}

/** "Still so": what is recorded for the day of the check was found to be true. Errors as `changeOccupancy`. */
export function confirmOccupancy(
  context: ServiceContext,
  { units, evidence }: OccupancyConfirmation
): Promise<Changed<readonly number[]>> {
  rejectIssues(checkEvidence(evidence, context.today));
  const { checkedOn } = evidence;
  return reviseUnits(context, {
    ...{ units, action: 'confirm_occupancy', capability: 'occupancy:change', effectiveOn: checkedOn, note: null },
    mayLet: false,
    revise:
      async () =>
      ({ entries }) => {
        const current = entries.find((entry) => entry.from <= checkedOn && (entry.to === null || checkedOn < entry.to));
        if (!current) return { issues: [{ field: 'checkedOn', code: 'unit_not_there_then' }] };
        if ((current.value.checkedOn ?? '') >= checkedOn) return { entries };
        return {
          entries: entries.map((entry) =>
            entry === current ? { ...entry, value: { ...entry.value, checkedOn } } : entry
          )
        };
      }
  });
}

interface UnitRevision {
  readonly units: readonly UnitClaim[];
  readonly action: AuditAction;
  readonly capability: Capability;
  readonly effectiveOn: IsoDate | null;
  readonly note: string | null;
  /** Can a unit be in use after it that was not before? Then its offer is taken down. */
  readonly mayLet: boolean;
  /** Prepares inside the transaction what every unit's revision needs. */
  readonly revise: (inside: ServiceContext) => Promise<(history: UnitHistory) => Revised<StoredOccupancy>>;
}

async function reviseUnits(context: ServiceContext, revision: UnitRevision): Promise<Changed<readonly number[]>> {
  const { units, action, capability, effectiveOn, note, mayLet } = revision;
  const unitIds = [...new Set(units.map(({ id }) => id))];
  if (unitIds.length === 0) throw refuse('too_few_units');
  if (unitIds.length > MAX_UNITS_OF_CHANGE) throw refuse('too_many_units', { most: MAX_UNITS_OF_CHANGE });
  // Whoever reaches everything is told of a missing unit when it is read: one turn to the database less.
  if (reachOf(context.actor, capability) !== 'all' || !unitIds.every(isId)) {
    await assertMayChange(context, unitIds, capability);
  }
  const claims: Claim[] = units.map(({ id, version }) => ({ entity: 'unit', id, version }));
  if (mayLet) claims.push(...(await claimOffers(context, unitIds.filter(isId))));
  return inChange(context, claims, async (inside) => {
    const [histories, reviseOne] = await Promise.all([readHistories(inside, unitIds), revision.revise(inside)]);
    const missing = unitIds.find((id) => !histories.has(id));
    if (missing !== undefined) throw new DomainError('not_found', 'unit_not_found', { id: missing });
    const issues: Issue[] = [];
    const revisions = [...histories.values()].map((history) => {
      const revised = reviseOne(history);
      if (revised.issues) {
        const details: Issue['details'] = unitIds.length > 1 ? { unit: history.unitId } : {};
        issues.push(...revised.issues.map((issue) => ({ ...issue, details: { ...issue.details, ...details } })));
        return { unitId: history.unitId, before: history.entries, after: history.entries };
      }
      return { unitId: history.unitId, before: history.entries, after: revised.entries };
    });
    rejectIssues(issues.slice(0, MAX_ISSUES));
    if (revisions.every(({ before, after }) => isSameHistory(before, after))) {
      rejectIssues([{ field: 'status', code: 'nothing_changed' }]);
    }
    await writeHistories(inside, revisions);
    const taken = revisions.filter(
      ({ before, after }) => !isUsedOn(before, context.today) && isUsedOn(after, context.today)
    );
    if (mayLet)
      await takeDownLet(
        inside,
        taken.map(({ unitId }) => unitId)
      );
    const buildingIds = [...new Set([...histories.values()].map(({ buildingId }) => buildingId))];
    const entityId = unitIds.length === 1 ? unitIds[0]! : null;
    return {
      note: { ...{ action, entity: 'unit', entityId, unitIds, buildingIds, effectiveOn }, reason: note },
      result: unitIds
    };
  });
}

/** Is the unit in use on that day, as these entries say? */
function isUsedOn(entries: readonly Entry<StoredOccupancy>[], day: IsoDate): boolean {
  return entries.some(({ from, to, value }) => from <= day && (to === null || day < to) && value.status === 'occupied');
}

/** A batch of hundreds does not repeat the same refusal hundreds of times. */
const MAX_ISSUES = 20;

function isSameHistory(before: readonly Entry<StoredOccupancy>[], after: readonly Entry<StoredOccupancy>[]): boolean {
  return (
    before.length === after.length &&
    before.every((entry, index) => {
      const other = after[index]!;
      return (
        entry.from === other.from &&
        entry.to === other.to &&
        entry.value.checkedOn === other.value.checkedOn &&
        isSameOccupancy(toOccupancy(entry.value), toOccupancy(other.value))
      );
    })
  );
}

function toOccupancy({ sourceId: _sourceId, tenancyId: _tenancyId, ...occupancy }: StoredOccupancy): Occupancy {
  return occupancy;
}

/**
 * Throws `not_found` for a unit that the quarter does not have, `forbidden` where `capability` does not reach one of
 * them.
 */
export async function assertMayChange(
  context: ServiceContext,
  unitIds: readonly number[],
  capability: Capability
): Promise<void> {
  assertCapable(context, capability);
  const wanted = [...new Set(unitIds)];
  const rows = await executeKept<{ id: number; buildingId: number }>(
    context.db,
    sql`
    select unit.id, unit.building_id as "buildingId" from unit join building b on b.id = unit.building_id
    join quarter q on q.id = b.quarter_id and q.slug = ${context.quarter} where unit.id = any(${idList(wanted.filter(isId))})`
  );
  const found = new Set(rows.map(({ id }) => id));
  const missing = wanted.find((id) => !found.has(id));
  if (missing !== undefined) throw new DomainError('not_found', 'unit_not_found', { id: missing });
  if (!rows.every(({ buildingId }) => can(context.actor, capability, { buildingId }))) {
    throw new DomainError('forbidden', 'role_needed');
  }
}

/** Whoever may not see who the tenant is does not change them either: the same kind of tenancy keeps its party. */
function keepUnseenParty(
  { actor }: ServiceContext,
  occupancy: Occupancy,
  entries: readonly Entry<StoredOccupancy>[],
  day: IsoDate
): Occupancy {
  const { tenancy } = occupancy;
  if (tenancy === null || tenancy.partyId !== null || can(actor, 'natural-person:read')) return occupancy;
  const before = entries.find(({ from, to }) => from <= day && (to === null || day < to))?.value.tenancy ?? null;
  const isSame = before !== null && before.type === tenancy.type && before.businessId === tenancy.businessId;
  return isSame ? { ...occupancy, tenancy: { ...tenancy, partyId: before.partyId } } : occupancy;
}

/** The business and the party of a tenancy must be ones of the quarter. */
export async function assertTenant(
  { db, quarter }: ServiceContext,
  { tenancy }: Pick<Occupancy, 'tenancy'>
): Promise<void> {
  const { businessId = null, partyId = null } = tenancy ?? {};
  if (businessId !== null) {
    const [found] = isId(businessId)
      ? await db.execute(sql`
          select 1 from business where id = ${businessId} and quarter_id = (select id from quarter where slug = ${quarter})`)
      : [];
    if (!found) rejectIssues([{ field: 'businessId', code: 'business_unknown' }]);
  }
  if (partyId === null) return;
  const [party] = await db.execute(sql`
    select 1 from party where id = ${partyId}::uuid and quarter_id = (select id from quarter where slug = ${quarter})`);
  if (!party) rejectIssues([{ field: 'partyId', code: 'unknown_code' }]);
}

function checkDay(field: string, day: IsoDate): Issue[] {
  return isIsoDate(day) ? [] : [{ field, code: 'not_a_day' }];
}

export function checkEvidence({ method, checkedOn }: Evidence, today: IsoDate): Issue[] {
  if (!isCode(SURVEY_METHODS, method)) return [{ field: 'method', code: 'unknown_code' }];
  if (!isIsoDate(checkedOn)) return [{ field: 'checkedOn', code: 'not_a_day' }];
  return checkedOn > today ? [{ field: 'checkedOn', code: 'in_the_future' }] : [];
}

export function checkNote(note: string | null): Issue[] {
  return checkText('note', note, MAX_REASON_LENGTH);
}
