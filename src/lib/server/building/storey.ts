import { eq, sql } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import { InvalidInput, refuse, rejectIssues } from '../../domain/refusal';
import {
  correctStorey as arrangeCorrected,
  insertStorey as arrangeInserted,
  removeStorey as arrangeRemoved,
  type ArrangedStoreys,
  type StoreyCorrection,
  type StoreyInsertion,
  type StoreyPlace
} from '../../domain/storey-order';
import type { AuditAction } from '../../domain/codes';
import { inChange, type Changed } from '../change/audit';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { storey } from '../db/schema';
import { checkNote } from '../unit/occupancy';
import { findSurveySource } from '../record/survey-source';

/** A house with the version that the form was filled in on; null takes it as it is. */
export interface BuildingClaim {
  readonly id: number;
  readonly version: number | null;
}

interface StoreyChange {
  readonly building: BuildingClaim;
  readonly note: string | null;
}

/** Puts a storey between others, a mezzanine too. Gives its id. Errors as `changeOccupancy`. */
export function insertStorey(
  context: ServiceContext,
  { insertion, ...change }: StoreyChange & { readonly insertion: StoreyInsertion }
): Promise<Changed<number | null>> {
  return arrange(context, { ...change, action: 'insert_storey', plan: (places) => arrangeInserted(places, insertion) });
}

/** Another type, number or height of a storey. Errors as `changeOccupancy`. */
export function correctStorey(
  context: ServiceContext,
  { correction, ...change }: StoreyChange & { readonly correction: StoreyCorrection }
): Promise<Changed<number | null>> {
  return arrange(context, {
    ...{ ...change, action: 'correct_storey' },
    plan: (places) => arrangeCorrected(places, correction)
  });
}

/** Takes away a storey that never had a unit. Errors as `changeOccupancy`; `storey_has_units`. */
export function removeStorey(
  context: ServiceContext,
  { removal, ...change }: StoreyChange & { readonly removal: { readonly id: number; readonly renumbers: boolean } }
): Promise<Changed<number | null>> {
  return arrange(context, {
    ...{ ...change, action: 'remove_storey' },
    ...{ removedId: removal.id, plan: (places) => arrangeRemoved(places, removal) }
  });
}

interface Arrangement extends StoreyChange {
  readonly action: AuditAction;
  readonly plan: (places: readonly StoreyPlace[]) => ArrangedStoreys;
  readonly removedId?: number;
}

async function arrange(context: ServiceContext, arrangement: Arrangement): Promise<Changed<number | null>> {
  const { building, note, action, plan, removedId } = arrangement;
  assertCapable(context, 'structure:change');
  rejectIssues(checkNote(note));
  await assertBuilding(context, building.id);
  return inChange(context, [{ entity: 'building', ...building }], async (inside) => {
    const stored = await inside.db.select().from(storey).where(eq(storey.buildingId, building.id));
    const arranged = plan(stored);
    if (arranged.issues) throw new InvalidInput(arranged.issues);
    if (removedId !== undefined) await deleteStorey(inside, removedId);
    const addedId = await writeStoreys(inside, { buildingId: building.id, stored, wanted: arranged.storeys });
    return {
      note: { action, entity: 'building', entityId: building.id, buildingIds: [building.id], reason: note },
      result: addedId
    };
  });
}

async function deleteStorey({ db }: ServiceContext, id: number): Promise<void> {
  const [unitThere] = await db.execute(sql`select 1 from unit where storey_id = ${id} limit 1`);
  if (unitThere) throw refuse('storey_has_units');
  await db.delete(storey).where(eq(storey.id, id));
}

interface StoreyWriting {
  readonly buildingId: number;
  readonly stored: readonly StoreyPlace[];
  /** All storeys of one part that stay or come. */
  readonly wanted: readonly StoreyPlace[];
}

async function writeStoreys(
  context: ServiceContext,
  { buildingId, stored, wanted }: StoreyWriting
): Promise<number | null> {
  const { db } = context;
  const byId = new Map(stored.map((place) => [place.id, place]));
  let addedId: number | null = null;
  for (const { id, ...place } of wanted) {
    const { part: ownPart, level, type, sort, baseM, heightM } = place;
    const values = { part: ownPart, level, type, sort, baseM, heightM };
    if (id === null) {
      const sourceId = await findSurveySource(context, 'other');
      const [made] = await db
        .insert(storey)
        .values({ ...values, buildingId, sourceId })
        .returning({ id: storey.id });
      addedId = made!.id;
      continue;
    }
    const before = byId.get(id)!;
    const isSame = (Object.keys(values) as (keyof typeof values)[]).every((key) => before[key] === values[key]);
    if (!isSame) await db.update(storey).set(values).where(eq(storey.id, id));
  }
  return addedId;
}

/** Throws `not_found` for a house that the quarter does not have. */
export async function assertBuilding({ db, quarter }: ServiceContext, id: number): Promise<void> {
  const [found] = isId(id)
    ? await db.execute(sql`
        select 1 from building b join quarter q on q.id = b.quarter_id and q.slug = ${quarter} where b.id = ${id}`)
    : [];
  if (!found) throw new DomainError('not_found', 'building_not_found', { id });
}
