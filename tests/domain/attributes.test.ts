import { describe, expect, it } from 'vitest';
import { attributesOn, classifyDuration, classifyFreshness } from '../../src/lib/domain/attributes';
import { OCCUPANCY_STATUSES } from '../../src/lib/domain/codes';
import { toDayNumber } from '../../src/lib/domain/interval';
import { makeFocus, makeUnitFocus, type OccupancyDraft } from './focus-factory';

const DAY = toDayNumber('2026-11-22');

function unitOn(date: string, occupancies: readonly OccupancyDraft[]) {
  const attributes = attributesOn(makeUnitFocus({ occupancies }), toDayNumber(date));
  return {
    status: attributes.status[0],
    use: attributes.use[0],
    duration: attributes.duration[0],
    vacantDays: attributes.vacantDays[0],
    freshness: attributes.freshness[0],
    business: attributes.business[0],
    occupancy: attributes.occupancy[0]
  };
}

describe('attributesOn', () => {
  it('reads the interval that contains the day, half-open at its end', () => {
    const history: OccupancyDraft[] = [
      { from: '2020-01-01', to: '2024-03-01', status: 'occupied', use: 'retail', business: 'Laden' },
      { from: '2024-03-01', status: 'vacant' }
    ];
    expect(unitOn('2024-02-29', history)).toMatchObject({ status: 'occupied', use: 'retail', business: 0 });
    expect(unitOn('2024-03-01', history)).toMatchObject({ status: 'vacant', use: null, business: null, vacantDays: 0 });
  });

  it.each(['2019-12-31', '2021-01-01', '2050-01-01'])(
    'is unknown where nothing is recorded, never vacant: %s',
    (on) => {
      expect(unitOn(on, [{ from: '2020-01-01', to: '2021-01-01', status: 'vacant' }])).toMatchObject({
        status: 'unknown',
        vacantDays: null,
        duration: null,
        freshness: 'never',
        occupancy: -1
      });
    }
  );

  it('is unknown for a unit without any record between units that have some', () => {
    const focus = makeFocus([
      {
        storeys: [
          {
            level: 0,
            type: 'EG',
            units: [
              { occupancies: [{ from: '2020-01-01', status: 'vacant' }] },
              {},
              { occupancies: [{ from: '2020-01-01', status: 'occupied', use: 'health' }] }
            ]
          }
        ]
      }
    ]);
    const attributes = attributesOn(focus, DAY);
    expect(attributes.status).toEqual(['vacant', 'unknown', 'occupied']);
    expect([...attributes.occupancy]).toEqual([0, -1, 1]);
  });

  it('leaves a unit that does not exist on the day with neutral values', () => {
    const focus = makeUnitFocus({
      from: '2020-01-01',
      to: '2025-01-01',
      target: 'retail',
      occupancies: [{ from: '2020-01-01', to: '2025-01-01', status: 'vacant' }]
    });
    expect(attributesOn(focus, toDayNumber('2024-12-31')).exists[0]).toBe(1);
    const gone = attributesOn(focus, toDayNumber('2025-01-01'));
    expect([gone.exists[0], gone.status[0], gone.target[0], gone.difference[0], gone.occupancy[0]]).toEqual([
      0,
      'unknown',
      null,
      'no_target',
      -1
    ]);
    expect(attributesOn(focus, toDayNumber('2019-12-31')).exists[0]).toBe(0);
  });

  it('counts a vacancy from its first row, when only its reason changed since', () => {
    const history: OccupancyDraft[] = [
      { from: '2020-01-01', to: '2021-01-01', status: 'vacant' },
      { from: '2021-01-01', status: 'vacant' }
    ];
    expect(unitOn('2021-01-10', history).vacantDays).toBe(375);
  });

  it('starts a new vacancy after a use in between', () => {
    const history: OccupancyDraft[] = [
      { from: '2020-01-01', to: '2021-01-01', status: 'vacant' },
      { from: '2021-01-01', to: '2021-06-01', status: 'interim', use: 'culture' },
      { from: '2021-06-01', status: 'vacant' }
    ];
    expect(unitOn('2021-06-11', history)).toMatchObject({ vacantDays: 10, duration: 'frictional' });
  });

  it('has no length where the start is not known, also in the rows that go on from it', () => {
    const history: OccupancyDraft[] = [
      { from: '2004-01-01', to: '2010-01-01', status: 'vacant', isStartKnown: false },
      { from: '2010-01-01', status: 'vacant' }
    ];
    expect(unitOn('2005-01-01', history)).toMatchObject({ vacantDays: null, duration: 'start_unknown' });
    expect(unitOn('2012-01-01', history)).toMatchObject({ vacantDays: null, duration: 'start_unknown' });
  });

  it.each(OCCUPANCY_STATUSES.filter((status) => status !== 'occupied' && status !== 'interim'))(
    'shows no use and no business while %s',
    (status) => {
      expect(unitOn('2026-01-01', [{ from: '2020-01-01', status, use: 'retail', business: 'Laden' }])).toMatchObject({
        use: null,
        business: null
      });
    }
  );

  it('shows the renewal of each house, unknown where no interval contains the day', () => {
    const house = { storeys: [] };
    const focus = makeFocus([
      {
        ...house,
        renewals: [
          { from: '2000-01-01', to: '2012-05-01', state: 'unrenovated' },
          { from: '2012-05-01', to: '2013-10-01', state: 'in_progress' }
        ]
      },
      house,
      { ...house, renewals: [{ from: '2010-01-01', state: 'renovated' }] }
    ]);
    expect(attributesOn(focus, toDayNumber('2012-05-01')).renewal).toEqual(['in_progress', 'unknown', 'renovated']);
    expect(attributesOn(focus, toDayNumber('2009-01-01')).renewal).toEqual(['unrenovated', 'unknown', 'unknown']);
    expect(attributesOn(focus, toDayNumber('2013-10-01')).renewal[0]).toBe('unknown');
  });

  it('shows the target on days long before the plan', () => {
    const focus = makeUnitFocus({
      target: 'health',
      occupancies: [{ from: '2004-01-01', status: 'occupied', use: 'health' }]
    });
    const attributes = attributesOn(focus, toDayNumber('2004-06-01'));
    expect([attributes.target[0], attributes.difference[0]]).toEqual(['health', 'realised']);
  });

  it('refuses occupancies that are not sorted by unit', () => {
    const focus = makeFocus([{ storeys: [{ level: 0, type: 'EG', units: [{}, {}] }] }]);
    const unsorted = {
      ...focus,
      occupancies: { ...focus.occupancies, unit: [1, 0], from: [0, 0], to: [null, null] }
    };
    expect(() => attributesOn(unsorted, DAY)).toThrow(RangeError);
  });
});

describe('classifyDuration', () => {
  it.each([
    [0, 'frictional'],
    [365, 'frictional'],
    [366, 'long'],
    [1095, 'long'],
    [1096, 'structural'],
    [null, 'start_unknown']
  ] as const)('%s days are %s', (days, expected) => {
    expect(classifyDuration(days, [365, 1095])).toBe(expected);
  });
});

describe('classifyFreshness', () => {
  it.each([
    [DAY + 30, 'fresh'],
    [DAY - 180, 'fresh'],
    [DAY - 181, 'ageing'],
    [DAY - 365, 'ageing'],
    [DAY - 366, 'old'],
    [DAY - 730, 'old'],
    [DAY - 731, 'outdated'],
    [null, 'never']
  ] as const)('checked on day %s is %s', (checkedOn, expected) => {
    expect(classifyFreshness(checkedOn, DAY, [180, 365, 730])).toBe(expected);
  });
});
