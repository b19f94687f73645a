import { AREA_TYPES, isCode, UNIT_KINDS, type AreaType, type UnitKind } from './codes';
import { checkText } from './free-text';
import type { Issue } from './refusal';

/** What counts when units are divided, merged or converted. */
export interface UnitMeasure {
  readonly areaSqm: number | null;
  readonly areaType: AreaType | null;
  readonly frontageM: number | null;
}

/** A unit as a division, a merge or a conversion wants it. */
export interface UnitDraft extends UnitMeasure {
  readonly code: string;
  readonly kind: UnitKind;
}

/** Most parts of one division; a storey has no more doors. */
export const MAX_PARTS = 12;
/** Areas are measured to some centimetres: what this tolerance forgives is never worth a refusal, in m². */
const ROUNDING_SQM = 0.05;
const ROUNDING_M = 0.05;
/** Less is no unit, and no number that the database keeps. */
const LEAST = 0.01;
const MAX_AREA_SQM = 1_000_000;
const MAX_FRONTAGE_M = 10_000;
const MAX_CODE_LENGTH = 20;

/**
 * Do the areas before and after agree within `tolerance` (ratio of the area before)? Areas of different types are
 * never compared: a conversion of one unit may change the type, a division or a merge may not.
 */
export function checkBalance(
  before: readonly UnitMeasure[],
  after: readonly UnitMeasure[],
  tolerance: number
): Issue[] {
  const types = new Set([...before, ...after].flatMap(({ areaType }) => (areaType === null ? [] : [areaType])));
  const isConversion = before.length === 1 && after.length === 1;
  if (types.size > 1 && !isConversion) return [{ field: 'parts', code: 'area_types_differ' }];
  const issues: Issue[] = [];
  const isComparable = types.size === 1;
  const [areaBefore, areaAfter] = [sumKnown(before, 'areaSqm'), sumKnown(after, 'areaSqm')];
  if (isComparable && (areaBefore === null) !== (areaAfter === null)) {
    issues.push({ field: 'parts', code: 'areas_partly_unknown' });
  } else if (isComparable && areaBefore !== null && areaAfter !== null) {
    const allowed = Math.max(areaBefore * tolerance, ROUNDING_SQM);
    if (Math.abs(areaAfter - areaBefore) > allowed + 1e-9) {
      issues.push({
        field: 'parts',
        code: 'areas_do_not_balance',
        details: { before: round(areaBefore), after: round(areaAfter), allowed: round(allowed) }
      });
    }
  }
  const [frontBefore, frontAfter] = [sumKnown(before, 'frontageM'), sumKnown(after, 'frontageM')];
  if (frontBefore !== null && frontAfter !== null) {
    const allowed = Math.max(frontBefore * tolerance, ROUNDING_M);
    if (frontAfter - frontBefore > allowed + 1e-9) {
      issues.push({
        field: 'parts',
        code: 'frontages_do_not_balance',
        details: { before: round(frontBefore), after: round(frontAfter) }
      });
    }
  }
  return issues;
}

/** Null where one of them is not known. */
function sumKnown(units: readonly UnitMeasure[], key: 'areaSqm' | 'frontageM'): number | null {
  let sum = 0;
  for (const unit of units) {
    const value = unit[key];
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Is each draft a unit that can be stored? Fields are `parts.<index>.<name>`. */
export function checkDrafts(drafts: readonly UnitDraft[]): Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const [index, { code, kind, areaSqm, areaType, frontageM }] of drafts.entries()) {
    const claim = (isWrong: boolean, name: string, refusal: Issue['code']) => {
      if (isWrong) issues.push({ field: `parts.${index}.${name}`, code: refusal });
    };
    claim(code === '', 'code', 'required');
    issues.push(...checkText(`parts.${index}.code`, code, MAX_CODE_LENGTH));
    claim(code !== '' && seen.has(code.toLowerCase()), 'code', 'codes_repeat');
    claim(!isCode(UNIT_KINDS, kind), 'kind', 'unknown_code');
    claim(areaType !== null && !isCode(AREA_TYPES, areaType), 'areaType', 'unknown_code');
    claim(areaSqm !== null && !(areaSqm >= LEAST && areaSqm <= MAX_AREA_SQM), 'areaSqm', 'not_positive');
    claim(frontageM !== null && !(frontageM >= LEAST && frontageM <= MAX_FRONTAGE_M), 'frontageM', 'not_positive');
    claim(areaSqm !== null && areaType === null, 'areaType', 'area_without_type');
    claim(areaSqm === null && areaType !== null, 'areaSqm', 'type_without_area');
    seen.add(code.toLowerCase());
  }
  return issues;
}

/** Shares of the whole from left to right, by area; equal ones where an area is not known. */
export function sharesOf(drafts: readonly UnitMeasure[]): readonly (readonly [from: number, to: number])[] {
  const total = sumKnown(drafts, 'areaSqm');
  let reached = 0;
  return drafts.map(({ areaSqm }, index) => {
    const from = reached;
    reached = index === drafts.length - 1 ? 1 : from + (total === null ? 1 / drafts.length : areaSqm! / total);
    return [from, reached] as const;
  });
}
