import type { PlanUse } from '../codes';
import type { IsoDate } from '../interval';
import type { Issue } from '../refusal';
import { MAX_PARTS } from '../restructure';
import {
  groupOf,
  indexEntries,
  mainPart,
  partsOf,
  sortContent,
  type PlanArea,
  type PlanContent,
  type PlanEntry,
  type PlanPart,
  type PlanUnit,
  type PlanWords
} from './plan-content';

/** What is drawn on: a unit with all that the plan joins to it, or one part of it where the plan divides it. */
export interface DrawingTarget {
  readonly unitId: number;
  /** Index of the part; null: the whole. */
  readonly part: number | null;
}

/** What a new target says until somebody says more of it. */
export interface Brush {
  readonly use: PlanUse;
  readonly targetOn: IsoDate;
}

/** One part of a unit that is divided, from left to right as seen from the street. */
export type PartDraft = Pick<PlanPart, 'use' | 'areaSqm' | 'frontageM'>;

/** Area and shop front of a unit with all that is joined to it; null where one of the areas is not known. */
export type WholeMeasures = Pick<PlanUnit, 'areaSqm' | 'frontageM'>;

type Units = ReadonlyMap<number, PlanUnit>;

/** The content after drawing, or why it cannot be drawn. */
export type Drawn =
  | { readonly content: PlanContent; readonly issues?: undefined }
  | { readonly content?: undefined; readonly issues: readonly Issue[] };

const NO_WORDS: PlanWords = { wish: null, reason: null, translations: {} };

/** A target that says its use and its day. */
export function plainPart({ use, targetOn }: Brush): PlanPart {
  return { use, targetOn, ...NO_WORDS, areaSqm: null, frontageM: null };
}

/** The unit whose entry speaks for the one given: the one that it is joined to, or itself. */
export function leadOf(content: Pick<PlanContent, 'entries'>, unitId: number): number {
  return content.entries.find((entry) => entry.unitId === unitId)?.joinedTo ?? unitId;
}

/** The lead of every unit that a plan joins to others, the leads themselves included. */
export function listLeads({ entries }: Pick<PlanContent, 'entries'>): ReadonlyMap<number, number> {
  const leads = new Map<number, number>();
  for (const { unitId, joinedTo } of entries) {
    if (joinedTo !== null) leads.set(unitId, joinedTo).set(joinedTo, joinedTo);
  }
  return leads;
}

/** Units with all that is joined to one of them. */
export function withJoined(content: Pick<PlanContent, 'entries'>, unitIds: readonly number[]): ReadonlySet<number> {
  return new Set(unitIds.flatMap((unitId) => groupOf(content, unitId)));
}

/** Gives a use: to the whole and all its parts, or to one part. Words and days that are there stay. */
export function giveUse(content: PlanContent, targets: readonly DrawingTarget[], brush: Brush): PlanContent {
  return editTargets(content, targets, (part) => ({ ...part, use: brush.use }), brush);
}

/** Says words, the day or the use of what is drawn already; units without a target stay without. */
export function describeTargets(
  content: PlanContent,
  targets: readonly DrawingTarget[],
  said: Partial<PlanWords & Brush>
): PlanContent {
  return editTargets(content, targets, (part) => ({ ...part, ...said }));
}

function editTargets(
  content: PlanContent,
  targets: readonly DrawingTarget[],
  edit: (part: PlanPart) => PlanPart,
  brush?: Brush
): PlanContent {
  const entries = new Map(indexEntries(content));
  for (const { unitId, part } of targets) {
    const lead = leadOf(content, unitId);
    const parts = entries.get(lead)?.parts ?? (brush ? [plainPart(brush)] : []);
    if (parts.length === 0) continue;
    entries.set(lead, {
      unitId: lead,
      joinedTo: null,
      parts: parts.map((one, index) => (part === null || part === index ? edit(one) : one))
    });
  }
  return withEntries(content, entries);
}

/** Takes away what the plan says of the units and of all that is joined to them: they stay as they are today. */
export function eraseUnits(content: PlanContent, unitIds: readonly number[]): PlanContent {
  const erased = new Set(unitIds.flatMap((unitId) => groupOf(content, unitId)));
  return sortContent({ ...content, entries: content.entries.filter(({ unitId }) => !erased.has(unitId)) });
}

/**
 * Joins units of one house, with all that is joined to them already. The first one leads; where it has no target, that
 * of the first which has one is taken, else the brush. A division ends: the joined space has the first one's main use.
 */
export function joinUnits(
  content: PlanContent,
  unitIds: readonly number[],
  { units, brush }: { readonly units: Units; readonly brush: Brush }
): Drawn {
  const group = [...new Set(unitIds.flatMap((unitId) => groupOf(content, unitId)))];
  if (group.length < 2) return { issues: [{ field: 'units', code: 'too_few_units' }] };
  if (new Set(group.map((unitId) => units.get(unitId)?.buildingId)).size > 1) {
    return { issues: [{ field: 'units', code: 'join_other_house' }] };
  }
  const entries = new Map(indexEntries(content));
  const lead = leadOf(content, unitIds[0]!);
  const candidates = [lead, ...unitIds].map((unitId) => mainPart(partsOf(entries, unitId)));
  const part = candidates.find((one) => one !== null) ?? plainPart(brush);
  for (const unitId of group) entries.set(unitId, { unitId, joinedTo: lead, parts: [] });
  entries.set(lead, { unitId: lead, joinedTo: null, parts: [undivided(part)] });
  return { content: withEntries(content, entries) };
}

