import type { StackStorey, StackUnit } from '../../domain/storey';

/** The keys that move within the grid of a house. */
export type GridKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

const GRID_KEYS: ReadonlySet<string> = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End'
] satisfies GridKey[]);

export function isGridKey(key: string): key is GridKey {
  return GRID_KEYS.has(key);
}

/**
 * The unit that `key` leads to from `unit`; null at the edge. Left and right go along the storey as it is
 * seen from the street, in every reading direction: a house is not mirrored by a language. Up and down go to
 * the block of the next storey with units whose middle is nearest.
 */
export function moveFocus(storeys: readonly StackStorey[], unit: number, key: GridKey): number | null {
  const row = storeys.findIndex(({ units }) => units.some((cell) => cell.unit === unit));
  if (row < 0) return null;
  const cells = storeys[row]!.units;
  const place = cells.findIndex((cell) => cell.unit === unit);
  switch (key) {
    case 'ArrowLeft':
      return cells[place - 1]?.unit ?? null;
    case 'ArrowRight':
      return cells[place + 1]?.unit ?? null;
    case 'Home':
      return cells[0]!.unit;
    case 'End':
      return cells.at(-1)!.unit;
    case 'ArrowUp':
      return findNearest(storeys.slice(0, row).reverse(), middleOf(cells[place]!));
    case 'ArrowDown':
      return findNearest(storeys.slice(row + 1), middleOf(cells[place]!));
  }
}

function findNearest(storeys: readonly StackStorey[], middle: number): number | null {
  const cells = storeys.find(({ units }) => units.length > 0)?.units ?? [];
  let nearest: StackUnit | null = null;
  for (const cell of cells) {
    if (nearest === null || Math.abs(middleOf(cell) - middle) < Math.abs(middleOf(nearest) - middle)) nearest = cell;
  }
  return nearest?.unit ?? null;
}

function middleOf({ offset, share }: StackUnit): number {
  return offset + share / 2;
}
