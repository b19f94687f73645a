import type { QuarterParameters } from '../quarter';
import { isCode, PLAN_USES } from '../codes';
import { checkText } from '../free-text';
import { isIsoDate } from '../interval';
import { PLAN_AREA_KINDS } from '../plan-codes';
import type { Issue } from '../refusal';
import { checkBalance, MAX_PARTS } from '../restructure';
import {
  indexEntries,
  type PlanArea,
  type PlanContent,
  type PlanEntry,
  type PlanPart,
  type PlanUnit,
  type PlanWords
} from './plan-content';

export const MAX_WISH_LENGTH = 200;
export const MAX_REASON_LENGTH = 1000;
export const MAX_AREAS = 50;
export const MAX_AREA_STOREYS = 12;
export const MAX_AREA_POSITIONS = 200;

/**
 * May a plan say this? Fields are `units.<id>.…` and `areas.<id>.…`. Joined units lie in one house and point at a unit
 * that is not joined itself; parts add up to the unit, or to the units joined, within the quarter's tolerance.
 */
export function checkContent(
  content: PlanContent,
  { units, areaTolerance }: { readonly units: ReadonlyMap<number, PlanUnit> } & Pick<QuarterParameters, 'areaTolerance'>
): Issue[] {
  const entries = indexEntries(content);
  const members = new Map<number, PlanUnit[]>();
  for (const { unitId, joinedTo } of content.entries) {
    const unit = units.get(unitId);
    if (joinedTo !== null && unit) members.set(joinedTo, [...(members.get(joinedTo) ?? []), unit]);
  }
  const issues = content.entries.flatMap((entry) =>
    checkEntry(entry, { entries, units, areaTolerance, joined: members.get(entry.unitId) ?? [] })
  );
  if (content.areas.length > MAX_AREAS) issues.push({ field: 'areas', code: 'out_of_range' });
  return [...issues, ...content.areas.flatMap(checkArea)];
}

/** What the second content says wrong that the first did not: what reality has overtaken since keeps nobody from drawing. */
export function findNewIssues(
  [before, after]: readonly [before: PlanContent, after: PlanContent],
  rules: { readonly units: ReadonlyMap<number, PlanUnit> } & Pick<QuarterParameters, 'areaTolerance'>
): Issue[] {
  const issues = checkContent(after, rules);
  if (issues.length === 0) return [];
  const known = new Set(checkContent(before, rules).map(({ field, code }) => `${field} ${code}`));
  return issues.filter(({ field, code }) => !known.has(`${field} ${code}`));
}

interface Surroundings extends Pick<QuarterParameters, 'areaTolerance'> {
  readonly entries: ReadonlyMap<number, PlanEntry>;
  readonly units: ReadonlyMap<number, PlanUnit>;
  /** Units that the plan joins to this one. */
  readonly joined: readonly PlanUnit[];
}

function checkEntry(entry: PlanEntry, { entries, units, joined, areaTolerance }: Surroundings): Issue[] {
  const { unitId, joinedTo, parts } = entry;
  const at = `units.${unitId}`;
  const unit = units.get(unitId);
  if (unit === undefined) return [{ field: at, code: 'unit_not_in_plan' }];
  if (joinedTo !== null) {
    const lead = entries.get(joinedTo);
    const isSound = lead !== undefined && lead.joinedTo === null && parts.length === 0 && joined.length === 0;
    if (!isSound || joinedTo === unitId) return [{ field: at, code: 'join_without_lead' }];
    return units.get(joinedTo)?.buildingId === unit.buildingId ? [] : [{ field: at, code: 'join_other_house' }];
  }
  if (parts.length === 0) return [{ field: at, code: 'required' }];
  if (parts.length > MAX_PARTS) return [{ field: at, code: 'out_of_range' }];
  return [
    ...parts.flatMap((part, index) => checkPart(`${at}.parts.${index}`, part)),
    ...checkShares(at, { parts, whole: [unit, ...joined], areaTolerance })
  ];
}

function checkPart(at: string, part: PlanPart): Issue[] {
  const issues = [...checkUse(at, part), ...checkWords(at, part)];
  for (const name of ['areaSqm', 'frontageM'] as const) {
    const value = part[name];
    if (value !== null && !(value > 0 && value <= 1_000_000))
      issues.push({ field: `${at}.${name}`, code: 'not_positive' });
  }
  return issues;
}

function checkUse(at: string, { use, targetOn }: Pick<PlanPart, 'use' | 'targetOn'>): Issue[] {
  const issues: Issue[] = [];
  if (!isCode(PLAN_USES, use)) issues.push({ field: `${at}.use`, code: 'unknown_code' });
  if (!isIsoDate(targetOn)) issues.push({ field: `${at}.targetOn`, code: 'not_a_day' });
  return issues;
}

function checkWords(at: string, { wish, reason, translations }: PlanWords): Issue[] {
  return [
    ...checkText(`${at}.wish`, wish, MAX_WISH_LENGTH),
    ...checkText(`${at}.reason`, reason, MAX_REASON_LENGTH),
    ...Object.entries(translations).flatMap(([locale, words]) => [
      ...checkText(`${at}.wish.${locale}`, words.wish ?? null, MAX_WISH_LENGTH),
      ...checkText(`${at}.reason.${locale}`, words.reason ?? null, MAX_REASON_LENGTH)
    ])
  ];
}

/** An undivided unit's part has no measures of its own; the parts of a divided one add up to the whole. */
function checkShares(
  at: string,
  { parts, whole, areaTolerance }: { parts: readonly PlanPart[]; whole: readonly PlanUnit[]; areaTolerance: number }
): Issue[] {
  if (parts.length === 1) {
    const isBare = parts[0]!.areaSqm === null && parts[0]!.frontageM === null;
    return isBare ? [] : [{ field: `${at}.parts.0.areaSqm`, code: 'part_without_division' }];
  }
  const measured = (measures: readonly Pick<PlanPart, 'areaSqm' | 'frontageM'>[]) =>
    measures.map(({ areaSqm, frontageM }) => ({
      areaSqm,
      frontageM: frontageM ?? 0,
      areaType: areaSqm === null ? null : ('usable' as const)
    }));
  return checkBalance(measured(whole), measured(parts), areaTolerance).map((issue) => ({
    ...issue,
    field: `${at}.${issue.field}`
  }));
}

function checkArea(area: PlanArea): Issue[] {
  const at = `areas.${area.id}`;
  const issues = [...checkUse(at, area), ...checkWords(at, area)];
  if (!isCode(PLAN_AREA_KINDS, area.kind)) issues.push({ field: `${at}.kind`, code: 'unknown_code' });
  const [least, most] = area.kind === 'building' ? [1, MAX_AREA_STOREYS] : [0, 0];
  if (!Number.isInteger(area.storeys) || area.storeys < least || area.storeys > most) {
    issues.push({ field: `${at}.storeys`, code: 'out_of_range' });
  }
  const ring = area.geometry.coordinates[0] ?? [];
  if (area.geometry.coordinates.length !== 1 || ring.length < 4 || ring.length > MAX_AREA_POSITIONS) {
    issues.push({ field: `${at}.geometry`, code: 'not_an_outline' });
  }
  return issues;
}
