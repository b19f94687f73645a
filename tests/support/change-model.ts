import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { OCCUPANCY_STATUSES, type ListingStatus } from '../../src/lib/domain/codes';
import { DomainError } from '../../src/lib/domain/errors';
import { beginDraft, type ListingDraft } from '../../src/lib/domain/listing-draft';
import { LISTING_STEPS, OPEN_STATUSES, stepFrom, type ListingStep } from '../../src/lib/domain/listing-state';
import { isUsed, type Evidence, type Occupancy } from '../../src/lib/domain/occupancy';
import { InvalidInput } from '../../src/lib/domain/refusal';
import { isSound } from '../../src/lib/domain/history';
import { checkBalance } from '../../src/lib/domain/restructure';
import type { ServiceContext } from '../../src/lib/server/context';
import {
  changeOccupancy,
  confirmOccupancy,
  correctOccupancy,
  removeOccupancy
} from '../../src/lib/server/unit/occupancy';
import { undoChange } from '../../src/lib/server/change/undo';
import { changeListing, createListing } from '../../src/lib/server/listing/listing-change';
import { moveListing } from '../../src/lib/server/listing/listing-state';
import { endUnit } from '../../src/lib/server/unit/unit-facts';
import { readHistories } from '../../src/lib/server/unit/unit-history';
import { convertUnit, divideUnit, mergeUnits } from '../../src/lib/server/unit/unit-structure';
import { TODAY } from './factories';

/** Tables whose rows the audit trail must account for. */
export const TRACKED = [
  'storey',
  'unit',
  'unit_predecessor',
  'occupancy',
  'tenancy',
  'building_renewal',
  'listing'
] as const;

/** One step of a planner, with numbers that pick among what is there at that moment. */
export type Step =
  | {
      readonly kind: 'change';
      readonly units: readonly number[];
      readonly day: number;
      readonly until: number | null;
      readonly state: number;
    }
  | {
      readonly kind: 'correct';
      readonly unit: number;
      readonly entry: number;
      readonly day: number;
      readonly length: number | null;
      readonly state: number;
    }
  | { readonly kind: 'remove'; readonly unit: number; readonly entry: number }
  | { readonly kind: 'confirm'; readonly units: readonly number[]; readonly day: number }
  | {
      readonly kind: 'divide';
      readonly unit: number;
      readonly day: number;
      readonly shares: readonly number[];
      readonly slip: number;
    }
  | { readonly kind: 'merge'; readonly units: readonly number[]; readonly day: number; readonly slip: number }
  | { readonly kind: 'convert'; readonly unit: number; readonly day: number }
  | { readonly kind: 'end'; readonly unit: number; readonly day: number }
  | { readonly kind: 'offer'; readonly unit: number; readonly isPublished: boolean }
  | { readonly kind: 'reword'; readonly listing: number; readonly rent: number }
  | { readonly kind: 'move'; readonly listing: number; readonly step: ListingStep }
  | { readonly kind: 'undo'; readonly event: number };

const pick = fc.nat({ max: 1000 });
const day = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 18 * 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: 18 * 12, max: 24 * 12 }) }
);
/** What restructures units mostly comes after what is recorded of them. */
const lateDay = fc.integer({ min: 18 * 12, max: 24 * 12 });
const slip = fc.constantFrom(0, 0, 0, 0.01, 0.2);

export const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      units: fc.array(pick, { minLength: 1, maxLength: 3 }),
      day,
      until: fc.option(fc.integer({ min: 1, max: 40 })),
      state: pick
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      unit: pick,
      entry: pick,
      day,
      length: fc.option(fc.integer({ min: 1, max: 60 })),
      state: pick
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), unit: pick, entry: pick }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('confirm' as const),
      units: fc.array(pick, { minLength: 1, maxLength: 3 }),
      day
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('divide' as const),
      unit: pick,
      day: lateDay,
      shares: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 }),
      slip
    })
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('merge' as const),
      units: fc.array(pick, { minLength: 2, maxLength: 3 }),
      day: lateDay,
      slip
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('convert' as const), unit: pick, day: lateDay }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), unit: pick, day: lateDay }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('offer' as const), unit: pick, isPublished: fc.boolean() })
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('reword' as const), listing: pick, rent: pick }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('move' as const), listing: pick, step: fc.constantFrom(...LISTING_STEPS) })
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('undo' as const), event: pick }) }
);

