import type { PlanUse } from '../codes';
import type { Focus, PlanColumns } from '../focus';
import { toDayNumber } from '../interval';
import { indexEntries, mainPart, partsOf, type PlanContent, type PlanPart } from './plan-content';
import type { PlanHead } from './plan-head';
import { wordIn } from './plan-wording';

/** What the drawn block needs to know of a plan; words in another language than the base language where `locale` says so. */
export interface PlanName extends Pick<PlanHead, 'id' | 'title' | 'horizonOn'> {
  readonly locale?: string;
}

/** The focus with this plan instead of the one that it came with, so that every drawing of it shows this plan. */
export function withPlan(focus: Focus, name: PlanName, content: PlanContent): Focus {
  return { ...focus, plan: planColumns(focus, name, content) };
}

/**
 * What a plan says in the main of each unit of the focus, one row per unit: of a divided unit its largest part, of a
 * joined one what its lead says. Units that lie elsewhere are left out.
 */
export function planColumns(
  { units }: Pick<Focus, 'units'>,
  { id, title, horizonOn, locale }: PlanName,
  content: PlanContent
): PlanColumns {
  const entries = indexEntries(content);
  const unit: number[] = [];
  const use: PlanUse[] = [];
  const wish: (string | null)[] = [];
  const targetOn: number[] = [];
  units.id.forEach((unitId, row) => {
    const part: PlanPart | null = mainPart(partsOf(entries, unitId));
    if (part === null) return;
    unit.push(row);
    use.push(part.use);
    wish.push(wordIn(part, 'wish', locale));
    targetOn.push(toDayNumber(part.targetOn));
  });
  return { id, title, horizonOn, unit, use, wish, targetOn };
}
