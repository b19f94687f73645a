import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeHistory,
  correctHistory,
  endHistory,
  isSound,
  removeEntry,
  type Entry,
  type Existence,
  type Revised
} from '../../src/lib/domain/history';
import { fromDayNumber, type IsoDate } from '../../src/lib/domain/interval';

type State = Entry<string>;

const ALWAYS: Existence = { from: null, to: null };

/** `A 2010 B 2012 C` lasts for ever, `A 2010 B 2012` ends; ids count from 1. */
function history(...parts: readonly (string | number)[]): State[] {
  const entries: State[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const next = parts[i + 2];
    entries.push({
      ...{ id: i / 2 + 1, from: `${parts[i]}-01-01`, to: next === undefined ? null : `${next}-01-01` },
      value: String(parts[i + 1])
    });
  }
  return entries;
}

const year = (number: number): IsoDate => `${number}-01-01`;

/** Years in short: `2010 A 2012 B`. */
function show(revised: Revised<string>): string {
  if (revised.issues) return revised.issues.map(({ field, code }) => `${field} ${code}`).join(', ');
  expect(isSound(revised.entries)).toBe(true);
  const last = revised.entries.at(-1);
  const text = revised.entries.map(({ from, value }) => `${from.slice(0, 4)} ${value}`);
  return [...text, ...(last && last.to !== null ? [last.to.slice(0, 4)] : [])].join(' ');
}

const entriesOf = (revised: Revised<string>) => (revised.issues ? [] : revised.entries);
const idsOf = (revised: Revised<string>) => entriesOf(revised).map(({ id }) => id);

/** What is recorded for a day; null where nothing is. */
const valueOn = (entries: readonly State[], day: IsoDate) =>
  entries.find(({ from, to }) => from <= day && (to === null || day < to))?.value ?? null;

const change = (entries: readonly State[], from: number, to: number | null = null, existence = ALWAYS) =>
  changeHistory(entries, existence, { from: year(from), to: to === null ? null : year(to), value: 'X' });

const AB = history(2010, 'A', 2014, 'B');

describe('a change from a day on', () => {
  it('begins a history', () => {
    expect(show(change([], 2020))).toBe('2020 X');
    expect(show(change([], 2020, 2022))).toBe('2020 X 2022');
    expect(show(change([], 2020, null, { from: null, to: year(2025) }))).toBe('2020 X 2025');
  });

  it('cuts what was, until the next recorded change', () => {
    const revised = change(AB, 2012);
    expect(show(revised)).toBe('2010 A 2012 X 2014 B');
    expect(idsOf(revised)).toEqual([1, null, 2]);
    expect(show(change(AB, 2016))).toBe('2010 A 2014 B 2016 X');
  });

  it('lets what was go on after its own end', () => {
    const revised = change(AB, 2011, 2012);
    expect(show(revised)).toBe('2010 A 2011 X 2012 A 2014 B');
    expect(idsOf(revised)).toEqual([1, null, null, 2]);
    expect(show(change(AB, 2012, 2016))).toBe('2010 A 2012 X 2016 B');
    expect(show(change(history(2010, 'A', 2012, 'B', 2014, 'C'), 2011, 2015))).toBe('2010 A 2011 X 2015 C');
  });

  it('takes the place and the identity of an entry that begins on the same day', () => {
    const revised = change(AB, 2014);
    expect(show(revised)).toBe('2010 A 2014 X');
    expect(idsOf(revised)).toEqual([1, 2]);
    expect(idsOf(change(AB, 2014, 2016))).toEqual([1, null, 2]);
  });

  it('may lie before everything that was recorded', () => {
    expect(show(change(AB, 2008))).toBe('2008 X 2010 A 2014 B');
    expect(show(change(AB, 2008, 2012))).toBe('2008 X 2012 A 2014 B');
    expect(show(change(AB, 2008, 2009))).toBe('to leaves_gap');
  });

  it('goes on where the history ended, but not later', () => {
    const ended = history(2010, 'A', 2014);
    expect(show(change(ended, 2014))).toBe('2010 A 2014 X');
    expect(show(change(ended, 2015))).toBe('from leaves_gap');
  });

  it('never takes away an entry that lies beyond a gap', () => {
    const [a, b] = [{ ...AB[0]!, to: year(2012) }, AB[1]!];
    expect(entriesOf(change([a, b], 2013)).map(({ from, to, value }) => [from, to, value])).toEqual([
      [year(2010), year(2012), 'A'],
      [year(2013), year(2014), 'X'],
      [year(2014), null, 'B']
    ]);
  });

  it('stays within the existence of the unit', () => {
    const existence = { from: year(2010), to: year(2020) };
    const entries = history(2010, 'A', 2020);
    expect(show(change(entries, 2009, null, existence))).toBe('from before_unit_exists');
    expect(show(change(entries, 2020, null, existence))).toBe('from after_unit_ended');
    expect(show(change(entries, 2015, 2021, existence))).toBe('to after_unit_ended');
    expect(show(change(entries, 2015, 2020, existence))).toBe('2010 A 2015 X 2020');
    expect(show(change(entries, 2015, 2015, existence))).toBe('to end_not_after_start');
  });
});