const EVIDENCE: Evidence = { method: 'visit', checkedOn: TODAY };

/** The first of a month, counted from January 2004. */
export function monthDay(months: number): string {
  return new Date(Date.UTC(2004, months, 1)).toISOString().slice(0, 10);
}

function stateOf(number: number): Omit<Occupancy, 'checkedOn'> {
  const status = OCCUPANCY_STATUSES[number % OCCUPANCY_STATUSES.length]!;
  return {
    status,
    useClass: isUsed(status) ? (number % 2 === 0 ? 'retail' : 'office') : null,
    reason: status === 'vacant' ? 'tenant_search' : null,
    activatableMonths: status === 'vacant' ? number % 12 : null,
    isStartKnown: number % 7 !== 0,
    tenancy: isUsed(status)
      ? { type: 'lease', businessId: null, partyId: null, knownEndOn: null, rentCentsPerMonth: number * 100 }
      : null
  };
}

/** What somebody writes of a shop that is free; 0 leaves the rent open. */
function offerOf(rentCentsPerSqm: number): ListingDraft {
  const base = { title: 'Laden', description: 'Hell.', fit_out: null, conditions: null };
  const texts = { base, others: {}, confirmed: [] };
  const draft = beginDraft({ kind: 'shop', freeOn: null }, { today: TODAY, texts, contactName: 'Hausverein' });
  return { ...draft, rentCentsPerSqm: rentCentsPerSqm || null };
}

async function offerAt(
  { db }: ServiceContext,
  index: number
): Promise<{ id: number; version: null; status: ListingStatus }> {
  const offers = await db.execute<{ id: number; status: ListingStatus }>(
    sql`select id, status from listing order by id`
  );
  const offer = offers[index % Math.max(1, offers.length)];
  if (!offer) throw new DomainError('conflict', 'nothing_offered');
  return { ...offer, version: null };
}

/** Takes one step; true where it was accepted. Anything but a refusal of the domain is thrown. */
export async function takeStep(context: ServiceContext, step: Step): Promise<boolean> {
  try {
    await act(context, step);
    return true;
  } catch (error) {
    if (error instanceof InvalidInput || (error instanceof DomainError && error.kind !== 'not_found')) return false;
    throw error;
  }
}

type UnitRow = { id: number; areaSqm: number | null; storeyId: number; isLiving: boolean };

