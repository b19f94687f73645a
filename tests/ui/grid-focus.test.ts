import { describe, expect, it } from 'vitest';
import type { StackStorey } from '../../src/lib/domain/storey';
import { isGridKey, moveFocus } from '../../src/lib/ui/house/grid-focus';

function storey(row: number, units: readonly (readonly [unit: number, offset: number, share: number])[]): StackStorey {
  return {
    storey: row,
    label: { key: 'OG', number: row },
    units: units.map(([unit, offset, share]) => ({ unit, offset, share, isShareEstimated: false }))
  };
}

/** Attic of two, an empty storey, one wide unit, and a ground floor of three. */
const HOUSE = [
  storey(0, [
    [1, 0, 0.7],
    [2, 0.7, 0.3]
  ]),
  storey(1, []),
  storey(2, [[3, 0, 1]]),
  storey(3, [
    [4, 0, 0.2],
    [5, 0.2, 0.5],
    [6, 0.7, 0.3]
  ])
];

describe('moving within a house', () => {
  it.each([
    [1, 'ArrowRight', 2],
    [2, 'ArrowLeft', 1],
    [4, 'End', 6],
    [6, 'Home', 4]
  ] as const)('goes from %i by %s along the storey to %i', (from, key, to) => {
    expect(moveFocus(HOUSE, from, key)).toBe(to);
  });

  it.each([
    [1, 'ArrowLeft'],
    [2, 'ArrowRight'],
    [2, 'ArrowUp'],
    [5, 'ArrowDown']
  ] as const)('stays at %i where %s leads out of the house', (from, key) => {
    expect(moveFocus(HOUSE, from, key)).toBeNull();
  });

  it('passes over a storey without units', () => {
    expect(moveFocus(HOUSE, 2, 'ArrowDown')).toBe(3);
    expect(moveFocus(HOUSE, 3, 'ArrowUp')).toBe(1);
  });

  it('goes down to the block whose middle is nearest', () => {
    expect(moveFocus(HOUSE, 3, 'ArrowDown')).toBe(5);
  });

  it('goes nowhere from a unit of another part', () => {
    expect(moveFocus(HOUSE, 99, 'Home')).toBeNull();
  });

  it('leaves other keys to the browser', () => {
    expect(isGridKey('Enter')).toBe(false);
    expect(isGridKey('Tab')).toBe(false);
    expect(isGridKey('ArrowUp')).toBe(true);
  });
});
