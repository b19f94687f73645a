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

export interface RecordedStep {
  readonly label: string;
  /** Does it only go on with what was done last? */
  readonly goesOn?: boolean;
}

/** More would be more than anybody goes back. */
const MOST_STEPS = 500;

/** What was drawn on this page, in its order; taking back is the change turned round, so others' drawings stay. */
export class DrawingHistory {
  #past = $state.raw<readonly DrawnStep[]>([]);
  #future = $state.raw<readonly DrawnStep[]>([]);

  readonly lastDone: DrawnStep | null = $derived(this.#past.at(-1) ?? null);
  readonly lastUndone: DrawnStep | null = $derived(this.#future.at(-1) ?? null);

  /**
   * Remembers what led from one content to another; false where that is nothing. What goes on with the last step, as a
   * held key does, becomes one with it.
   */
  record(before: PlanContent, after: PlanContent, { label, goesOn = false }: RecordedStep): boolean {
    if (isEmptyChange(differContents(before, after))) return false;
    const begun = goesOn ? this.#beforeLast(before) : null;
    const kept = begun === null ? this.#past.slice(1 - MOST_STEPS) : this.#past.slice(0, -1);
    this.#past = [...kept, { change: differContents(begun ?? before, after), label }];
    this.#future = [];
    return true;
  }

  /** The content before the last step; null where there is none, or somebody drew over it since. */
  #beforeLast(content: PlanContent): PlanContent | null {
    const last = this.#past.at(-1);
    if (last === undefined) return null;
    const { content: before, conflict } = applyChange(content, invertChange(last.change));
    return conflict === null ? before : null;
  }

  /** The content without what was drawn last; null where somebody drew over it since, which is then let go. */
  undo(content: PlanContent): PlanContent | null {
    const step = this.#past.at(-1);
    if (step === undefined) return null;
    const undone = this.#beforeLast(content);
    this.#past = this.#past.slice(0, -1);
    if (undone === null) return null;
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
