import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockIn, instantIn, nextViewingStates, readViewingStart } from '../../src/lib/domain/viewing';

const BERLIN = 'Europe/Berlin';
const NOW = new Date('2026-11-22T12:00:00Z');

describe('a time of the quarter', () => {
  it.each([
    ['2026-12-01', '14:30', '2026-12-01T13:30:00.000Z'],
    ['2026-07-01', '14:30', '2026-07-01T12:30:00.000Z'],
    ['2026-07-01', '00:15', '2026-06-30T22:15:00.000Z'],
    // The hour that clocks show twice: the first of them.
    ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z']
  ])('%s %s is %s', (day, time, instant) => {
    expect(instantIn(BERLIN, day, time)).toEqual(new Date(instant));
  });

  it('is none in the hour that clocks leave out', () => {
    expect(instantIn(BERLIN, '2026-03-29', '02:30')).toBe('time_not_there');
    expect(instantIn(BERLIN, '2026-03-29', '03:00')).toEqual(new Date('2026-03-29T01:00:00Z'));
  });

  it.each(['24:00', '9:30', '09:60', '', '09:30:00'])('is none as %j', (time) => {
    expect(instantIn(BERLIN, '2026-12-01', time)).toBe('not_a_time');
  });

  it('is none on what is no day', () => {
    expect(instantIn(BERLIN, '2026-02-29', '10:00')).toBe('not_a_day');
  });

  it('reads back as it was written, all over the world', () => {
    const zones = [BERLIN, 'UTC', 'America/St_Johns', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu'];
    const minute = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), minute, (zone, at) => {
        const { day, time } = clockIn(zone, new Date(at * 60_000));
        const read = instantIn(zone, day, time);
        expect(read).toBeInstanceOf(Date);
        expect(clockIn(zone, read as Date)).toEqual({ day, time });
      })
    );
  });
});

describe('the time of a viewing', () => {
  const read = (day: string, time: string) => readViewingStart({ day, time, timeZone: BERLIN }, NOW);

  it('lies ahead, and not too far', () => {
    expect(read('2026-11-22', '13:01')).toEqual(new Date('2026-11-22T12:01:00Z'));
    expect(read('2026-11-22', '13:00')).toBe('in_the_past');
    expect(read('2028-01-01', '10:00')).toBe('too_far_ahead');
  });
});

describe('the way of a viewing', () => {
  const next = (state: 'proposed' | 'confirmed' | 'cancelled' | 'held', party: 'desk' | 'seeker', startsAt: string) =>
    nextViewingStates({ state, startsAt: new Date(startsAt) }, party, NOW);
  const [ahead, past] = ['2026-12-01T10:00:00Z', '2026-11-01T10:00:00Z'];

  it('is confirmed by whoever asked alone, as long as it lies ahead', () => {
    expect(next('proposed', 'seeker', ahead)).toEqual(['confirmed', 'cancelled']);
    expect(next('proposed', 'seeker', past)).toEqual(['cancelled']);
    expect(next('proposed', 'desk', ahead)).toEqual(['cancelled']);
  });

  it('was held only once it has begun', () => {
    expect(next('confirmed', 'desk', ahead)).toEqual(['cancelled']);
    expect(next('confirmed', 'desk', past)).toEqual(['held', 'cancelled']);
    expect(next('confirmed', 'seeker', past)).toEqual(['cancelled']);
  });

  it('ends when it was held or cancelled', () => {
    for (const state of ['cancelled', 'held'] as const) {
      expect([...next(state, 'desk', past), ...next(state, 'seeker', past)]).toEqual([]);
    }
  });
});
