import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDayNumber } from '../../src/lib/domain/interval';
import type { VacancySeries } from '../../src/lib/domain/vacancy-series';
import { placeMarks } from '../../src/lib/ui/time/marks';
import { Playback, type FrameSource } from '../../src/lib/ui/time/playback.svelte';
import { dayAtShare, listYears, shiftMonths } from '../../src/lib/ui/time/scale';
import { describeVacancy, drawVacancy, listPoints, pointOn } from '../../src/lib/ui/time/vacancy-area';

const day = toDayNumber;
const SCALE = { from: day('2004-01-01'), to: day('2031-12-31') };
const TODAY = day('2026-11-22');

describe('the scale of time', () => {
  it('moves by calendar months, not by days', () => {
    expect(shiftMonths(SCALE, day('2026-01-31'), 1)).toBe(day('2026-02-28'));
    expect(shiftMonths(SCALE, day('2024-02-29'), -12)).toBe(day('2023-02-28'));
  });

  it('ends at its ends', () => {
    expect(shiftMonths(SCALE, SCALE.to, 1)).toBe(SCALE.to);
    expect(shiftMonths(SCALE, SCALE.from, -12)).toBe(SCALE.from);
  });

  it('takes a pointer to the first of a month, and to today near today', () => {
    const snap = { today: TODAY, snapShare: 0.005 };
    const share = (at: number) => (at - SCALE.from) / (SCALE.to - SCALE.from);
    expect(dayAtShare(SCALE, share(day('2012-04-20')), snap)).toBe(day('2012-05-01'));
    expect(dayAtShare(SCALE, share(TODAY + 12), snap)).toBe(TODAY);
    expect(dayAtShare(SCALE, -0.2, snap)).toBe(SCALE.from);
    expect(dayAtShare(SCALE, 1.2, snap)).toBe(SCALE.to);
  });

  it('labels as many years as find room', () => {
    const labelled = (widthPx: number) =>
      listYears(SCALE, widthPx)
        .filter(({ isLabelled }) => isLabelled)
        .map(({ year }) => year);
    expect(labelled(2000)).toHaveLength(28);
    expect(labelled(360)).toEqual([2004, 2009, 2014, 2019, 2024, 2029]);
    expect(listYears(SCALE, 360)).toHaveLength(28);
  });
});

describe('labels of marks', () => {
  it('never touch each other, leave the scale or cross the barrier', () => {
    const mark = fc.record({
      day: fc.integer({ min: SCALE.from, max: SCALE.to }),
      title: fc.string({ minLength: 1, maxLength: 40 })
    });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 20 }), fc.integer({ min: 200, max: 1600 }), (marks, widthPx) => {
        const barrierX = ((TODAY - SCALE.from) / (SCALE.to - SCALE.from)) * widthPx;
        const spans = placeMarks(marks, SCALE, { widthPx, rows: 2, barrier: TODAY })
          .filter(({ row }) => row !== null)
          .map(({ share, row, isBefore, title }) => {
            const x = share * widthPx;
            const length = title.length * 6.6 + 14;
            return { row, from: isBefore ? x - length : x, to: isBefore ? x : x + length };
          });
        for (const [i, a] of spans.entries()) {
          expect(a.from).toBeGreaterThanOrEqual(0);
          expect(a.to).toBeLessThanOrEqual(widthPx + 0.01);
          expect(a.from < barrierX - 0.01 && a.to > barrierX + 0.01).toBe(false);
          for (const b of spans.slice(i + 1)) expect(a.row === b.row && a.from < b.to && b.from < a.to).toBe(false);
        }
        expect(true).toBe(true);
      })
    );
  });

  it('use a second line before they give up', () => {
    const marks = ['2012-04-01', '2012-06-01', '2012-08-01'].map((on) => ({ day: day(on), title: 'Nr. 83 saniert' }));
    expect(placeMarks(marks, SCALE, { widthPx: 900, rows: 2, barrier: TODAY }).map(({ row }) => row)).toEqual([
      0,
      1,
      null
    ]);
  });

  it('leave out what lies outside of the scale', () => {
    expect(
      placeMarks([{ day: SCALE.from - 1, title: 'vorher' }], SCALE, { widthPx: 900, rows: 2, barrier: TODAY })
    ).toEqual([]);
  });
});

