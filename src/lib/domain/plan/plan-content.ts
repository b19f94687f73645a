import type { PlanUse } from '../codes';
import type { IsoDate } from '../interval';
import type { PlanAreaKind } from '../plan-codes';

/** Wish and reason in languages beside the base language, by locale. */
export type PlanTranslations = Readonly<Record<string, { readonly wish?: string; readonly reason?: string }>>;

/** What a plan says in words of a unit, a part of it, or an area. */
export interface PlanWords {
  /** The wished-for offer, such as "Arabisches Restaurant", in the base language. */
  readonly wish: string | null;
  readonly reason: string | null;
  readonly translations: PlanTranslations;
}

/** What a unit, or one part of it, should become and by when. */
export interface PlanPart extends PlanWords {
  readonly use: PlanUse;
  readonly targetOn: IsoDate;
  /** Of a part, in m² of the unit's area type; null where the unit is not divided, or its area is not known. */
  readonly areaSqm: number | null;
  /** Of a part, in metres of shop front; null where the unit is not divided, or has none. */
  readonly frontageM: number | null;
}

/**
 * What a plan says of one unit. Joined: the unit shares the parts of `joinedTo`, and has none of its own. Otherwise one
 * part, or several where the plan divides it, from left to right as seen from the street.
 */
export interface PlanEntry {
  readonly unitId: number;
  readonly joinedTo: number | null;
  readonly parts: readonly PlanPart[];
}

/** A new building, or a part of the courtyard, drawn on the map. */
export interface PlanArea extends PlanWords {
  /** UUID, given where it is drawn, so that it is the same one after undo and redo. */
  readonly id: string;
  readonly kind: PlanAreaKind;
  readonly use: PlanUse;
  /** 0 for a part of the courtyard. */
  readonly storeys: number;
  /** Open rings as GeoJSON has them (first position repeated at the end), WGS84. */
  readonly geometry: {
    readonly type: 'Polygon';
    readonly coordinates: readonly (readonly (readonly [lon: number, lat: number])[])[];
  };
  readonly targetOn: IsoDate;
}

/**
 * All that a plan says of its units and areas, as plain data: entries rising by unit, areas by id. A unit without an
 * entry stays as it is.
 */
export interface PlanContent {
  readonly entries: readonly PlanEntry[];
  readonly areas: readonly PlanArea[];
}

export const EMPTY_PLAN: PlanContent = { entries: [], areas: [] };

/** What is recorded of a unit as far as plans are about it. */
export interface PlanUnit {
  readonly unitId: number;
  readonly buildingId: number;
  readonly areaSqm: number | null;
  readonly frontageM: number | null;
}

/** The content in its one order, so that equal contents are equal data. */
export function sortContent({ entries, areas }: PlanContent): PlanContent {
  return {
    entries: [...entries].sort((a, b) => a.unitId - b.unitId),
    areas: [...areas].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)))
  };
}

/** The entries by unit. */
export function indexEntries({ entries }: Pick<PlanContent, 'entries'>): ReadonlyMap<number, PlanEntry> {
  return new Map(entries.map((entry) => [entry.unitId, entry]));
}

/** A unit with those that the plan joins to it; the unit alone where it joins none. Rising. */
export function groupOf(content: Pick<PlanContent, 'entries'>, unitId: number): readonly number[] {
  const lead = content.entries.find((entry) => entry.unitId === unitId)?.joinedTo ?? unitId;
  return content.entries
    .filter((entry) => entry.joinedTo === lead)
    .map((entry) => entry.unitId)
    .concat(lead)
    .sort((a, b) => a - b);
}

/** The parts that a plan says of a unit, those of the unit that it is joined to included; empty without a target. */
export function partsOf(entries: ReadonlyMap<number, PlanEntry>, unitId: number): readonly PlanPart[] {
  const entry = entries.get(unitId);
  if (entry === undefined) return [];
  return entry.joinedTo === null ? entry.parts : (entries.get(entry.joinedTo)?.parts ?? []);
}

/** The part that colours the unit where there is room for one: the largest, the first of equal ones. */
export function mainPart(parts: readonly PlanPart[]): PlanPart | null {
  return parts.reduce<PlanPart | null>(
    (main, part) => (main === null || (part.areaSqm ?? 0) > (main.areaSqm ?? 0) ? part : main),
    null
  );
}
