import { createContext } from 'svelte';
import { attributesOn, type FocusAttributes } from '../../domain/attributes';
import type { Focus } from '../../domain/focus';
import { toDayNumber, type IsoDate } from '../../domain/interval';
import type { Swatch } from '../../domain/palette';
import { COMPARISON_CLASSES, type BalanceClass, type ComparisonClass } from '../../domain/plan/comparison-codes';
import { COMPARISON_PALETTE } from '../../domain/plan/comparison-palette';
import { withPlan } from '../../domain/plan/plan-columns';
import { indexEntries, partsOf, type PlanArea, type PlanContent } from '../../domain/plan/plan-content';
import type { PlanHead } from '../../domain/plan/plan-head';
import { classifyUnits, NO_CLASS, THEME_CLASSES } from '../../domain/theme';
import { getLocale } from '../../../i18n/paraglide/runtime';
import type { Theme } from '../../domain/view-state';
import { nameSide, type SpokenSide } from './side-text';

type Plan = PlanHead & { readonly content: PlanContent };

/** What the page has from the server. */
export interface ComparedData {
  readonly focus: Focus;
  readonly today: IsoDate;
  readonly plans: { readonly from: Plan | null; readonly to: Plan };
  readonly units: { readonly id: readonly number[]; readonly class: readonly ComparisonClass[] };
}

/** One side as a map shows it. */
export interface ShownSide {
  readonly name: string;
  readonly theme: Extract<Theme, 'use' | 'plan'>;
  readonly classes: Uint8Array;
  readonly areas: readonly PlanArea[];
}

const UNTOUCHED = COMPARISON_CLASSES.indexOf('untouched');
const SWATCHES: readonly Swatch[] = COMPARISON_CLASSES.map((name) => COMPARISON_PALETTE[name]);

/** The compared sides on the drawn block, and the unit that the reader has chosen in any of its drawings. */
export class ComparedView {
  readonly #read: () => ComparedData;
  /** Id of a unit. */
  chosen = $state<number | null>(null);

  constructor(read: () => ComparedData) {
    this.#read = read;
  }

  get focus(): Focus {
    return this.#read().focus;
  }

  get today(): IsoDate {
    return this.#read().today;
  }

  get isToday(): boolean {
    return this.#read().plans.from === null;
  }

  readonly attributes = $derived.by(() => attributesOn(this.focus, toDayNumber(this.today)));

  /** Per unit of the focus: index into `COMPARISON_CLASSES`, or `NO_CLASS` where it does not exist. */
  readonly classes = $derived.by(() => classesOf(this.#read().units, this.focus, this.attributes));

  readonly painted = $derived({ theme: SWATCHES, classes: this.classes });

  readonly sides: { readonly from: ShownSide; readonly to: ShownSide } = $derived.by(() => {
    const { from, to } = this.#read().plans;
    return { from: this.#show(from), to: this.#show(to) };
  });

  #show(plan: Plan | null): ShownSide {
    const name = nameSide(plan, this.today);
    if (plan === null) {
      return { name, theme: 'use', classes: classifyUnits('use', this.focus, this.attributes), areas: [] };
    }
    const focus = withPlan(this.focus, { ...plan, locale: getLocale() }, plan.content);
    const classes = classifyUnits('plan', focus, attributesOn(focus, toDayNumber(this.today)));
    return { name, theme: 'plan', classes, areas: plan.content.areas };
  }

  /** How the sides differ in a unit of the focus; null for one that lies elsewhere. */
  classOf(unitId: number): ComparisonClass | null {
    return COMPARISON_CLASSES[this.classes[this.focus.units.id.indexOf(unitId)] ?? NO_CLASS] ?? null;
  }

  /** What both sides say of a unit of the focus. */
  speak(unitId: number): { readonly from: SpokenSide; readonly to: SpokenSide } {
    const { from, to } = this.#read().plans;
    return { from: from === null ? this.#speakToday(unitId) : speakPlan(from, unitId), to: speakPlan(to, unitId) };
  }

  #speakToday(unitId: number): SpokenSide {
    const row = this.focus.units.id.indexOf(unitId);
    const classes = classifyUnits('use', this.focus, this.attributes);
    const today: BalanceClass = THEME_CLASSES.use[classes[row] ?? NO_CLASS] ?? 'unknown';
    return { today, parts: [], joinedTo: null };
  }
}

function classesOf(
  units: ComparedData['units'],
  focus: Focus,
  { exists }: Pick<FocusAttributes, 'exists'>
): Uint8Array {
  const codes: Readonly<Record<number, number>> = Object.fromEntries(
    units.id.map((id, row) => [id, COMPARISON_CLASSES.indexOf(units.class[row]!)])
  );
  return Uint8Array.from(focus.units.id, (id, row) => (exists[row] === 0 ? NO_CLASS : (codes[id] ?? UNTOUCHED)));
}

function speakPlan({ content }: Plan, unitId: number): SpokenSide {
  const entries = indexEntries(content);
  return { today: null, parts: partsOf(entries, unitId), joinedTo: entries.get(unitId)?.joinedTo ?? null };
}

const [readComparedView, provideComparedView] = createContext<ComparedView>();

export { provideComparedView };

/** The view of the surrounding page. Throws outside of it. */
export const useComparedView = readComparedView;
