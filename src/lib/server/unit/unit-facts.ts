import { eq, sql } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import { areaSqm, subtract, unite, type Area } from '../../domain/geometry';
import { endHistory } from '../../domain/history';
import { isId } from '../../domain/id-list';
import { isIsoDate, type IsoDate } from '../../domain/interval';
import { checkOccupancy, tidyOccupancy, type Evidence } from '../../domain/occupancy';
import { InvalidInput, refuse, rejectIssues, type Issue } from '../../domain/refusal';
import { checkDrafts } from '../../domain/restructure';
import { checkUnitFacts, type UnitFacts } from '../../domain/unit-facts';
import { assertCapable } from '../authorise';
import { inChange, type Changed, type Claim } from '../change/audit';
import type { ServiceContext } from '../context';
import { unit } from '../db/schema';
import { claimOffers, takeDownEnded } from '../listing/listing-taken-down';
import { assertMayChange, assertTenant, checkEvidence, checkNote, type UnitClaim } from './occupancy';
import { findSurveySource } from '../record/survey-source';
import { readHistories, writeHistories } from './unit-history';
import { assertCodesFree, beginHistory, type UnitPart } from './unit-structure';

export interface UnitCorrection {
  readonly unit: UnitClaim;
  readonly facts: UnitFacts;
  readonly note: string | null;
}

/** Other facts of a unit, for its whole time. Errors as `changeOccupancy`. */
export async function correctUnit(context: ServiceContext, correction: UnitCorrection): Promise<Changed<number>> {
  const { unit: claim, facts, note } = correction;
  rejectIssues([...checkUnitFacts(facts), ...checkNote(note)]);
  await assertMayChange(context, [claim.id], 'structure:change');
  const isDwelling = facts.kind === 'dwelling';
  const claims: Claim[] = [{ entity: 'unit', ...claim }, ...(isDwelling ? await claimOffers(context, [claim.id]) : [])];
  return inChange(context, claims, async (inside) => {
    const [before] = await inside.db.select().from(unit).where(eq(unit.id, claim.id));
    const { buildingId, valid } = before!;
    if (facts.code.toLowerCase() !== before!.code.toLowerCase()) {
      await rejectTakenCode(inside, { buildingId, code: facts.code, except: [claim.id], ...valid });
    }
    const isSame = (Object.keys(facts) as (keyof UnitFacts)[]).every((key) => before![key] === facts[key]);
    if (isSame) rejectIssues([{ field: 'code', code: 'nothing_changed' }]);
    await inside.db.update(unit).set(facts).where(eq(unit.id, claim.id));
    // Dwellings are not offered.
    if (isDwelling) await takeDownEnded(inside, [claim.id]);
    return {
      note: {
        ...{ action: 'correct_unit', entity: 'unit', entityId: claim.id, unitIds: [claim.id] },
        ...{ buildingIds: [buildingId], reason: note }
      },
      result: claim.id
    };
  });
}

export interface UnitAddition {
  readonly storeyId: number;
  /** The unit to its left as seen from the street; null puts it first. */
  readonly afterUnitId: number | null;
  /** The first day that it is there. */
  readonly from: IsoDate;
  readonly part: UnitPart;
  readonly evidence: Evidence;
  readonly note: string | null;
}

/** A unit that was not recorded yet, on the room that the others of its storey leave. Errors as `changeOccupancy`. */
export async function addUnit(context: ServiceContext, addition: UnitAddition): Promise<Changed<number>> {
  const { storeyId, afterUnitId, from, part, evidence, note } = addition;
  assertCapable(context, 'structure:change');
  const occupancy = tidyOccupancy({ ...part.occupancy, checkedOn: evidence.checkedOn });
  rejectIssues([
    ...(isIsoDate(from) ? [] : [{ field: 'from', code: 'not_a_day' } as const]),
    ...unprefix(checkDrafts([part])),
    ...checkOccupancy(occupancy, context.today),
    ...checkEvidence(evidence, context.today),
    ...checkNote(note)
  ]);
  const place = await findStorey(context, storeyId);
  const { buildingId } = place;
  return inChange(context, [{ entity: 'building', id: buildingId, version: null }], async (inside) => {
    await rejectTakenCode(inside, { buildingId, code: part.code, except: [], from, to: null });
    await assertTenant(inside, occupancy);
    const neighbours = await inside.db.execute<{ id: number; position: number; geometry: string }>(sql`
      select id, position, geometry from unit where storey_id = ${storeyId}
        and valid && daterange(${from}::date, null) order by position, id`);
    const left = neighbours.findIndex(({ id }) => id === afterUnitId);
    if (afterUnitId !== null && left < 0) rejectIssues([{ field: 'afterUnitId', code: 'not_one_of_this_unit' }]);
    const free = freeRoom(
      place.geometry,
      neighbours.map(({ geometry }) => geometry)
    );
    if (free === null) throw refuse('no_room_on_storey');
    const sourceId = await findSurveySource(inside, evidence.method);
    const { code, kind, areaSqm, areaType, frontageM } = part;
    const [made] = await inside.db
      .insert(unit)
      .values({
        ...{ buildingId, storeyId, code, kind, areaSqm, areaType, frontageM, sourceId },
        position: between(neighbours[left]?.position, neighbours[left + 1]?.position),
        geometry: JSON.stringify(free),
        valid: { from, to: null }
      })
      .returning({ id: unit.id });
    const { id } = made!;
    await writeHistories(inside, [{ unitId: id, before: [], after: [beginHistory(from, { ...occupancy, sourceId })] }]);
    return {
      note: {
        ...{ action: 'add_unit', entity: 'unit', entityId: id, unitIds: [id], buildingIds: [buildingId] },
        ...{ effectiveOn: from, reason: note }
      },
      result: id
    };
  });
}