describe('a correction', () => {
  const ABC = history(2010, 'A', 2012, 'B', 2014, 'C');
  type Wanted = readonly [
    entries: readonly State[],
    id: number,
    from: number,
    to: number | null,
    existence?: Existence
  ];
  const correct = (...[entries, id, from, to, existence = ALWAYS]: Wanted) =>
    correctHistory(entries, existence, { id, from: year(from), to: to === null ? null : year(to), value: 'X' });

  it('moves the neighbours along with its bounds', () => {
    expect(show(correct(ABC, 2, 2012, 2014))).toBe('2010 A 2012 X 2014 C');
    expect(show(correct(ABC, 2, 2011, 2015))).toBe('2010 A 2011 X 2015 C');
    expect(show(correct(ABC, 2, 2013, 2014))).toBe('2010 A 2013 X 2014 C');
    expect(show(correct(ABC, 2, 2012, 2013))).toBe('2010 A 2012 X 2013 C');
    expect(idsOf(correct(ABC, 2, 2011, 2015))).toEqual([1, 2, 3]);
  });

  it('swallows the entries that it covers', () => {
    expect(show(correct(ABC, 2, 2009, 2015))).toBe('2009 X 2015 C');
    expect(show(correct(ABC, 2, 2011, null))).toBe('2010 A 2011 X');
    expect(show(correct(ABC, 3, 2009, null))).toBe('2009 X');
  });

  it('extends or shortens the observed period at its ends', () => {
    expect(show(correct(ABC, 1, 2008, 2012))).toBe('2008 X 2012 B 2014 C');
    expect(show(correct(ABC, 1, 2011, 2012))).toBe('2011 X 2012 B 2014 C');
    expect(show(correct(ABC, 3, 2014, 2018))).toBe('2010 A 2012 B 2014 X 2018');
  });

  it('past its neighbour gives back the days in between as they were', () => {
    const later = correct(ABC, 2, 2016, 2018);
    expect(show(later)).toBe('2010 A 2014 C 2016 X 2018 C');
    expect(idsOf(later)).toEqual([1, 3, 2, null]);
    expect(show(correct(ABC, 3, 2011, 2012))).toBe('2010 A 2011 X 2012 B');
    expect(show(correct(ABC, 1, 2013, 2014))).toBe('2010 B 2013 X 2014 C');
  });

  it('is refused outside of the existence and for an entry of another unit', () => {
    const existence = { from: year(2010), to: year(2020) };
    const entries = history(2010, 'A', 2014, 'B', 2020);
    expect(show(correct(entries, 9, 2010, 2012, existence))).toBe('entry not_one_of_this_unit');
    expect(show(correct(entries, 1, 2009, 2012, existence))).toBe('from before_unit_exists');
    expect(show(correct(entries, 2, 2014, null, existence))).toBe('to after_unit_ended');
    expect(show(correct(entries, 2, 2014, 2013, existence))).toBe('to end_not_after_start');
  });
});

describe('a removal', () => {
  const ABC = history(2010, 'A', 2012, 'B', 2014, 'C');

  it('gives the days to the entry before, or to the one after where none is before', () => {
    expect(show(removeEntry(ABC, 2))).toBe('2010 A 2014 C');
    expect(show(removeEntry(ABC, 3))).toBe('2010 A 2012 B');
    expect(show(removeEntry(ABC, 1))).toBe('2010 B 2014 C');
  });

  it('keeps the last entry', () => {
    expect(show(removeEntry(history(2010, 'A'), 1))).toBe('entry last_entry');
    expect(show(removeEntry(ABC, 9))).toBe('entry not_one_of_this_unit');
  });
});

