import { inArray, sql } from 'drizzle-orm';
import { LOCATION_PRECISIONS, type AuditAction, type LocationPrecision } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { sliceFootprint, unite, type Area } from '../../domain/geometry';
import { endHistory, type Entry } from '../../domain/history';
import { isIsoDate, type IsoDate } from '../../domain/interval';
import { checkOccupancy, tidyOccupancy, type Evidence, type Occupancy } from '../../domain/occupancy';
import { refuse, rejectIssues, type Issue } from '../../domain/refusal';
import { checkBalance, checkDrafts, MAX_PARTS, sharesOf, type UnitDraft } from '../../domain/restructure';
import { inChange, type Change, type Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { unit, unitPredecessor } from '../db/schema';
import { claimOffers, takeDownEnded } from '../listing/listing-taken-down';
import { assertMayChange, assertTenant, checkEvidence, checkNote, type UnitClaim } from './occupancy';
import { getQuarter } from '../quarter';
import { findSurveySource } from '../record/survey-source';
import { readHistories, writeHistories, type StoredOccupancy } from './unit-history';
import { idList } from '../record/visibility';

/** A new unit with the state that it begins in. */
export interface UnitPart extends UnitDraft {
  readonly occupancy: Omit<Occupancy, 'checkedOn'>;
}

interface Restructuring {
  readonly on: IsoDate;
  readonly evidence: Evidence;
  readonly note: string | null;
}

export interface UnitDivision extends Restructuring {
  readonly unit: UnitClaim;
  /** From left to right as seen from the street. */
  readonly parts: readonly UnitPart[];
}

export interface UnitMerge extends Restructuring {
  readonly units: readonly UnitClaim[];
  readonly into: UnitPart;
}

export interface UnitConversion extends Restructuring {
  readonly unit: UnitClaim;
  readonly into: UnitPart;
}

/**
 * One unit becomes several on a day: it ends, its parts begin and name it as predecessor; the areas balance.
 * Gives the new ids. Errors as `changeOccupancy`.
 */
export function divideUnit(context: ServiceContext, division: UnitDivision): Promise<Changed<readonly number[]>> {
  const { unit: claim, parts } = division;
  if (parts.length < 2) throw refuse('too_few_parts');
  if (parts.length > MAX_PARTS) throw refuse('out_of_range');
  return restructure(context, { ...division, action: 'divide_unit', claims: [claim], parts });
}

/** Several units of one storey become one on a day; the areas balance. Errors as `changeOccupancy`. */
export function mergeUnits(context: ServiceContext, merge: UnitMerge): Promise<Changed<readonly number[]>> {
  const { units: claims, into } = merge;
  if (new Set(claims.map(({ id }) => id)).size < 2) throw refuse('too_few_units');
  return restructure(context, { ...merge, action: 'merge_units', claims, parts: [into] });
}

/** A unit becomes another kind of unit on a day, such as a dwelling that turns into a practice. Errors as `changeOccupancy`. */
export function convertUnit(context: ServiceContext, conversion: UnitConversion): Promise<Changed<readonly number[]>> {
  const { unit: claim, into } = conversion;
  return restructure(context, { ...conversion, action: 'convert_unit', claims: [claim], parts: [into] });
}

interface Plan extends Restructuring {
  readonly action: AuditAction;
  readonly claims: readonly UnitClaim[];
  readonly parts: readonly UnitPart[];
}

async function restructure(context: ServiceContext, plan: Plan): Promise<Changed<readonly number[]>> {
  const { on, evidence, note, claims, parts } = plan;
  rejectIssues([
    ...(isIsoDate(on) ? [] : [{ field: 'on', code: 'not_a_day' } as const]),
    ...checkDrafts(parts),
    ...parts.flatMap(({ occupancy }, index) =>
      checkOccupancy(tidyOccupancy({ ...occupancy, checkedOn: null }), context.today).map((issue) => ({
        ...issue,
        field: `parts.${index}.${issue.field}`
      }))
    ),
    ...checkEvidence(evidence, context.today),
    ...checkNote(note)
  ]);
  const unitIds = [...new Set(claims.map(({ id }) => id))];
  await assertMayChange(context, unitIds, 'structure:change');
  const buildingIds = await listBuildings(context, unitIds);
  if (buildingIds.length > 1) throw refuse('not_one_storey');
  return inChange(
    context,
    [
      ...claims.map(({ id, version }) => ({ entity: 'unit' as const, id, version })),
      ...buildingIds.map((id) => ({ entity: 'building' as const, id, version: null })),
      ...(await claimOffers(context, unitIds))
    ],
    (inside) => writeRestructuring(inside, plan)
  );
}

async function writeRestructuring(context: ServiceContext, plan: Plan): Promise<Change<readonly number[]>> {
  const { on, evidence, note, action, parts } = plan;
  const { db } = context;
  const unitIds = [...new Set(plan.claims.map(({ id }) => id))];
  const before = await db.select().from(unit).where(inArray(unit.id, unitIds)).orderBy(unit.position, unit.id);
  const first = before[0]!;
  if (before.some(({ storeyId }) => storeyId !== first.storeyId)) throw refuse('not_one_storey');
  for (const { code, valid } of before) {
    if ((valid.from !== null && on <= valid.from) || (valid.to !== null && valid.to <= on)) {
      throw refuse('unit_not_there_then', { code, day: on });
    }
  }
  const ended = before.find(({ valid }) => valid.to !== null);
  if (ended) throw refuse('unit_has_successors', { code: ended.code });
  const { settings } = await getQuarter(context);
  rejectIssues(checkBalance(before, parts, settings.parameters.areaTolerance));
  await assertCodesFree(context, { buildingId: first.buildingId, parts, except: unitIds, from: on });
  for (const { occupancy } of parts) await assertTenant(context, tidyOccupancy({ ...occupancy, checkedOn: null }));

  const histories = await readHistories(context, unitIds);
  const revisions = [...histories.values()].map(({ unitId, entries }) => {
    const revised = endHistory(entries, on);
    if (revised.issues) {
      const { code } = before.find(({ id }) => id === unitId)!;
      throw refuse('unit_has_later_changes', { code, ...revised.issues[0]?.details });
    }
    return { unitId, before: entries, after: revised.entries };
  });
  await writeHistories(context, revisions);
  await db
    .update(unit)
    .set({ valid: sql`daterange(lower(valid), ${on}::date)` })
    .where(inArray(unit.id, unitIds));
  await takeDownEnded(context, unitIds);

  const sourceId = await findSurveySource(context, evidence.method);
  const shapes = shapeParts(before, parts, await readOutline(context, first.buildingId));
  const positions = await spreadPositions(context, before, parts.length);
  const made = await db
    .insert(unit)
    .values(
      parts.map((part, index) => ({
        buildingId: first.buildingId,
        storeyId: first.storeyId,
        ...inherit(before, part),
        position: positions[index]!,
        geometry: JSON.stringify(shapes[index]!),
        valid: { from: on, to: null },
        sourceId
      }))
    )
    .returning({ id: unit.id });
  const madeIds = made.map(({ id }) => id);
  await db
    .insert(unitPredecessor)
    .values(madeIds.flatMap((unitId) => unitIds.map((predecessorId) => ({ unitId, predecessorId }))));
  await writeHistories(
    context,
    parts.map(({ occupancy }, index) => ({
      unitId: madeIds[index]!,
      before: [],
      after: [beginHistory(on, { ...tidyOccupancy({ ...occupancy, checkedOn: evidence.checkedOn }), sourceId })]
    }))
  );
  return {
    note: {
      ...{ action, entity: 'unit', entityId: first.id, unitIds: [...unitIds, ...madeIds] },
      ...{ buildingIds: [first.buildingId], effectiveOn: on, reason: note }
    },
    result: madeIds
  };
}

/** The one entry of a unit that begins on a day. */
export function beginHistory(from: IsoDate, value: Omit<StoredOccupancy, 'tenancyId'>): Entry<StoredOccupancy> {
  return { id: null, from, to: null, value: { ...value, tenancyId: null } };
}

type UnitRecord = typeof unit.$inferSelect;

/** What a part takes over from the units before where the draft says nothing of it: what all of them agree on. */
function inherit(before: readonly UnitRecord[], part: UnitPart) {
  const common = <Key extends keyof UnitRecord>(key: Key, otherwise: UnitRecord[Key]): UnitRecord[Key] =>
    before.every((record) => record[key] === before[0]![key]) ? before[0]![key] : otherwise;
  const { code, kind, areaSqm, areaType, frontageM } = part;
  return {
    ...{ code, kind, areaSqm, areaType, frontageM },
    hasOwnEntrance: before.length === 1 ? false : before.some(({ hasOwnEntrance }) => hasOwnEntrance),
    isStepFree: common('isStepFree', null),
    isDivisible: null,
    powerKw: before.length === 1 ? null : common('powerKw', null),
    hasExtractor: null,
    hasToilet: null,
    hasSecondEscapeRoute: null,
    isShopUsePlausible: kind !== 'dwelling' && common('isShopUsePlausible', false),
    // Nothing becomes public by itself that was not; a new kind has to be decided anew.
    disclosure: before.every((record) => record.kind === kind)
      ? common('disclosure', 'withheld')
      : ('withheld' as const),
    locationPrecision: common('locationPrecision', strictest(before))
  };
}

/** Units that may be shown differently become one that is shown no more exactly than its block. */
function strictest(before: readonly UnitRecord[]): LocationPrecision {
  const ranks = before.map(({ locationPrecision }) => LOCATION_PRECISIONS.indexOf(locationPrecision));
  return LOCATION_PRECISIONS[Math.max(LOCATION_PRECISIONS.indexOf('block'), ...ranks)]!;
}

/** Places from the first unit's on, before the next one of the storey that stays. */
async function spreadPositions(
  { db }: ServiceContext,
  before: readonly UnitRecord[],
  count: number
): Promise<number[]> {
  const { storeyId, position: start } = before[0]!;
  const [row] = await db.execute<{ next: number | null }>(sql`
    select min(position) as next from unit where storey_id = ${storeyId} and position > ${start}
      and upper_inf(valid) and not id = any(${idList(before.map(({ id }) => id))})`);
  const room = Math.min(1, (row?.next ?? Infinity) - start);
  return Array.from({ length: count }, (_, index) => start + (room * index) / count);
}

function shapeParts(before: readonly UnitRecord[], parts: readonly UnitPart[], outline: Area | null): Area[] {
  const shapes = before.map(({ geometry }) => JSON.parse(geometry) as Area);
  const whole = shapes.length === 1 ? shapes[0]! : unite(shapes);
  if (parts.length === 1) return [whole];
  if (whole.type !== 'Polygon') throw refuse('shape_not_divisible');
  const block = outline?.type === 'Polygon' ? outline : null;
  try {
    return sliceFootprint({ footprint: whole, outline: block, shares: sharesOf(parts) });
  } catch (error) {
    if (error instanceof RangeError) throw new DomainError('conflict', 'shape_not_divisible', {}, error);
    throw error;
  }
}

async function readOutline({ db }: ServiceContext, buildingId: number): Promise<Area | null> {
  const [row] = await db.execute<{ geometry: string | null }>(sql`
    select k.geometry from building b left join block k on k.id = b.block_id where b.id = ${buildingId}`);
  return row?.geometry ? (JSON.parse(row.geometry) as Area) : null;
}

export interface CodeQuestion {
  readonly buildingId: number;
  readonly parts: readonly Pick<UnitDraft, 'code'>[];
  readonly except: readonly number[];
  /** When the parts are there. */
  readonly from: IsoDate | null;
  readonly to?: IsoDate | null;
  readonly fieldOf?: (index: number) => string;
}

/** A code names one unit of a house at a time. Fields are `parts.<index>.code` unless told. */
export async function assertCodesFree({ db }: ServiceContext, question: CodeQuestion): Promise<void> {
  const { buildingId, parts, except, from, to = null, fieldOf = (index) => `parts.${index}.code` } = question;
  const rows = await db.execute<{ code: string }>(sql`
    select lower(code) as code from unit where building_id = ${buildingId} and not id = any(${idList(except)})
      and valid && daterange(${from}::date, ${to}::date)`);
  const taken = new Set(rows.map(({ code }) => code));
  rejectIssues(
    parts.flatMap(({ code }, index): Issue[] =>
      taken.has(code.toLowerCase()) ? [{ field: fieldOf(index), code: 'code_taken', details: { code } }] : []
    )
  );
}

async function listBuildings({ db }: ServiceContext, unitIds: readonly number[]): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select distinct building_id as id from unit where id = any(${idList(unitIds)}) order by 1`);
  if (rows.length === 0) throw new DomainError('not_found', 'unit_not_found');
  return rows.map(({ id }) => id);
}