async function act(context: ServiceContext, step: Step): Promise<unknown> {
  const units = await context.db.execute<UnitRow>(
    sql`select id, area_sqm as "areaSqm", storey_id as "storeyId", upper_inf(valid) as "isLiving" from unit
      where not isempty(valid) order by upper_inf(valid) desc, id`
  );
  const unitAt = (index: number) => units[index % units.length]!;
  const claim = (index: number) => ({ id: unitAt(index).id, version: null });
  const drafts = (areas: readonly number[], code: string) =>
    areas.map((areaSqm, index) => ({
      ...{ code: `${code}.${index}`, kind: 'shop' as const, areaSqm, areaType: 'usable' as const, frontageM: null },
      occupancy: stateOf(index)
    }));
  const entryOf = async (unit: number, entry: number) => {
    const { entries } = (await readHistories(context, [unitAt(unit).id])).get(unitAt(unit).id)!;
    return entries[entry % Math.max(1, entries.length)]?.id ?? 0;
  };
  const note = null;
  const evidence = EVIDENCE;
  const code = `N${Math.abs(JSON.stringify(step).length * 31 + units.length * 7 + Number(units.at(-1)?.id ?? 0))}`;
  switch (step.kind) {
    case 'change': {
      const to = step.until === null ? null : monthDay(step.day + step.until);
      return changeOccupancy(context, {
        units: step.units.map(claim),
        from: monthDay(step.day),
        to,
        occupancy: stateOf(step.state),
        evidence,
        note
      });
    }
    case 'correct': {
      const entryId = await entryOf(step.unit, step.entry);
      const to = step.length === null ? null : monthDay(step.day + step.length);
      return correctOccupancy(context, {
        unit: claim(step.unit),
        entryId,
        from: monthDay(step.day),
        to,
        occupancy: stateOf(step.state),
        evidence,
        note
      });
    }
    case 'remove':
      return removeOccupancy(context, { unit: claim(step.unit), entryId: await entryOf(step.unit, step.entry), note });
    case 'confirm':
      return confirmOccupancy(context, {
        units: step.units.map(claim),
        evidence: { method: 'visit', checkedOn: monthDay(step.day) }
      });
    case 'divide': {
      const total = step.shares.reduce((sum, share) => sum + share, 0);
      const whole = (unitAt(step.unit).areaSqm ?? 50) * (1 + step.slip);
      const areas = step.shares.map((share) => (whole * share) / total);
      return divideUnit(context, {
        unit: claim(step.unit),
        on: monthDay(step.day),
        parts: drafts(areas, code),
        evidence,
        note
      });
    }
    case 'merge': {
      // Mostly what lies side by side; now and then what does not.
      const first = unitAt(step.units[0]!);
      const beside = units.filter((unit) => unit.isLiving && unit.storeyId === first.storeyId);
      const others = step.units
        .slice(1)
        .map((index) => (index % 10 === 0 ? unitAt(index) : beside[index % Math.max(1, beside.length)]!));
      const chosen = [...new Set([first, ...others])].filter(Boolean);
      const area = chosen.reduce((sum, { areaSqm }) => sum + (areaSqm ?? 0), 0) * (1 + step.slip);
      return mergeUnits(context, {
        units: chosen.map(({ id }) => ({ id, version: null })),
        on: monthDay(step.day),
        into: drafts([area], code)[0]!,
        evidence,
        note
      });
    }
    case 'convert':
      return convertUnit(context, {
        unit: claim(step.unit),
        on: monthDay(step.day),
        into: drafts([unitAt(step.unit).areaSqm ?? 50], code)[0]!,
        evidence,
        note
      });
    case 'end':
      return endUnit(context, { unit: claim(step.unit), on: monthDay(step.day), note });
    case 'offer':
      return createListing(context, {
        ...{ unitId: unitAt(step.unit).id, draft: offerOf(0), as: step.isPublished ? 'publish' : 'draft' }
      });
    case 'reword':
      return changeListing(context, {
        ...{ listing: await offerAt(context, step.listing), draft: offerOf(step.rent), as: 'draft' }
      });
    case 'move': {
      const { status, ...offer } = await offerAt(context, step.listing);
      // A step that its state knows, where it knows any: most others would only be refused.
      const known = LISTING_STEPS.filter((one) => stepFrom(status, one) !== null);
      const way = known[LISTING_STEPS.indexOf(step.step) % Math.max(1, known.length)] ?? step.step;
      return moveListing(context, { listing: offer, step: way, note: 'Bitte.' });
    }
    case 'undo': {
      // The latest: what is longer ago was mostly of a house that is gone.
      const events = await context.db.execute<{ id: number }>(sql`select id from audit_event order by id desc limit 6`);
      const event = events[step.event % Math.max(1, events.length)];
      if (!event) throw new DomainError('conflict', 'nothing_to_undo');
      return undoChange(context, { eventId: event.id, note });
    }
  }
}

/**
 * Every unit's history is sound and lies within the unit, and has one open offer at most; every division and merge
 * balances. Says what does not.
 */
