import { FUNDING_SOURCES, type FundingSource, type MeasureState, type MilestoneKind } from './codes';
import type { IsoDate } from './interval';

export interface Milestone {
  readonly kind: MilestoneKind;
  readonly plannedOn: IsoDate | null;
  readonly actualOn: IsoDate | null;
}

/** The state that a reached milestone puts a measure in, the latest in the course of a measure first. */
const STATE_BY_MILESTONE: readonly (readonly [MilestoneKind, MeasureState])[] = [
  ['final_account', 'settled'],
  ['completion', 'completed'],
  ['start', 'running'],
  ['approval', 'approved'],
  ['application', 'applied']
];

/**
 * The state of a measure on `date`: that of the furthest milestone actually reached by then, `planned` before
 * any. A planned day never counts as reached. Cancelled from `cancelledOn` on, unless completed before.
 */
export function deriveMeasureState(
  { milestones, cancelledOn }: { readonly milestones: readonly Milestone[]; readonly cancelledOn: IsoDate | null },
  date: IsoDate
): MeasureState {
  const reached = new Set(
    milestones.filter(({ actualOn }) => actualOn !== null && actualOn <= date).map(({ kind }) => kind)
  );
  const state = STATE_BY_MILESTONE.find(([kind]) => reached.has(kind))?.[1] ?? 'planned';
  const isDone = state === 'completed' || state === 'settled';
  return cancelledOn !== null && cancelledOn <= date && !isDone ? 'cancelled' : state;
}

/** One funding line; whole cents. `approved` and `paid` are null where nobody has decided or paid yet. */
export interface FundingLine {
  readonly source: FundingSource;
  readonly year: number;
  readonly plannedCents: number;
  readonly approvedCents: number | null;
  readonly paidCents: number | null;
}

export type FundingSum = Omit<FundingLine, 'year'>;

/** Sums lines per source in the order of `FUNDING_SOURCES`; what is null in every line of a source stays null. */
export function sumFunding(lines: readonly FundingLine[]): readonly FundingSum[] {
  return FUNDING_SOURCES.flatMap((source) => {
    const own = lines.filter((line) => line.source === source);
    return own.length === 0 ? [] : [{ source, ...sumCents(own) }];
  });
}

/** Public money only, per year in rising order. */
export function sumFundingYears(lines: readonly FundingLine[]): readonly ({ readonly year: number } & Cents)[] {
  const publicLines = lines.filter(isPublicMoney);
  const years = [...new Set(publicLines.map(({ year }) => year))].sort((a, b) => a - b);
  return years.map((year) => ({ year, ...sumCents(publicLines.filter((line) => line.year === year)) }));
}

/** True for all money but the private owner's. */
export function isPublicMoney({ source }: Pick<FundingLine, 'source'>): boolean {
  return source !== 'owner';
}

/** Planned public money in cents. */
export function sumPublicCents(lines: readonly FundingLine[]): number {
  return lines.filter(isPublicMoney).reduce((sum, line) => sum + line.plannedCents, 0);
}

interface Cents {
  readonly plannedCents: number;
  readonly approvedCents: number | null;
  readonly paidCents: number | null;
}

function sumCents(lines: readonly FundingLine[]): Cents {
  const sumKnown = (cents: readonly (number | null)[]) =>
    cents.reduce<number | null>((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);
  return {
    plannedCents: lines.reduce((sum, line) => sum + line.plannedCents, 0),
    approvedCents: sumKnown(lines.map(({ approvedCents }) => approvedCents)),
    paidCents: sumKnown(lines.map(({ paidCents }) => paidCents))
  };
}

/** The private owner's share of planned cost as a class; the amount itself is never public. */
export const OWNER_SHARES = ['none', 'minor', 'half', 'major'] as const;
export type OwnerShare = (typeof OWNER_SHARES)[number];

/** None, under a third, a third to two thirds, over two thirds. Compared in whole cents, so that thirds are exact. */
export function classifyOwnerShare(lines: readonly FundingLine[]): OwnerShare {
  const total = lines.reduce((sum, line) => sum + line.plannedCents, 0);
  const owner = total - sumPublicCents(lines);
  if (owner <= 0) return 'none';
  if (owner * 3 < total) return 'minor';
  return owner * 3 <= total * 2 ? 'half' : 'major';
}

/** Who pays which part, in weights: normally a third each by federation, state and municipality. Others are data. */
export const THIRDS: Readonly<Partial<Record<FundingSource, number>>> = { federal: 1, state: 1, municipal: 1 };

/**
 * Splits whole cents by weights without losing any: each share is rounded down, and the cents that are left
 * go one each to the largest remainders, in the order of `FUNDING_SOURCES` where these are equal. Throws a
 * RangeError for a negative or fractional amount, or without a positive weight.
 */
export function splitFunding(
  totalCents: number,
  weights: Readonly<Partial<Record<FundingSource, number>>> = THIRDS
): Readonly<Partial<Record<FundingSource, number>>> {
  const sources = FUNDING_SOURCES.filter((source) => (weights[source] ?? 0) > 0);
  const whole = sources.reduce((sum, source) => sum + weights[source]!, 0);
  if (!Number.isSafeInteger(totalCents) || totalCents < 0) throw new RangeError(`no whole cents: ${totalCents}`);
  if (whole <= 0) throw new RangeError('no funding source has a weight');
  const shares = sources.map((source) => {
    const exact = (totalCents * weights[source]!) / whole;
    return { source, cents: Math.floor(exact), remainder: exact - Math.floor(exact) };
  });
  const left = totalCents - shares.reduce((sum, { cents }) => sum + cents, 0);
  const lucky = new Set(
    [...shares]
      .sort((a, b) => b.remainder - a.remainder)
      .slice(0, left)
      .map(({ source }) => source)
  );
  return Object.fromEntries(shares.map(({ source, cents }) => [source, cents + (lucky.has(source) ? 1 : 0)]));
}
