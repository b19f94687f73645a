import type { Scheme } from '../domain/palette';
import { createStateColumn, type FeatureStateTarget } from './feature-state';
import type { PaintedBuildings, PaintedUnits } from './options';
import type { QuarterData } from './quarter-data';
import { fillChooser, litFill, type FillChoice, type Mark } from './style/fill-choice';

/** Colours units and houses, and knows which of them carry a pattern. */
export interface Painter {
  /** Colours units and takes the houses' own colour away. */
  paintUnits(painted: PaintedUnits, scheme: Scheme): void;
  /** Colours houses and every unit of them. */
  paintBuildings(painted: PaintedBuildings, scheme: Scheme, data: QuarterData): void;
  /** Lights features up, and puts out those that were lit before for the same reason. */
  light(reason: LitReason, units: readonly number[], scheme: Scheme): void;
  readonly marks: ReadonlyMap<number, Mark>;
  /** Grows with every change of `marks`. */
  readonly revision: number;
  restore(): void;
}

export type LitReason = 'hover' | 'selection';

export function createPainter(target: FeatureStateTarget): Painter {
  const units = createStateColumn<string>(target, { source: 'units' }, 'fill');
  const houses = createStateColumn<string | null>(target, { source: 'houses' }, 'fill');
  const lit = createStateColumn<string | null>(target, { source: 'units' }, 'lit');
  const choices = new Map<number, FillChoice>();
  const litBy: Record<LitReason, ReadonlySet<number>> = { hover: new Set(), selection: new Set() };
  const marks = new Map<number, Mark>();
  const paintedHouses = new Set<number>();
  let revision = 0;

  const mark = (id: number, next: Mark | null): void => {
    if (marks.get(id)?.image === next?.image) return;
    if (next === null) marks.delete(id);
    else marks.set(id, next);
    revision++;
  };

  const relight = (id: number, scheme: Scheme): void => {
    const fill = choices.get(id)?.fill;
    const reason = litBy.hover.has(id) ? 'hover' : litBy.selection.has(id) ? 'selection' : null;
    lit.set(id, reason === null || fill === undefined ? null : litFill(fill, scheme, reason));
  };

  const paintUnit = (id: number, choice: FillChoice, scheme: Scheme): void => {
    choices.set(id, choice);
    mark(id, choice.mark);
    if (units.set(id, choice.fill) && (litBy.hover.has(id) || litBy.selection.has(id))) relight(id, scheme);
  };

  return {
    paintUnits({ theme, ids, classes, visible }, scheme) {
      const choose = fillChooser(theme, scheme);
      for (let row = 0; row < ids.length; row++) {
        paintUnit(ids[row]!, choose(classes[row]!, visible[row] !== 0), scheme);
      }
      for (const id of paintedHouses) houses.set(id, null);
      paintedHouses.clear();
    },
    paintBuildings({ theme, ids, classes }, scheme, data) {
      const choose = fillChooser(theme, scheme);
      for (let row = 0; row < ids.length; row++) {
        const id = ids[row]!;
        const choice = choose(classes[row]!, true);
        houses.set(id, choice.fill);
        paintedHouses.add(id);
        for (const unit of data.unitsByBuilding.get(id) ?? []) paintUnit(unit.id, choice, scheme);
      }
    },
    light(reason, ids, scheme) {
      const before = litBy[reason];
      litBy[reason] = new Set(ids);
      for (const id of new Set([...before, ...ids])) relight(id, scheme);
    },
    marks,
    get revision() {
      return revision;
    },
    restore() {
      units.restore();
      houses.restore();
      lit.restore();
    }
  };
}
