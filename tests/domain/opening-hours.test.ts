import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { formatMinute, readMinute, toWallTime } from '../../src/lib/domain/opening-hours';
import { checkHours, isOpenAt, readOpening } from '../../src/lib/server/business/opening';

const SAXONY = { country: 'de', state: 'Sachsen' };
const BERLIN = { country: 'de', state: 'Berlin' };
const at = (day: string, time: string) => ({ day, minute: readMinute(time)! });

describe('a clock of the quarter', () => {
  it.each([
    ['2026-03-29T00:59:00Z', { day: '2026-03-29', minute: 119 }],
    ['2026-03-29T01:00:00Z', { day: '2026-03-29', minute: 180 }],
    ['2026-10-25T00:30:00Z', { day: '2026-10-25', minute: 150 }],
    ['2026-10-25T01:30:00Z', { day: '2026-10-25', minute: 150 }],
    ['2026-12-31T23:00:00Z', { day: '2027-01-01', minute: 0 }]
  ])('shows at %s what stands on the wall', (instant, expected) => {
    expect(toWallTime(new Date(instant), 'Europe/Berlin')).toEqual(expected);
  });

  it.each([
    ['9:30', 570],
    ['09:30', 570],
    ['23:59', 1439],
    ['24:00', null],
    ['9.30', null],
    ['', null]
  ])('reads %j', (text, minute) => expect(readMinute(text)).toBe(minute));

  it('writes the end of a day and the hours after it', () => {
    expect([0, 570, 1440, 1560].map(formatMinute)).toEqual(['00:00', '09:30', '24:00', '02:00']);
  });
});

describe('opening hours', () => {
  it('say until when it is open, and when it opens next', () => {
    const hours = 'Mo-Fr 09:00-18:00; PH off';
    expect(readOpening(hours, SAXONY, at('2026-11-20', '17:59'))).toMatchObject({
      ...{ state: 'open', until: at('2026-11-20', '18:00'), next: null }
    });
    expect(readOpening(hours, SAXONY, at('2026-11-20', '18:00'))).toMatchObject({
      ...{ state: 'closed', next: at('2026-11-23', '09:00') }
    });
  });

  it('follow the public holidays of the state: the Day of Repentance is one in Saxony only', () => {
    const hours = 'Mo-Fr 09:00-18:00; PH off';
    expect(isOpenAt(hours, SAXONY, at('2026-11-18', '10:00'))).toBe(false);
    expect(isOpenAt(hours, BERLIN, at('2026-11-18', '10:00'))).toBe(true);
    const { week } = readOpening(hours, SAXONY, at('2026-11-17', '10:00'))!;
    expect(week.map(({ isHoliday, spans }) => [isHoliday, spans.length])).toEqual([
      ...[
        [false, 1],
        [true, 0],
        [false, 1],
        [false, 1],
        [false, 0],
        [false, 0],
        [false, 1]
      ]
    ]);
  });

  it('give a night to the day on which it begins', () => {
    const { state, until, week } = readOpening('Fr-Sa 20:00-03:00', SAXONY, at('2026-11-21', '01:00'))!;
    expect([state, until]).toEqual(['open', at('2026-11-21', '03:00')]);
    expect(week[0]!.spans).toEqual([{ from: 1200, to: 1620, isUncertain: false, comment: null }]);
    expect(week[1]!.spans).toEqual([]);
  });

  it('may hold for ever, or never', () => {
    expect(readOpening('24/7', SAXONY, at('2026-11-21', '01:00'))).toMatchObject({ state: 'open', until: null });
    expect(readOpening('off', SAXONY, at('2026-11-21', '01:00'))).toMatchObject({ state: 'closed', next: null });
  });

  it('may leave it open in words of their own, and none are made up', () => {
    const own = readOpening('"nach Vereinbarung"', SAXONY, at('2026-11-20', '09:00'))!;
    expect([own.state, own.comment]).toEqual(['uncertain', 'nach Vereinbarung']);
    const openEnd = readOpening('Mo-Fr 08:00+', SAXONY, at('2026-11-20', '09:00'))!;
    expect([openEnd.state, openEnd.comment, openEnd.week[0]!.spans[0]!.comment]).toEqual(['uncertain', null, null]);
    expect(isOpenAt('"nach Vereinbarung"', SAXONY, at('2026-11-20', '09:00'))).toBeNull();
  });

  it.each(['foo', 'Mo-Fr 25:00-26:00', 'Mo-Fr 08:00-', '', 'week 60 Mo 10:00-12:00', '((((', '"'])(
    'that cannot be read (%j) break nothing and are refused with the place',
    (hours) => {
      expect(readOpening(hours, SAXONY, at('2026-11-20', '09:00'))).toBeNull();
      expect(isOpenAt(hours, SAXONY, at('2026-11-20', '09:00'))).toBeNull();
      const [issue] = checkHours('openingHours', hours);
      expect(issue).toMatchObject({ field: 'openingHours', code: 'not_opening_hours' });
      expect(hours.startsWith(String(issue!.details!.part).slice(0, 1))).toBe(true);
    }
  );

  it('are not wanted of everybody', () => expect(checkHours('openingHours', null)).toEqual([]));

  it.each(['America/New_York', 'Pacific/Auckland', 'UTC'])('mean the same on a server in %s', (TZ) => {
    const program = `
      import { readOpening } from './src/lib/server/business/opening.ts';
      const place = { country: 'de', state: 'Sachsen' };
      const days = ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-11-18'];
      const all = days.flatMap((day) => [30, 600, 1410].map((minute) =>
        readOpening('Mo-Su 06:30-23:15; PH off', place, { day, minute })));
      process.stdout.write(new Date(2026, 6, 1).getTimezoneOffset() + ' ' + JSON.stringify(all));`;
    const read = (zone: string) => {
      const args = ['--import', 'tsx', '--input-type=module', '-e', program];
      const text = execFileSync(process.execPath, args, { env: { ...process.env, TZ: zone }, encoding: 'utf8' });
      return { offset: text.slice(0, text.indexOf(' ')), answers: text.slice(text.indexOf(' ') + 1) };
    };
    const [home, away] = [read('Europe/Berlin'), read(TZ)];
    expect(away.offset).not.toBe(home.offset);
    expect(away.answers).toBe(home.answers);
  });
});
