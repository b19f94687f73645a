import type { DisclosureGround, ShownStatus, UnitKind, UseClass, VacancyReason } from './codes';
import { planDisclosure, type DisclosurePlan } from './disclosure-plan';
import { PUBLIC_FIGURE_CODES, type Figure, type FigureBasis, type FigureCode, type FigureGroup } from './figure';
import type { StockColumns } from './stock';
import { selectUnits, type FigureScope } from './stock-selection';
import { evaluateFigures, evaluateFigureSets, type FigureRules } from './vacancy';

/** May the unit's own status be public (domain notes 2.3)? Of a dwelling never, of others on any ground but `withheld`. */
export function statusIsPublic(kind: UnitKind, ground: DisclosureGround): boolean {
  return kind !== 'dwelling' && ground !== 'withheld';
}

export interface FigureRequest {
  readonly scope: FigureScope;
  readonly group: FigureGroup;
  /** True for planners: whoever may read the status of dwellings and of all commercial units. */
  readonly canReadAll: boolean;
}

export interface DisclosureRules extends FigureRules {
  /** What is recorded beyond today tells when tenancies end: the public gets today's figures for a later day. */
  readonly today: number;
}

/** The units that a figure may count, 1 each, and what was left out. */
export interface DisclosedSelection {
  readonly mask: Uint8Array;
  readonly basis: FigureBasis;
}

/**
 * Which units a figure may count for this reader. For the public, the whole set only of a fixed area that
 * `plan` allows; of houses, free selections and areas that are too small the units whose own status is public;
 * `withheld` where none of the set's units is.
 */
export function discloseSelection(
  stock: StockColumns,
  { scope, group, canReadAll }: FigureRequest,
  plan: DisclosurePlan
): DisclosedSelection | 'withheld' {
  const mask = selectUnits(stock, scope, group);
  if (canReadAll || plan.allows(scope, group, 'status')) return { mask, basis: 'all_units' };
  const publicMask = keepPublic(stock, mask);
  const isEmpty = !mask.includes(1);
  if (isEmpty || !publicMask.includes(1)) return isEmpty ? { mask, basis: 'all_units' } : 'withheld';
  return { mask: publicMask, basis: 'public_units' };
}

function keepPublic({ units }: StockColumns, mask: Uint8Array): Uint8Array {
  const kept = new Uint8Array(mask.length);
  for (let unit = 0; unit < kept.length; unit += 1) kept[unit] = mask[unit]! & units.isStatusPublic[unit]!;
  return kept;
}

/**
 * Figures that weigh by area or frontage, or count a part of the set. Areas are public per unit, so that a sum
 * of areas would tell which unit is vacant, and a part may hold too few units: of a set with secret units they
 * are worked out from the public ones alone.
 */
const PUBLIC_UNITS_ONLY: ReadonlySet<FigureCode> = new Set(['V2', 'V3', 'V4', 'V9', 'V11']);

/**
 * The figures V1–V14 as this reader may see them, in the order of `PUBLIC_FIGURE_CODES`. V8 tells of ends of
 * tenancies, which are never public per unit: the public gets it only for fixed areas that are large enough.
 */
export function discloseFigures(stock: StockColumns, request: FigureRequest, asked: DisclosureRules): Figure[] {
  const rules = request.canReadAll ? asked : stopToday(asked);
  const plan = planDisclosure(stock, rules.day, rules.parameters.disclosureK);
  const selection = discloseSelection(stock, request, plan);
  if (selection === 'withheld') return PUBLIC_FIGURE_CODES.map((code) => withholdFigure(code));
  if (request.canReadAll) {
    return evaluateFigures(stock, selection.mask, rules).map((figure) => ({ ...figure, basis: 'all_units' }));
  }
  const publicMask = keepPublic(stock, selection.mask);
  const hasSecrets = publicMask.some((kept, unit) => kept !== selection.mask[unit]);
  const selections = hasSecrets ? [selection.mask, publicMask] : [selection.mask];
  const [figures, publicFigures] = evaluateFigureSets(stock, selections, rules);
  const hasPublic = publicMask.includes(1);
  const mayShowEnds = selection.basis === 'all_units' && plan.allows(request.scope, request.group, 'tenancy_end');
  return figures!.map((figure, index) => {
    if (figure.code === 'V8' && !mayShowEnds) return withholdFigure('V8');
    if (!hasSecrets || !PUBLIC_UNITS_ONLY.has(figure.code)) return { ...figure, basis: selection.basis };
    if (!hasPublic) return withholdFigure(figure.code);
    return { ...publicFigures![index]!, basis: 'public_units' };
  });
}

function stopToday({ day, today, period, parameters }: DisclosureRules): FigureRules {
  if (period === undefined) return { day: Math.min(day, today), parameters };
  return {
    day: Math.min(day, today),
    parameters,
    period: { from: Math.min(period.from, today), to: Math.min(period.to, today) }
  };
}

const MEASURES: Readonly<Partial<Record<FigureCode, Figure['measure']>>> = {
  V2: 'sqm',
  V4: 'metres',
  V9: 'sqm_days',
  V11: 'sqm'
};

/** A figure that may not be shown: no value, no count. */
export function withholdFigure(code: FigureCode): Figure {
  return {
    code,
    value: null,
    numerator: null,
    denominator: null,
    measure: MEASURES[code] ?? 'units',
    unknown: null,
    coverage: null,
    range: null,
    absence: 'withheld'
  };
}

/** One row of `OccupancyColumns` without its unit. */
export interface OccupancyRow {
  readonly from: number;
  readonly to: number | null;
  readonly status: ShownStatus;
  readonly use: UseClass | null;
  readonly reason: VacancyReason | null;
  readonly activatableMonths: number | null;
  readonly isStartKnown: boolean;
  readonly checkedOn: number | null;
  readonly business: number | null;
}

/**
 * The one row that a reader gets who may not see a unit's status: `withheld` over the observed period, with
 * the day of the latest check and nothing else. Null for a unit without rows; rows are in the order of days.
 */
export function withholdOccupancies(rows: readonly OccupancyRow[]): OccupancyRow | null {
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last) return null;
  return {
    from: first.from,
    to: last.to,
    status: 'withheld',
    use: null,
    reason: null,
    activatableMonths: null,
    isStartKnown: true,
    checkedOn: rows.reduce<number | null>(
      (latest, { checkedOn }) => (checkedOn === null ? latest : Math.max(latest ?? checkedOn, checkedOn)),
      null
    ),
    business: null
  };
}