export interface UnitEnding {
  readonly unit: UnitClaim;
  /** The first day on which it is no longer there. */
  readonly on: IsoDate;
  readonly note: string | null;
}

/** A unit that is gone from a day on, such as a demolished side wing. Errors as `changeOccupancy`. */
export async function endUnit(
  context: ServiceContext,
  { unit: claim, on, note }: UnitEnding
): Promise<Changed<number>> {
  rejectIssues([...(isIsoDate(on) ? [] : [{ field: 'on', code: 'not_a_day' } as const]), ...checkNote(note)]);
  await assertMayChange(context, [claim.id], 'structure:change');
  const claims: Claim[] = [{ entity: 'unit', ...claim }, ...(await claimOffers(context, [claim.id]))];
  return inChange(context, claims, async (inside) => {
    const history = (await readHistories(inside, [claim.id])).get(claim.id)!;
    const { from, to } = history.existence;
    if ((from !== null && on <= from) || to !== null) throw refuse('unit_not_there_then', { day: on });
    const revised = endHistory(history.entries, on);
    if (revised.issues) throw new InvalidInput(revised.issues);
    await writeHistories(inside, [{ unitId: claim.id, before: history.entries, after: revised.entries }]);
    await inside.db
      .update(unit)
      .set({ valid: { from, to: on } })
      .where(eq(unit.id, claim.id));
    await takeDownEnded(inside, [claim.id]);
    return {
      note: {
        ...{ action: 'end_unit', entity: 'unit', entityId: claim.id, unitIds: [claim.id] },
        ...{ buildingIds: [history.buildingId], effectiveOn: on, reason: note }
      },
      result: claim.id
    };
  });
}

async function findStorey(
  { db, quarter }: ServiceContext,
  id: number
): Promise<{ buildingId: number; geometry: string }> {
  if (!isId(id)) throw new DomainError('not_found', 'storey_not_found', { id });
  const [row] = await db.execute<{ buildingId: number; geometry: string }>(sql`
    select s.building_id as "buildingId", b.geometry from storey s join building b on b.id = s.building_id
    join quarter q on q.id = b.quarter_id and q.slug = ${quarter} where s.id = ${id}`);
  if (!row) throw new DomainError('not_found', 'storey_not_found', { id });
  return row;
}

interface SingleCode {
  readonly buildingId: number;
  readonly code: string;
  readonly except: readonly number[];
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

/** As `assertCodesFree`, with the field `code`. */
async function rejectTakenCode(context: ServiceContext, { code, ...question }: SingleCode): Promise<void> {
  await assertCodesFree(context, { ...question, parts: [{ code }], fieldOf: () => 'code' });
}

/** Slivers along shared walls are no room. */
const SMALLEST_ROOM_SQM = 1;

function freeRoom(footprint: string, taken: readonly string[]): Area | null {
  const whole = JSON.parse(footprint) as Area;
  if (taken.length === 0) return whole;
  const free = subtract(whole, unite(taken.map((text) => JSON.parse(text) as Area)));
  return free !== null && areaSqm(free) >= SMALLEST_ROOM_SQM ? free : null;
}

function between(left: number | undefined, right: number | undefined): number {
  if (left !== undefined && right !== undefined) return (left + right) / 2;
  if (left !== undefined) return left + 1;
  return right === undefined ? 1 : right - 1;
}

function unprefix(issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, field: issue.field.replace('parts.0.', '') }));
}