/** Ends the joining of the units' groups: each unit of them has the group's main target for itself. */
export function separateUnits(content: PlanContent, unitIds: readonly number[]): PlanContent {
  const entries = new Map(indexEntries(content));
  for (const unitId of unitIds) {
    const group = groupOf(content, unitId);
    const part = mainPart(partsOf(indexEntries(content), unitId));
    if (group.length < 2 || part === null) continue;
    for (const member of group) entries.set(member, { unitId: member, joinedTo: null, parts: [undivided(part)] });
  }
  return withEntries(content, entries);
}

/** Divides a unit, with all that is joined to it. Parts that were there before keep their words and days. */
export function divideUnit(
  content: PlanContent,
  unitId: number,
  { parts, brush }: { readonly parts: readonly PartDraft[]; readonly brush: Brush }
): Drawn {
  if (parts.length < 2) return { issues: [{ field: 'parts', code: 'too_few_parts' }] };
  if (parts.length > MAX_PARTS) return { issues: [{ field: 'parts', code: 'out_of_range' }] };
  const entries = new Map(indexEntries(content));
  const lead = leadOf(content, unitId);
  const before = entries.get(lead)?.parts ?? [];
  entries.set(lead, {
    unitId: lead,
    joinedTo: null,
    parts: parts.map((draft, index) => ({ ...(before[index] ?? plainPart({ ...brush, ...draft })), ...draft }))
  });
  return { content: withEntries(content, entries) };
}

/** Ends the division of a unit: what its main part says is said of the whole. */
export function uniteParts(content: PlanContent, unitId: number): PlanContent {
  const entries = new Map(indexEntries(content));
  const lead = leadOf(content, unitId);
  const part = mainPart(entries.get(lead)?.parts ?? []);
  if (part !== null) entries.set(lead, { unitId: lead, joinedTo: null, parts: [undivided(part)] });
  return withEntries(content, entries);
}

/** Area and front of a unit with all that the plan joins to it. */
export function measureWhole(content: PlanContent, unitId: number, units: Units): WholeMeasures {
  const members = groupOf(content, unitId).flatMap((member) => units.get(member) ?? []);
  const fronts = members.flatMap(({ frontageM }) => frontageM ?? []);
  const isKnown = members.every(({ areaSqm }) => areaSqm !== null);
  return {
    areaSqm: isKnown ? round(members.reduce((sum, { areaSqm }) => sum + areaSqm!, 0)) : null,
    frontageM: fronts.length === 0 ? null : round(fronts.reduce((sum, frontM) => sum + frontM, 0))
  };
}

/** Measures of `count` parts, as equal as tenths allow, that add up to the whole exactly. */
export function shareWhole({ areaSqm, frontageM }: WholeMeasures, count: number): WholeMeasures[] {
  const [areas, fronts] = [shareEqually(areaSqm, count), shareEqually(frontageM, count)];
  return Array.from({ length: count }, (_, index) => ({ areaSqm: areas[index]!, frontageM: fronts[index]! }));
}

function shareEqually(whole: number | null, count: number): (number | null)[] {
  if (whole === null) return new Array<null>(count).fill(null);
  const share = Math.floor((whole * 10) / count) / 10;
  const equal = share > 0 ? share : whole / count;
  return Array.from({ length: count }, (_, index) => (index < count - 1 ? equal : round(whole - equal * (count - 1))));
}

/** Adds an area, or says anew what an area with the same id is. */
export function putArea(content: PlanContent, area: PlanArea): PlanContent {
  return sortContent({ ...content, areas: [...content.areas.filter(({ id }) => id !== area.id), area] });
}

export function removeArea(content: PlanContent, areaId: string): PlanContent {
  return { ...content, areas: content.areas.filter(({ id }) => id !== areaId) };
}

/**
 * What another version says of the units and of all that either version joins to them, and for the rest what this one
 * says. Of two sound contents it makes a sound one, because no joining reaches across.
 */
export function takeVersion(content: PlanContent, unitIds: readonly number[], from: PlanContent): PlanContent {
  const taken = new Set<number>();
  const left = [...unitIds];
  for (let unitId = left.pop(); unitId !== undefined; unitId = left.pop()) {
    if (taken.has(unitId)) continue;
    taken.add(unitId);
    left.push(...groupOf(content, unitId), ...groupOf(from, unitId));
  }
  const isTaken = ({ unitId }: PlanEntry): boolean => taken.has(unitId);
  return sortContent({
    ...content,
    entries: [...content.entries.filter((entry) => !isTaken(entry)), ...from.entries.filter(isTaken)]
  });
}

function withEntries(content: PlanContent, entries: ReadonlyMap<number, PlanEntry>): PlanContent {
  return sortContent({ ...content, entries: [...entries.values()] });
}

function undivided(part: PlanPart): PlanPart {
  return { ...part, areaSqm: null, frontageM: null };
}

/** Without what adding binary fractions leaves. */
const round = (value: number): number => Math.round(value * 100) / 100;