function series(values: readonly (number | null)[], coverage: readonly number[]): VacancySeries {
  return {
    days: values.map((_, month) => day(`2010-0${month + 1}-01`)),
    value: values,
    vacant: values.map(() => 1),
    lettable: values.map(() => 2),
    unknown: values.map(() => 0),
    coverage,
    lower: values.map((value) => (value === null ? null : value / 2)),
    upper: values.map((value) => (value === null ? null : Math.min(1, value * 1.5)))
  };
}

describe('the area of vacancy', () => {
  const scale = { from: day('2010-01-01'), to: day('2010-05-01') };

  it('has a gap where coverage is too low, but keeps the range', () => {
    const points = listPoints(series([0.4, 0.4, 0.3, 0.2], [1, 0.5, 1, 1]), 0.8);
    expect(points.map(({ value }) => value)).toEqual([0.4, null, 0.3, 0.2]);
    const { line, band } = drawVacancy(points, scale);
    expect(line.match(/M/g)).toHaveLength(2);
    expect(band.match(/M/g)).toHaveLength(1);
  });

  it('stays in its box', () => {
    const { top, line } = drawVacancy(listPoints(series([1, 0.5, 0], [1, 1, 1]), 0.8), scale);
    expect(top).toBe(1);
    expect(line).toMatch(/^M0,0L/);
    expect(line).toMatch(/,100$/);
  });

  it('is empty where nothing is known', () => {
    const points = listPoints(series([null, null], [0, 0]), 0.8);
    expect(drawVacancy(points, scale)).toMatchObject({ area: '', line: '', band: '' });
    expect(describeVacancy(points, scale)).toBe('Für diesen Zeitraum liegt keine Leerstandsquote vor.');
  });

  it('is told in one sentence', () => {
    expect(describeVacancy(listPoints(series([0.4, 0.5, 0.1], [1, 1, 1]), 0.8), scale)).toBe(
      'Leerstandsquote von 01.01.2010 bis 01.03.2010: höchstens 50\u00a0% (01.02.2010), zuletzt 10\u00a0% (01.03.2010).'
    );
  });

  it('holds from one point to the next', () => {
    const points = listPoints(series([0.4, 0.5], [1, 1]), 0.8);
    expect(pointOn(points, day('2010-01-31'))?.value).toBe(0.4);
    expect(pointOn(points, day('2009-12-31'))).toBeNull();
  });
});

/** Frames that the test itself lets pass. */
function makeFrames(): FrameSource & { pass: (nowMs: number) => void; hide: () => void } {
  let pending: ((nowMs: number) => void) | null = null;
  let isHidden = false;
  return {
    request: (callback) => {
      pending = callback;
      return 1;
    },
    cancel: () => {
      pending = null;
    },
    isHidden: () => isHidden,
    hide: () => {
      isHidden = true;
    },
    pass: (nowMs) => {
      const callback = pending;
      pending = null;
      callback?.(nowMs);
    }
  };
}

describe('playing', () => {
  function play(steps: number): { playback: Playback; frames: ReturnType<typeof makeFrames>; log: string[] } {
    const frames = makeFrames();
    const log: string[] = [];
    let left = steps;
    const playback = new Playback(
      {
        step: () => {
          log.push('step');
          left -= 1;
          return left > 0;
        },
        ended: () => log.push('ended'),
        intervalMs: () => 100
      },
      frames
    );
    playback.start();
    return { playback, frames, log };
  }

  it('steps no more often than asked', () => {
    const { frames, log, playback } = play(9);
    for (const now of [0, 16, 32, 99, 100, 150, 201]) frames.pass(now);
    expect(log).toEqual(['step', 'step', 'step']);
    expect(playback.isPlaying).toBe(true);
  });

  it('ends at the end', () => {
    const { frames, log, playback } = play(2);
    for (const now of [0, 100, 200, 300]) frames.pass(now);
    expect(log).toEqual(['step', 'step', 'ended']);
    expect(playback.isPlaying).toBe(false);
  });

  it('ends when the page is hidden', () => {
    const { frames, log, playback } = play(9);
    frames.pass(0);
    frames.hide();
    frames.pass(100);
    expect(log).toEqual(['step', 'ended']);
    expect(playback.isPlaying).toBe(false);
  });

  it('takes no step once the reader has stopped it', () => {
    const { frames, log, playback } = play(9);
    playback.stop();
    frames.pass(0);
    expect(log).toEqual(['ended']);
  });
});
