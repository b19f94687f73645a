import { describe, expect, it } from 'vitest';
import { dragShare, stepShare } from '../../src/lib/ui/plan-compare/swipe';

const frame = { left: 100, right: 300, width: 200 };

describe('the divider between two maps', () => {
  it('follows the pointer from the start of a line, and stays within the maps', () => {
    expect([150, 0, 999].map((x) => dragShare(x, frame, false))).toEqual([0.25, 0, 1]);
    expect([150, 0, 999].map((x) => dragShare(x, frame, true))).toEqual([0.75, 1, 0]);
    expect(dragShare(5, { left: 0, right: 0, width: 0 }, false)).toBe(0.5);
  });

  it('goes where an arrow points, also where lines run from right to left', () => {
    expect([stepShare(0.5, 'ArrowRight', false), stepShare(0.5, 'ArrowRight', true)]).toEqual([0.52, 0.48]);
    expect([stepShare(0.5, 'ArrowLeft', false), stepShare(0.5, 'ArrowLeft', true)]).toEqual([0.48, 0.52]);
    expect([stepShare(0.5, 'PageUp', true), stepShare(0.95, 'PageUp', false)]).toEqual([0.6, 1]);
    expect([stepShare(0.3, 'Home', false), stepShare(0.3, 'End', false)]).toEqual([0, 1]);
    expect(stepShare(0.3, 'a', false)).toBeNull();
  });
});
