import { createContext } from 'svelte';
import { PLAN_USE_LABELS } from '../../../i18n/codes';
import { m } from '../../../i18n/paraglide/messages';
import { refusalText } from '../../../i18n/refusals';
import type { Focus } from '../../domain/focus';
import type { IsoDate } from '../../domain/interval';
import type { PlanUse } from '../../domain/codes';
import { findNewIssues } from '../../domain/plan/plan-check';
import {
  indexEntries,
  partsOf,
  type PlanArea,
  type PlanContent,
  type PlanPart,
  type PlanUnit,
  type PlanWords
} from '../../domain/plan/plan-content';
import {
  describeTargets,
  divideUnit,
  eraseUnits,
  giveUse,
  joinUnits,
  listLeads,
  putArea,
  removeArea,
  separateUnits,
  uniteParts,
  withJoined,
  type Brush,
  type Drawn,
  type DrawingTarget,
  type PartDraft
} from '../../domain/plan/plan-drawing';
import { DrawingHistory } from './drawing-history.svelte';
import { PlanSync } from './plan-sync.svelte';
import { SELECT, type Tool } from './tool';
import { nameUnits, planUnits, type UnitName } from './unit-names';

export interface DeskOptions {
  readonly url: string;
  readonly focus: Focus;
  readonly content: PlanContent;
  /** The day by which a new target shall be reality until another is said. */
  readonly horizonOn: IsoDate;
  readonly areaTolerance: number;
}

/**
 * Where somebody draws a plan: what is drawn, what is chosen, with which tool, and what was said of it last. The houses,
 * the map, the palette and the panel all draw through it, so that mouse, touch and keyboard do the same.
 */
export class DrawingDesk {
  readonly sync: PlanSync;
  readonly history = new DrawingHistory();
  readonly units: ReadonlyMap<number, PlanUnit>;
  readonly names: ReadonlyMap<number, UnitName>;
  readonly areaTolerance: number;
  readonly horizonOn: IsoDate;
  tool = $state.raw<Tool>(SELECT);
  /** Ids of the chosen units, in the order of choice. */
  chosen = $state.raw<readonly number[]>([]);
  /** Part of the one chosen unit, where the plan divides it; null: the whole. */
  part = $state<number | null>(null);
  /** The chosen area. */
  areaId = $state<string | null>(null);
  /** What happened last, for those who do not see it; the count tells two equal messages apart. */
  said = $state.raw<{ readonly text: string; readonly count: number }>({ text: '', count: 0 });

  constructor({ url, focus, content, horizonOn, areaTolerance }: DeskOptions) {
    this.units = planUnits(focus);
    this.names = nameUnits(focus);
    this.horizonOn = horizonOn;
    this.areaTolerance = areaTolerance;
    this.sync = new PlanSync({ url, content, units: this.units, areaTolerance });
  }

  readonly content: PlanContent = $derived.by(() => this.sync.content);
  readonly entries = $derived(indexEntries(this.content));
  /** The lead of every unit that the plan joins to others, the lead itself included. */
  readonly leads: ReadonlyMap<number, number> = $derived(listLeads(this.content));
  /** The chosen units with all that is joined to them. */
  readonly lit: ReadonlySet<number> = $derived(withJoined(this.content, this.chosen));
  readonly area: PlanArea | null = $derived(this.content.areas.find(({ id }) => id === this.areaId) ?? null);
  readonly isReadOnly: boolean = $derived.by(() => this.sync.state === 'refused');

  partsOf(unitId: number): readonly PlanPart[] {
    return partsOf(this.entries, unitId);
  }

  say(text: string): void {
    this.said = { text, count: this.said.count + 1 };
  }

  choose(unitIds: readonly number[], part: number | null = null): void {
    this.chosen = unitIds;
    this.part = part;
    this.areaId = null;
  }

  toggle(unitId: number): void {
    const isChosen = this.chosen.includes(unitId);
    this.choose(isChosen ? this.chosen.filter((one) => one !== unitId) : [...this.chosen, unitId]);
    this.say(m.draw_said_chosen({ count: this.chosen.length }));
  }

  chooseArea(areaId: string | null): void {
    this.choose([]);
    this.areaId = areaId;
  }

  /** What a tool would be used on: the given unit, or all that is chosen where it is one of them. */
  targetsOf(unitId: number | null, part: number | null = null): readonly DrawingTarget[] {
    const isAmong = unitId === null || (this.chosen.includes(unitId) && this.chosen.length > 1);
    if (!isAmong) return [{ unitId, part }];
    return this.chosen.map((one) => ({ unitId: one, part: this.chosen.length === 1 ? this.part : null }));
  }

