import {
  applyChange,
  differContents,
  invertChange,
  isEmptyChange,
  type PlanChange
} from '../../domain/plan/plan-change';
import type { PlanContent } from '../../domain/plan/plan-content';

/** One thing that was drawn, as it is told and taken back. */
export interface DrawnStep {
  readonly change: PlanChange;
  /** What was done, in the reader's language. */
  readonly label: string;
}

/** More would be more than anybody goes back. */
const MOST_STEPS = 500;

/** What was drawn on this page, in its order; taking back is the change turned round, so others' drawings stay. */
export class DrawingHistory {
  #past = $state.raw<readonly DrawnStep[]>([]);
  #future = $state.raw<readonly DrawnStep[]>([]);

  readonly lastDone: DrawnStep | null = $derived(this.#past.at(-1) ?? null);
  readonly lastUndone: DrawnStep | null = $derived(this.#future.at(-1) ?? null);

  /** Remembers what led from one content to another; false where that is nothing. */
  record(before: PlanContent, after: PlanContent, label: string): boolean {
    const change = differContents(before, after);
    if (isEmptyChange(change)) return false;
    this.#past = [...this.#past.slice(1 - MOST_STEPS), { change, label }];
    this.#future = [];
    return true;
  }

  /** The content without what was drawn last; null where somebody drew over it since, which is then let go. */
  undo(content: PlanContent): PlanContent | null {
    const step = this.#past.at(-1);
    if (step === undefined) return null;
    this.#past = this.#past.slice(0, -1);
    const { content: undone, conflict } = applyChange(content, invertChange(step.change));
    if (conflict !== null) return null;
    this.#future = [...this.#future, step];
    return undone;
  }

  /** The content with what was taken back last; null as in `undo`. */
  redo(content: PlanContent): PlanContent | null {
    const step = this.#future.at(-1);
    if (step === undefined) return null;
    this.#future = this.#future.slice(0, -1);
    const { content: redone, conflict } = applyChange(content, step.change);
    if (conflict !== null) return null;
    this.#past = [...this.#past, step];
    return redone;
  }
}
