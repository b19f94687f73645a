import type { IsoDate } from '../../src/lib/domain/interval';
import { checkContent } from '../../src/lib/domain/plan/plan-check';
import type { PlanContent, PlanEntry, PlanUnit } from '../../src/lib/domain/plan/plan-content';
import type { AuthoredPlan, AuthoredPlanTarget, AuthoredUnit } from './authored';
import type { ProblemList } from './problems';

type AuthoredPart = NonNullable<AuthoredPlanTarget['parts']>[number];

/** What a target says of its unit: nothing where it is joined, one part, or several. */
export function listParts({
  use,
  targetOn,
  wish,
  reason,
  joinedTo,
  parts
}: AuthoredPlanTarget): readonly AuthoredPart[] {
  if (parts !== undefined) return parts;
  if (joinedTo !== undefined || use === undefined || targetOn === undefined) return [];
  return [{ use, targetOn, ...(wish && { wish }), ...(reason && { reason }) }];
}

/** The day on which the unit of a target is looked up: that of its first part, or of the unit that it is joined to. */
export function dayOfTarget(
  target: AuthoredPlanTarget,
  ofHouse: readonly AuthoredPlanTarget[],
  { horizonOn }: Pick<AuthoredPlan, 'horizonOn'>
): IsoDate {
  const lead = target.joinedTo === undefined ? target : ofHouse.find(({ unit }) => unit === target.joinedTo);
  return (lead && listParts(lead)[0]?.targetOn) ?? horizonOn;
}

interface PlanCheck {
  readonly file: string;
  readonly plan: AuthoredPlan;
  readonly areaTolerance: number;
  /** The unit of a house that exists on a day. */
  readonly findUnit: (building: string, code: string, on: IsoDate) => AuthoredUnit | undefined;
}

/** Checks that parts add up, that units are joined to what is there, and that a state comes with its days. */
export function checkPlan(problems: ProblemList, { file, plan, areaTolerance, findUnit }: PlanCheck): void {
  const pointers = new Map<string, string>();
  const ids = new Map<string, number>();
  const units = new Map<number, PlanUnit>();
  const entries: PlanEntry[] = [];
  for (const [house, [building, targets]] of Object.entries(plan.targets).entries()) {
    for (const [i, target] of targets.entries()) {
      const unitId = ids.size + 1;
      ids.set(`${building} ${target.unit}`, unitId);
      pointers.set(`units.${unitId}`, `/targets/${building.replaceAll('/', '~1')}/${i}`);
      const unit = findUnit(building, target.unit, dayOfTarget(target, targets, plan));
      if (!unit) continue;
      const { areaSqm = null, frontageM = null } = unit;
      units.set(unitId, { unitId, buildingId: house, areaSqm, frontageM });
    }
  }
  for (const [building, targets] of Object.entries(plan.targets)) {
    for (const target of targets) {
      const joinedTo = target.joinedTo === undefined ? null : (ids.get(`${building} ${target.joinedTo}`) ?? Number.NaN);
      entries.push({
        unitId: ids.get(`${building} ${target.unit}`)!,
        joinedTo,
        parts: listParts(target).map(({ use, targetOn, areaSqm = null, frontageM = null }) => ({
          ...{ use, targetOn, areaSqm, frontageM, wish: null, reason: null, translations: {} }
        }))
      });
    }
  }
  const content: PlanContent = { entries: entries.filter(({ unitId }) => units.has(unitId)), areas: [] };
  for (const { field, code } of checkContent(content, { units, areaTolerance })) {
    const [, at = field, rest = ''] = /^(units\.\d+)\.?(.*)$/.exec(field) ?? [];
    problems.add(file, `${pointers.get(at) ?? ''}${rest && `/${rest.replaceAll('.', '/')}`}`, code);
  }
  checkDays(problems, { file, plan });
}

function checkDays(problems: ProblemList, { file, plan }: Pick<PlanCheck, 'file' | 'plan'>): void {
  const { status, consultation, adoptedOn, horizonOn, areas = [], targets } = plan;
  if (status === 'consultation' && consultation === undefined) problems.add(file, '', `"${status}" needs consultation`);
  if (status === 'adopted' && adoptedOn === undefined) problems.add(file, '', `"${status}" needs adoptedOn`);
  if (consultation && consultation.to < consultation.from) {
    problems.add(file, '/consultation', `${consultation.to} is before ${consultation.from}`);
  }
  const late = (pointer: string, day: IsoDate): void => {
    if (day > horizonOn) problems.add(file, `${pointer}/targetOn`, `${day} is after the plan's horizon, ${horizonOn}`);
  };
  for (const [i, { targetOn }] of areas.entries()) late(`/areas/${i}`, targetOn);
  for (const [building, ofHouse] of Object.entries(targets)) {
    for (const [i, target] of ofHouse.entries()) {
      const pointer = `/targets/${building.replaceAll('/', '~1')}/${i}`;
      for (const [p, part] of listParts(target).entries())
        late(target.parts === undefined ? pointer : `${pointer}/parts/${p}`, part.targetOn);
    }
  }
}