export async function findFaults(context: ServiceContext, tolerance: number): Promise<string[]> {
  const faults: string[] = [];
  const ids = await context.db.execute<{ id: number }>(sql`select id from unit`);
  const histories = await readHistories(
    context,
    ids.map(({ id }) => id)
  );
  for (const { unitId, existence, entries } of histories.values()) {
    if (!isSound(entries)) faults.push(`unit ${unitId}: ${JSON.stringify(entries.map(({ from, to }) => [from, to]))}`);
    const [first, last] = [entries[0], entries.at(-1)];
    if (first && existence.from !== null && first.from < existence.from)
      faults.push(`unit ${unitId} begins before it exists`);
    if (last && existence.to !== null && (last.to === null || existence.to < last.to))
      faults.push(`unit ${unitId} lasts longer than it exists`);
    for (const { value, from } of entries) {
      if ((value.tenancy === null) !== (value.tenancyId === null)) faults.push(`unit ${unitId} ${from}: tenancy`);
    }
  }
  const [stray] = await context.db.execute<{ count: number }>(sql`
    select count(*)::integer as count from tenancy t left join occupancy o on o.tenancy_id = t.id
    where o.id is null or o.valid <> t.valid`);
  if (stray!.count > 0) faults.push(`${stray!.count} tenancies without their occupancy`);
  const twice = await context.db.execute<{ unitId: number }>(sql`
    select unit_id as "unitId" from listing where status = any(string_to_array(${OPEN_STATUSES.join(' ')}, ' '))
    group by unit_id having count(*) > 1`);
  faults.push(...twice.map(({ unitId }) => `unit ${unitId} is offered twice`));
  type Measure = { unitId: number; predecessorId: number };
  const links = await context.db.execute<Measure>(
    sql`select unit_id as "unitId", predecessor_id as "predecessorId" from unit_predecessor`
  );
  const measures = await context.db.execute<{
    id: number;
    areaSqm: number | null;
    areaType: 'usable' | null;
    frontageM: number | null;
  }>(sql`select id, area_sqm as "areaSqm", area_type as "areaType", frontage_m as "frontageM" from unit`);
  const byId = new Map(measures.map((measure) => [measure.id, measure]));
  const events = new Map<string, Set<number>>();
  for (const { unitId } of links) {
    const before = links
      .filter((link) => link.unitId === unitId)
      .map((link) => link.predecessorId)
      .sort((a, b) => a - b);
    const after = events.get(before.join()) ?? new Set();
    events.set(before.join(), after.add(unitId));
  }
  for (const [before, after] of events) {
    const old = before.split(',').map((id) => byId.get(Number(id))!);
    const issues = checkBalance(
      old,
      [...after].map((id) => byId.get(id)!),
      tolerance + 1e-6
    );
    faults.push(...issues.map(({ code }) => `${before} -> ${[...after].join()}: ${code}`));
  }
  return faults;
}

/** All rows of the tracked tables by table and key, as JSON text. */
export async function takeSnapshot({ db }: ServiceContext): Promise<ReadonlyMap<string, string>> {
  const rows = new Map<string, string>();
  for (const table of TRACKED) {
    const key = table === 'unit_predecessor' ? sql`concat_ws(' ', t.unit_id, t.predecessor_id)` : sql`t.id::text`;
    const found = await db.execute<{ key: string; row: string }>(
      sql`select ${key} as key, to_jsonb(t)::text as row from ${sql.identifier(table)} t`
    );
    for (const { key: rowKey, row } of found) rows.set(`${table} ${rowKey}`, row);
  }
  return rows;
}

/** The state that the audit trail leads to from `base`, through every row that was recorded after `afterRow`. */
export async function replay(
  { db }: ServiceContext,
  base: ReadonlyMap<string, string>,
  afterRow: string
): Promise<ReadonlyMap<string, string>> {
  const state = new Map(base);
  const rows = await db.execute<{ key: string; old: string | null; new: string | null }>(
    sql`select entity || ' ' || row_key as key, old::text as old, new::text as new from audit_row
      where id > ${afterRow}::bigint order by id`
  );
  for (const row of rows) {
    if ((state.get(row.key) ?? null) !== row.old) throw new Error(`the trail of ${row.key} breaks off`);
    if (row.new === null) state.delete(row.key);
    else state.set(row.key, row.new);
  }
  return state;
}