  /** Uses a tool on targets; choosing is what the tool of that name does. */
  apply(tool: Tool, targets: readonly DrawingTarget[]): void {
    if (targets.length === 0) return;
    const unitIds = targets.map(({ unitId }) => unitId);
    if (tool.kind === 'select') this.choose(unitIds, targets.length === 1 ? targets[0]!.part : null);
    else if (tool.kind === 'erase') this.erase(unitIds);
    else this.give(tool.use, targets);
  }

  give(use: PlanUse, targets: readonly DrawingTarget[]): void {
    const label = m.draw_did_use({ use: PLAN_USE_LABELS[use](), units: this.nameTargets(targets) });
    this.#draw(giveUse(this.content, targets, this.#brush(use)), label);
  }

  erase(unitIds: readonly number[]): void {
    const label = m.draw_did_erase({ units: this.#name(unitIds) });
    this.#draw(eraseUnits(this.content, unitIds), label);
  }

  join(unitIds: readonly number[]): void {
    const brush = this.#brush(this.tool.kind === 'use' ? this.tool.use : 'reserved');
    const drawn = joinUnits(this.content, unitIds, { units: this.units, brush });
    this.#drawOrSay(drawn, m.draw_did_join({ units: this.#name(unitIds) }));
  }

  separate(unitIds: readonly number[]): void {
    this.#draw(separateUnits(this.content, unitIds), m.draw_did_separate({ units: this.#name(unitIds) }));
  }

  divide(unitId: number, parts: readonly PartDraft[]): void {
    const drawn = divideUnit(this.content, unitId, { parts, brush: this.#brush('reserved') });
    this.#drawOrSay(drawn, m.draw_did_divide({ unit: this.#name([unitId]), count: parts.length }));
    this.part = null;
  }

  unite(unitId: number): void {
    this.#draw(uniteParts(this.content, unitId), m.draw_did_unite({ unit: this.#name([unitId]) }));
    this.part = null;
  }

  describe(targets: readonly DrawingTarget[], said: Partial<PlanWords & Brush>): void {
    const label = m.draw_did_describe({ units: this.nameTargets(targets) });
    this.#draw(describeTargets(this.content, targets, said), label);
  }

  /** @param goesOn with what was drawn last: one step to take back, sent once `rest` says that it is over */
  putArea(area: PlanArea, { goesOn = false } = {}): void {
    const isNew = !this.content.areas.some(({ id }) => id === area.id);
    this.#draw(putArea(this.content, area), isNew ? m.draw_did_add_area() : m.draw_did_change_area(), goesOn);
  }

  readonly rest = (): void => this.sync.letGo();

  removeArea(areaId: string): void {
    this.#draw(removeArea(this.content, areaId), m.draw_did_remove_area());
    if (this.areaId === areaId) this.areaId = null;
  }

  undo(): void {
    const step = this.history.lastDone;
    if (step === null || this.isReadOnly) return;
    this.#goTo(this.history.undo(this.content), m.draw_said_undone({ step: step.label }));
  }

  redo(): void {
    const step = this.history.lastUndone;
    if (step === null || this.isReadOnly) return;
    this.#goTo(this.history.redo(this.content), m.draw_said_redone({ step: step.label }));
  }

  nameTargets(targets: readonly DrawingTarget[]): string {
    return this.#name(targets.map(({ unitId }) => unitId));
  }

  #name(unitIds: readonly number[]): string {
    const [first] = unitIds;
    if (unitIds.length !== 1 || first === undefined) return m.draw_units({ count: unitIds.length });
    return this.names.get(first)?.full ?? m.draw_units({ count: 1 });
  }

  #brush(use: PlanUse): Brush {
    return { use, targetOn: this.horizonOn };
  }

  #drawOrSay({ content, issues }: Drawn, label: string): void {
    if (content !== undefined) this.#draw(content, label);
    else this.say(issues.map(({ code, details }) => refusalText(code, details)).join(' '));
  }

  #draw(next: PlanContent, label: string, goesOn = false): void {
    if (this.isReadOnly) return;
    if (goesOn) this.sync.hold();
    else this.sync.letGo();
    const issue = this.#findIssue(next);
    if (issue !== null) this.say(issue);
    else if (this.history.record(this.content, next, { label, goesOn })) {
      this.sync.draw(next);
      this.say(label);
    } else this.say(m.draw_said_same());
  }

  #goTo(next: PlanContent | null, label: string): void {
    if (next === null || this.#findIssue(next) !== null) this.say(m.draw_said_overtaken());
    else {
      this.sync.draw(next);
      this.say(label);
    }
  }

  /** Why the content cannot be kept, beside what was wrong with it before; null where it can. */
  #findIssue(next: PlanContent): string | null {
    const { units, areaTolerance } = this;
    const [issue] = findNewIssues([this.content, next], { units, areaTolerance });
    return issue === undefined ? null : refusalText(issue.code, issue.details);
  }
}

const [useDesk, provideDesk] = createContext<DrawingDesk>();
export { provideDesk, useDesk };
