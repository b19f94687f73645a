import type { Share } from '../../src/lib/domain/geometry';
import type { AuthoredUnit } from './authored';

/** Units of a storey, from left to right. */
export type StoreyUnits = readonly AuthoredUnit[];

/** First day of a unit's existence. */
export function beginOf(unit: AuthoredUnit): string {
  return unit.from ?? unit.history[0]!.from;
}

/**
 * The share of a storey that each unit takes, left to right in proportion to its area. Units that succeed
 * others divide what their predecessors left, so that at every time the shares partition the storey.
 * Where an area is missing, the mean of the others stands in.
 */
export function shareStorey(units: StoreyUnits): Map<AuthoredUnit, Share> {
  const shares = new Map<AuthoredUnit, Share>();
  const originals = units.filter((unit) => !unit.predecessors);
  divide(originals, [0, 1], shares);
  const heirs = units.filter((unit) => unit.predecessors);
  heirs.sort((a, b) => (beginOf(a) < beginOf(b) ? -1 : 1));
  for (const unit of heirs) {
    if (shares.has(unit)) continue;
    const siblings = units.filter((other) => haveSameOrigin(other, unit));
    const left = predecessorsOf(unit, units).map((predecessor) => shares.get(predecessor)!);
    divide(siblings, [Math.min(...left.map(([from]) => from)), Math.max(...left.map(([, to]) => to))], shares);
  }
  return shares;
}

/** The units that ended when this one began, by their codes. */
export function predecessorsOf(unit: AuthoredUnit, units: StoreyUnits): AuthoredUnit[] {
  const begin = beginOf(unit);
  return units.filter((other) => other.to === begin && unit.predecessors?.includes(other.code));
}

/** Units that began on the same day out of the same predecessors. */
export function haveSameOrigin(a: AuthoredUnit, b: AuthoredUnit): boolean {
  const origin = (unit: AuthoredUnit): string => [beginOf(unit), ...[...(unit.predecessors ?? [])].sort()].join(' ');
  return a.predecessors !== undefined && b.predecessors !== undefined && origin(a) === origin(b);
}

function divide(units: StoreyUnits, [from, to]: Share, shares: Map<AuthoredUnit, Share>): void {
  const known = units.flatMap((unit) => unit.areaSqm ?? []);
  const mean = known.length > 0 ? known.reduce((sum, area) => sum + area, 0) / known.length : 1;
  const total = units.reduce((sum, unit) => sum + (unit.areaSqm ?? mean), 0);
  let reached = 0;
  for (const [index, unit] of units.entries()) {
    const start = from + ((to - from) * reached) / total;
    reached += unit.areaSqm ?? mean;
    shares.set(unit, [start, index === units.length - 1 ? to : from + ((to - from) * reached) / total]);
  }
}
