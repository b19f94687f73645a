import { describe, expect, it } from 'vitest';
import { attributesOn } from '../../src/lib/domain/attributes';
import type { ShownStatus } from '../../src/lib/domain/codes';
import type { Focus } from '../../src/lib/domain/focus';
import { toDayNumber } from '../../src/lib/domain/interval';
import {
  classifyBuildings,
  classifyUnits,
  classIndex,
  countClasses,
  NO_CLASS,
  THEME_CLASSES
} from '../../src/lib/domain/theme';
import { THEMES, type Theme } from '../../src/lib/domain/view-state';
import { makeFocus, makeUnitFocus, type UnitDraft } from './focus-factory';

const DAY = toDayNumber('2026-11-22');

function nameClasses(theme: Theme, focus: Focus): (string | undefined)[] {
  return [...classifyUnits(theme, focus, attributesOn(focus, DAY))].map((index) => THEME_CLASSES[theme][index]);
}

function statusUnit(status: ShownStatus, rest: UnitDraft = {}): UnitDraft {
  return { ...rest, occupancies: [{ from: '2020-01-01', status, use: 'retail' }] };
}

function houseOf(...units: UnitDraft[]): Focus {
  return makeFocus([{ storeys: [{ level: 0, type: 'EG', units }] }]);
}

describe('classifyUnits', () => {
  it('shows a dwelling of withheld status as what it is built for, and nothing of whether it is let', () => {
    const withheld = statusUnit('withheld', { kind: 'dwelling' });
    expect(
      nameClasses('use', houseOf({ ...withheld, occupancies: [{ from: '2020-01-01', status: 'withheld' }] }))
    ).toEqual(['housing']);
    expect(nameClasses('vacancy', houseOf(withheld))).toEqual(['withheld']);
  });

  it.each(THEMES)('has no class for a unit that does not exist: %s', (theme) => {
    const focus = makeUnitFocus({ from: '2027-01-01' });
    expect([...classifyUnits(theme, focus, attributesOn(focus, DAY))]).toEqual([NO_CLASS]);
  });

  it.each([
    ['vacancy', 'unknown'],
    ['use', 'unknown'],
    ['duration', 'unknown'],
    ['freshness', 'never'],
    ['renewal', 'unknown'],
    ['plan', 'no_target'],
    ['difference', 'no_target']
  ] as const)('never takes what is unknown for vacant or let: %s', (theme, expected) => {
    expect(nameClasses(theme, makeUnitFocus({}))).toEqual([expected]);
  });

  it.each([
    ['occupied', 'retail', 'in_use'],
    ['interim', 'retail', 'in_use'],
    ['vacant', 'unused', 'structural'],
    ['works', 'unused', 'not_lettable'],
    ['unusable', 'unused', 'not_lettable'],
    ['unknown', 'unknown', 'unknown'],
    ['withheld', 'withheld', 'withheld']
  ] as const)('%s is %s by use and %s by length of vacancy', (status, use, duration) => {
    const focus = makeUnitFocus(statusUnit(status));
    expect([nameClasses('vacancy', focus), nameClasses('use', focus), nameClasses('duration', focus)]).toEqual([
      [status],
      [use],
      [duration]
    ]);
  });

  it('says unknown for an occupied unit whose use nobody recorded', () => {
    const focus = makeUnitFocus({ occupancies: [{ from: '2020-01-01', status: 'occupied' }] });
    expect(nameClasses('use', focus)).toEqual(['unknown']);
  });

  it('shows plan, difference, freshness and the renewal of the house', () => {
    const focus = makeUnitFocus(
      {
        target: 'health',
        occupancies: [{ from: '2020-01-01', status: 'occupied', use: 'retail', checkedOn: '2026-11-01' }]
      },
      { renewals: [{ from: '2010-01-01', state: 'renovated' }] }
    );
    expect(THEMES.map((theme) => nameClasses(theme, focus)[0])).toEqual([
      'occupied',
      'retail',
      'health',
      'change',
      'renovated',
      'in_use',
      'fresh'
    ]);
  });
});

describe('classifyBuildings', () => {
  const dominant = (focus: Focus) =>
    THEME_CLASSES.vacancy[classifyBuildings('vacancy', focus, attributesOn(focus, DAY))[0]!];

  it('takes the class with the largest area, not the most units', () => {
    const small = { areaSqm: 30 };
    expect(
      dominant(
        houseOf(statusUnit('occupied', small), statusUnit('occupied', small), statusUnit('vacant', { areaSqm: 90 }))
      )
    ).toBe('vacant');
  });

  it('weighs a unit of unknown area like the mean unit of its house', () => {
    const focus = houseOf(
      statusUnit('occupied', { areaSqm: 90 }),
      statusUnit('vacant', { areaSqm: 50 }),
      statusUnit('vacant', { areaSqm: null })
    );
    expect(dominant(focus)).toBe('vacant');
  });

  it('counts units where no area of the house is known', () => {
    const none = { areaSqm: null };
    expect(
      dominant(houseOf(statusUnit('occupied', none), statusUnit('vacant', none), statusUnit('vacant', none)))
    ).toBe('vacant');
  });

  it('takes the earlier class of the legend where two are equal', () => {
    expect(dominant(houseOf(statusUnit('vacant'), statusUnit('occupied')))).toBe('occupied');
  });

  it('has no class for a house without units, but always its renewal', () => {
    const focus = makeFocus([{ storeys: [], renewals: [{ from: '2000-01-01', state: 'secured' }] }]);
    const attributes = attributesOn(focus, DAY);
    expect([...classifyBuildings('vacancy', focus, attributes)]).toEqual([NO_CLASS]);
    expect([...classifyBuildings('renewal', focus, attributes)]).toEqual([classIndex('renewal', 'secured')]);
  });
});

describe('countClasses', () => {
  const classes = Uint8Array.from([1, 1, 0, NO_CLASS, 5]);

  it('counts what exists', () => {
    expect([...countClasses('vacancy', classes)]).toEqual([1, 2, 0, 0, 0, 1, 0]);
  });

  it('counts only what the filter keeps', () => {
    expect([...countClasses('vacancy', classes, Uint8Array.from([1, 0, 0, 1, 1]))]).toEqual([0, 1, 0, 0, 0, 1, 0]);
  });
});
