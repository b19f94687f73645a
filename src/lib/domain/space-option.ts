import type { SpaceOption } from './matching';
import type { Space } from './space';
import { monthlyRentCents } from './space-facts';
import type { SpaceIdea } from './space-request';

export interface OptionSource {
  readonly spaces: readonly Space[];
  /** Rows of `spaces` that lie side by side on one storey of one house. */
  readonly neighbours: readonly (readonly [row: number, row: number])[];
}

/**
 * Everything that can be had: each space as it is; of one that can be divided the part that the idea asks for, where
 * that is smaller; each pair of neighbours joined. Where it is only known that a space can be divided, half of it
 * counts as its smallest part.
 */
export function listOptions({ spaces, neighbours }: OptionSource, idea: SpaceIdea): SpaceOption[] {
  const options: SpaceOption[] = [];
  for (const space of spaces) {
    options.push({ kind: 'whole', spaces: [space], areaSqm: space.areaSqm, rentCents: monthlyRentCents(space) });
    const areaSqm = choosePart(space, idea);
    if (areaSqm === null) continue;
    options.push({
      kind: 'part',
      spaces: [space],
      areaSqm,
      rentCents: monthlyRentCents({ rentCentsPerSqm: space.rentCentsPerSqm, areaSqm })
    });
  }
  for (const [left, right] of neighbours) options.push(join(spaces[left]!, spaces[right]!));
  return options;
}

/**
 * As much of a divisible space as the idea asks for and can pay, in whole square metres unless a bound says otherwise;
 * what it asks for at least, even where that is too dear. Null where the space is let as a whole, or no part smaller
 * than it would do.
 */
function choosePart(space: Space, idea: SpaceIdea): number | null {
  const { areaSqm, rentCentsPerSqm } = space;
  const smallest = space.divisibleFromSqm ?? (space.isDivisible === true && areaSqm !== null ? areaSqm / 2 : null);
  if (areaSqm === null || smallest === null || smallest >= areaSqm) return null;
  const least = Math.max(smallest, idea.minSqm ?? 0);
  if (least >= areaSqm) return null;
  const most = Math.max(least, Math.min(areaSqm, idea.maxSqm ?? areaSqm));
  const payable =
    idea.maxRentCents === null || rentCentsPerSqm === null || rentCentsPerSqm === 0
      ? most
      : Math.floor(idea.maxRentCents / rentCentsPerSqm);
  const part = Math.max(least, Math.min(most, payable));
  return part < areaSqm ? part : null;
}

function join(left: Space, right: Space): SpaceOption {
  return {
    kind: 'joined',
    spaces: [left, right],
    areaSqm: add(left.areaSqm, right.areaSqm),
    rentCents: add(monthlyRentCents(left), monthlyRentCents(right))
  };
}

function add(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}
