import { BUILDING_PARTS, isCode, STOREY_TYPES, type BuildingPart, type StoreyType } from './codes';
import type { Issue } from './refusal';

/** A storey in its part of a house; `id` null: not stored yet. Heights in metres above the ground floor's floor. */
export interface StoreyPlace {
  readonly id: number | null;
  readonly part: BuildingPart;
  readonly level: number;
  readonly type: StoreyType;
  readonly sort: number;
  readonly baseM: number;
  readonly heightM: number;
}

export interface StoreyInsertion {
  readonly part: BuildingPart;
  /** The storey right below the new one; null puts it below all others. */
  readonly aboveId: number | null;
  readonly type: StoreyType;
  readonly level: number;
  readonly heightM: number;
  /** The storeys beyond it get the next number; never for a mezzanine, which shares the level below it. */
  readonly renumbers: boolean;
}

export interface StoreyCorrection {
  readonly id: number;
  readonly type: StoreyType;
  readonly level: number;
  readonly heightM: number;
}

export type ArrangedStoreys =
  { readonly storeys: readonly StoreyPlace[]; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

const LOWEST_LEVEL = -10;
const HIGHEST_LEVEL = 200;
/** Less is no storey, and no number that the database keeps. */
const MIN_HEIGHT_M = 0.1;
const MAX_HEIGHT_M = 50;

/**
 * A storey put between others of its part (a mezzanine too): what lies further from the ground makes room. Storeys
 * below ground move down, the others up. Gives all storeys of the part from below.
 */
export function insertStorey(storeys: readonly StoreyPlace[], insertion: StoreyInsertion): ArrangedStoreys {
  const { part, aboveId, type, level, heightM, renumbers } = insertion;
  const issues = checkStorey({ type, level, heightM });
  if (!isCode(BUILDING_PARTS, part)) issues.push({ field: 'part', code: 'unknown_code' });
  const own = fromBelow(storeys, part);
  const below = own.findIndex(({ id }) => id === aboveId && id !== null);
  if (aboveId !== null && below < 0) issues.push({ field: 'aboveId', code: 'not_one_of_this_unit' });
  if (issues.length > 0) return { issues };
  const [lower, upper] = [own[below], own[below + 1]];
  const isUnderground = level < 0;
  const baseM = isUnderground
    ? (upper?.baseM ?? top(lower) ?? 0) - (upper ? heightM : 0)
    : (top(lower) ?? (upper ? upper.baseM - heightM : 0));
  const shifts = renumbers && type !== 'ZG';
  const moved = own.map((place, index) => {
    const isAbove = index > below;
    if (isUnderground === isAbove) return place;
    const sign = isUnderground ? -1 : 1;
    const isBeyond = isUnderground ? place.level <= level : place.level >= level;
    return {
      ...place,
      // What is put below all others takes its room below them.
      baseM: lower === undefined ? place.baseM : round(place.baseM + sign * heightM),
      level: shifts && isBeyond ? place.level + sign : place.level
    };
  });
  const added = { id: null, part, level, type, sort: sortBetween(lower, upper), baseM: round(baseM), heightM };
  return checkPlaces([...moved.slice(0, below + 1), added, ...moved.slice(below + 1)]);
}

/** What decides the number of a storey between two others of its part; undefined beyond the highest or the lowest. */
export interface StoreyGap {
  readonly type: StoreyType;
  readonly upper: Pick<StoreyPlace, 'level'> | undefined;
  readonly lower: Pick<StoreyPlace, 'level'> | undefined;
}

/**
 * The number that a new storey would get: a mezzanine shares that of the storey below it, others follow the storey
 * that is nearer to the ground. The first storey of a part is the ground floor.
 */
export function nextLevel({ type, upper, lower }: StoreyGap): number {
  if (lower === undefined && upper === undefined) return 0;
  if (type === 'ZG' && lower !== undefined) return lower.level;
  if (upper !== undefined && upper.level <= 0) return upper.level - 1;
  return lower === undefined ? upper!.level - 1 : lower.level + 1;
}

/** Another type, number or height of one storey; those further from the ground move along with its height. */
export function correctStorey(storeys: readonly StoreyPlace[], correction: StoreyCorrection): ArrangedStoreys {
  const { id, type, level, heightM } = correction;
  const found = storeys.find((place) => place.id === id);
  const issues = checkStorey(correction);
  if (!found) issues.push({ field: 'id', code: 'not_one_of_this_unit' });
  if (!found || issues.length > 0) return { issues };
  const own = fromBelow(storeys, found.part);
  const index = own.indexOf(found);
  const growth = heightM - found.heightM;
  const isUnderground = found.level < 0;
  return checkPlaces(
    own.map((place, at) => {
      if (at === index) {
        return { ...place, type, level, heightM, baseM: round(isUnderground ? place.baseM - growth : place.baseM) };
      }
      if (isUnderground ? at < index : at > index) {
        return { ...place, baseM: round(place.baseM + (isUnderground ? -growth : growth)) };
      }
      return place;
    })
  );
}

/** The part without one storey; those further from the ground close the gap and, if asked, get its number. */
export function removeStorey(
  storeys: readonly StoreyPlace[],
  { id, renumbers }: { readonly id: number; readonly renumbers: boolean }
): ArrangedStoreys {
  const found = storeys.find((place) => place.id === id);
  if (!found) return { issues: [{ field: 'id', code: 'not_one_of_this_unit' }] };
  const own = fromBelow(storeys, found.part);
  const index = own.indexOf(found);
  const isUnderground = found.level < 0;
  const sign = isUnderground ? 1 : -1;
  const shifts = renumbers && found.type !== 'ZG';
  return checkPlaces(
    own.flatMap((place, at) => {
      if (at === index) return [];
      if (isUnderground ? at > index : at < index) return [place];
      const isBeyond = isUnderground ? place.level < found.level : place.level > found.level;
      return [
        {
          ...place,
          baseM: round(place.baseM + sign * found.heightM),
          level: shifts && isBeyond ? place.level + sign : place.level
        }
      ];
    })
  );
}

function fromBelow(storeys: readonly StoreyPlace[], part: BuildingPart): StoreyPlace[] {
  return storeys.filter((place) => place.part === part).sort((a, b) => a.sort - b.sort);
}

function checkStorey({ type, level, heightM }: Pick<StoreyPlace, 'type' | 'level' | 'heightM'>): Issue[] {
  const issues: Issue[] = [];
  if (!isCode(STOREY_TYPES, type)) issues.push({ field: 'type', code: 'unknown_code' });
  if (!Number.isInteger(level)) issues.push({ field: 'level', code: 'not_whole' });
  else if (level < LOWEST_LEVEL || level > HIGHEST_LEVEL) issues.push({ field: 'level', code: 'out_of_range' });
  if (!(heightM >= MIN_HEIGHT_M && heightM <= MAX_HEIGHT_M)) issues.push({ field: 'heightM', code: 'out_of_range' });
  return issues;
}

/** No two storeys of a part have the same number and type, and numbers never fall from below to above. */
function checkPlaces(storeys: readonly StoreyPlace[]): ArrangedStoreys {
  const seen = new Set<string>();
  for (const [index, { level, type }] of storeys.entries()) {
    if (level < LOWEST_LEVEL || level > HIGHEST_LEVEL) return { issues: [{ field: 'level', code: 'out_of_range' }] };
    const key = `${level} ${type}`;
    const before = storeys[index - 1];
    if (seen.has(key) || (before && before.level > level)) {
      return { issues: [{ field: 'level', code: 'storey_place_taken', details: { level } }] };
    }
    seen.add(key);
  }
  return { storeys };
}

function sortBetween(lower: StoreyPlace | undefined, upper: StoreyPlace | undefined): number {
  if (lower && upper) return (lower.sort + upper.sort) / 2;
  if (lower) return lower.sort + 1;
  return upper ? upper.sort - 1 : 0;
}

const top = (place: StoreyPlace | undefined): number | undefined => place && place.baseM + place.heightM;
const round = (value: number) => Math.round(value * 1000) / 1000;
