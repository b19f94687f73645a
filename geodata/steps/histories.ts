import { isCode, MILESTONE_KINDS } from '../../src/lib/domain/codes';
import type { AuthoredBuilding, AuthoredHistoryEntry, AuthoredMeasures, AuthoredUnit } from './authored';
import type { ProblemList } from './problems';
import { beginOf, haveSameOrigin, predecessorsOf, type StoreyUnits } from './shares';

/** How far the areas before and after a split or merge may differ, as a part of the sum. */
const AREA_TOLERANCE = 0.02;

interface Scope {
  readonly problems: ProblemList;
  readonly file: string;
}

/** Checks the dated facts of a house: renewals, units and their histories, splits and merges. */
export function checkHistories(scope: Scope, building: AuthoredBuilding): void {
  checkOrder(scope, '/renewals', building.renewals ?? []);
  for (const [p, part] of (building.parts ?? []).entries()) {
    for (const [s, storey] of part.storeys.entries()) {
      const pointer = `/parts/${p}/storeys/${s}/units`;
      for (const [u, unit] of storey.units.entries()) {
        checkUnit(scope, `${pointer}/${u}`, unit);
        checkOrigin(scope, `${pointer}/${u}`, unit, storey.units);
      }
    }
  }
}

function checkOrder({ problems, file }: Scope, pointer: string, entries: readonly { readonly from: string }[]): void {
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1];
    if (before && before.from >= entry.from) {
      problems.add(file, `${pointer}/${index}/from`, `${entry.from} is not after ${before.from}, the entry before`);
    }
  }
}

function checkUnit(scope: Scope, pointer: string, unit: AuthoredUnit): void {
  const { problems, file } = scope;
  checkOrder(scope, `${pointer}/history`, unit.history);
  const first = unit.history[0]!;
  const last = unit.history.at(-1)!;
  if (unit.from && unit.from !== first.from) {
    problems.add(file, `${pointer}/from`, `the unit exists from ${unit.from}, but its history begins on ${first.from}`);
  }
  if (unit.to && unit.to <= last.from) {
    problems.add(file, `${pointer}/to`, `the unit ends on ${unit.to}, but its history goes on to ${last.from}`);
  }
  for (const [index, entry] of unit.history.entries()) {
    const next = unit.history[index + 1]?.from ?? unit.to ?? null;
    checkEntry(scope, `${pointer}/history/${index}`, entry, next);
  }
}

function checkEntry({ problems, file }: Scope, pointer: string, entry: AuthoredHistoryEntry, end: string | null): void {
  const isUsed = entry.status === 'occupied' || entry.status === 'interim';
  const isEmpty = entry.status === 'vacant';
  const refuse = (key: keyof AuthoredHistoryEntry, why: string) => problems.add(file, `${pointer}/${key}`, why);
  if (isUsed && !entry.use) problems.add(file, pointer, `"${entry.status}" needs a use`);
  if (isEmpty && !entry.reason) problems.add(file, pointer, '"vacant" needs a reason');
  for (const key of ['use', 'business', 'party', 'tenancy', 'rentCents', 'knownEndOn'] as const) {
    if (!isUsed && entry[key] !== undefined) refuse(key, `does not go with "${entry.status}"`);
  }
  for (const key of ['activatableMonths', 'isStartKnown'] as const) {
    if (!isEmpty && entry[key] !== undefined) refuse(key, `does not go with "${entry.status}"`);
  }
  if ((isUsed || entry.status === 'unknown') && entry.reason) refuse('reason', `does not go with "${entry.status}"`);
  for (const key of ['rentCents', 'knownEndOn', 'party', 'business'] as const) {
    if (entry[key] !== undefined && !entry.tenancy) refuse(key, 'needs a tenancy');
  }
  if (entry.checkedOn && (entry.checkedOn < entry.from || (end && entry.checkedOn >= end))) {
    refuse('checkedOn', `${entry.checkedOn} is outside of the entry`);
  }
  if (entry.knownEndOn && (entry.knownEndOn <= entry.from || (end && entry.knownEndOn > end))) {
    refuse('knownEndOn', `${entry.knownEndOn} is outside of the entry`);
  }
}

function checkOrigin({ problems, file }: Scope, pointer: string, unit: AuthoredUnit, units: StoreyUnits): void {
  const begin = beginOf(unit);
  const twin = units.find((other) => other !== unit && other.code === unit.code && beginOf(other) === begin);
  if (twin) problems.add(file, `${pointer}/code`, `"${unit.code}" begins twice on ${begin}`);
  if (!unit.predecessors) {
    const isLate = units.some((other) => !other.predecessors && beginOf(other) < begin);
    if (isLate) problems.add(file, pointer, `begins on ${begin}, later than its storey, and names no predecessors`);
    return;
  }
  const ended = predecessorsOf(unit, units);
  for (const [index, code] of unit.predecessors.entries()) {
    if (ended.some((other) => other.code === code)) continue;
    problems.add(file, `${pointer}/predecessors/${index}`, `no unit "${code}" of this storey ends on ${begin}`);
  }
  const siblings = units.filter((other) => haveSameOrigin(other, unit));
  if (ended.length === 0 || siblings[0] !== unit) return;
  const [before, after] = [sumArea(ended), sumArea(siblings)];
  if (before !== null && after !== null && Math.abs(after - before) > AREA_TOLERANCE * before) {
    problems.add(file, `${pointer}/areaSqm`, `areas do not balance: ${before} m² before, ${after} m² after`);
  }
}

function sumArea(units: StoreyUnits): number | null {
  let sum = 0;
  for (const { areaSqm } of units) {
    if (areaSqm === undefined) return null;
    sum += areaSqm;
  }
  return sum;
}

/** Checks that milestones of a measure come once each and in the order of a measure's life. */
export function checkMilestones({ problems, file }: Scope, { measures }: AuthoredMeasures): void {
  for (const [m, measure] of measures.entries()) {
    const seen: number[] = [];
    let latest = '';
    for (const [i, milestone] of measure.milestones.entries()) {
      const pointer = `/measures/${m}/milestones/${i}`;
      const rank = isCode(MILESTONE_KINDS, milestone.kind) ? MILESTONE_KINDS.indexOf(milestone.kind) : -1;
      const on = milestone.actualOn ?? milestone.plannedOn;
      if (!on) problems.add(file, pointer, 'needs a planned or an actual day');
      if (seen.some((other) => other >= rank))
        problems.add(file, pointer, 'milestones stand in their order, each once');
      if (on && on < latest) problems.add(file, pointer, `${on} is before the milestone before (${latest})`);
      seen.push(rank);
      latest = on ?? latest;
    }
  }
}