describe('an ending', () => {
  it('cuts the last entry and nothing else', () => {
    expect(show(endHistory(AB, year(2016)))).toBe('2010 A 2014 B 2016');
    expect(endHistory([], year(2016))).toEqual({ entries: [] });
  });

  it('is refused where something is recorded from that day on', () => {
    expect(endHistory(AB, year(2014))).toEqual({
      issues: [{ field: 'on', code: 'unit_has_later_changes', details: { day: year(2014) } }]
    });
    expect(show(endHistory(AB, year(2012)))).toBe('on unit_has_later_changes');
  });

  it('says nothing of days that nobody observed', () => {
    expect(show(endHistory(history(2010, 'A', 2014), year(2016)))).toBe('2010 A 2014');
  });
});

const FIRST_DAY = 14_000;
const DAYS = 60;
const days = Array.from({ length: DAYS + 20 }, (_, index) => fromDayNumber(FIRST_DAY - 10 + index));
const dayArbitrary = fc.integer({ min: -5, max: DAYS + 5 }).map((offset) => fromDayNumber(FIRST_DAY + offset));

const historyArbitrary: fc.Arbitrary<State[]> = fc
  .record({
    cuts: fc.uniqueArray(fc.integer({ min: 0, max: DAYS }), { minLength: 1, maxLength: 6 }),
    lasts: fc.boolean()
  })
  .map(({ cuts, lasts }) => {
    const bounds = [...cuts].sort((a, b) => a - b).map((offset) => fromDayNumber(FIRST_DAY + offset));
    const count = lasts || bounds.length === 1 ? bounds.length : bounds.length - 1;
    return bounds.slice(0, count).map((from, index) => ({
      ...{ id: index + 1, from, to: bounds[index + 1] ?? null, value: `v${index}` }
    }));
  });

describe('whatever is recorded', () => {
  it('a change holds on its days and leaves all others as they were', () => {
    fc.assert(
      fc.property(historyArbitrary, dayArbitrary, fc.option(dayArbitrary), (entries, from, to) => {
        const revised = changeHistory(entries, ALWAYS, { from, to, value: 'X' });
        if (revised.issues) return;
        expect(isSound(revised.entries)).toBe(true);
        const end = to ?? entries.find((entry) => from < entry.from)?.from ?? entries.at(-1)!.to;
        const goesOn = to === null && entries.at(-1)!.to !== null && entries.at(-1)!.to! <= from ? null : end;
        for (const day of days) {
          const isWithin = from <= day && (goesOn === null || day < goesOn);
          expect(valueOn(revised.entries, day)).toBe(isWithin ? 'X' : valueOn(entries, day));
        }
        const ids = revised.entries.flatMap(({ id }) => id ?? []);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 400 }
    );
  });

  it('a correction holds on its days, gives the old ones to a neighbour and leaves all others as they were', () => {
    fc.assert(
      fc.property(
        ...[historyArbitrary, fc.nat({ max: 5 }), dayArbitrary, fc.option(dayArbitrary)],
        (entries, which, from, to) => {
          const old = entries[which % entries.length]!;
          const revised = correctHistory(entries, ALWAYS, { id: old.id!, from, to, value: 'X' });
          if (revised.issues) return;
          expect(isSound(revised.entries)).toBe(true);
          expect(revised.entries.filter(({ value }) => value === 'X')).toEqual([{ id: old.id, from, to, value: 'X' }]);
          for (const day of days) {
            const now = valueOn(revised.entries, day);
            if (from <= day && (to === null || day < to)) expect(now).toBe('X');
            else if (valueOn(entries, day) === null) continue;
            else if (day < old.from || (old.to !== null && old.to <= day)) expect(now).toBe(valueOn(entries, day));
            else expect(now).not.toBe(old.value);
          }
          const ids = revised.entries.flatMap(({ id }) => id ?? []);
          expect(new Set(ids).size).toBe(ids.length);
        }
      ),
      { numRuns: 400 }
    );
  });

  it('a removal leaves what is recorded of all other days, and forgets only the entry', () => {
    fc.assert(
      fc.property(historyArbitrary, fc.nat({ max: 5 }), (entries, which) => {
        const gone = entries[which % entries.length]!;
        const revised = removeEntry(entries, gone.id!);
        if (revised.issues) {
          expect(entries).toHaveLength(1);
          return;
        }
        expect(isSound(revised.entries)).toBe(true);
        for (const day of days) {
          const before = valueOn(entries, day);
          if (before !== gone.value) expect(valueOn(revised.entries, day)).toBe(before);
          else expect([null, gone.value]).not.toContain(valueOn(revised.entries, day));
        }
      }),
      { numRuns: 200 }
    );
  });
});
