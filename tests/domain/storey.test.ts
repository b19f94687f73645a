import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributesOn } from '../../src/lib/domain/attributes';
import { STOREY_TYPES } from '../../src/lib/domain/codes';
import { toDayNumber } from '../../src/lib/domain/interval';
import { isGroundFloorStorey, shareWidth, stackStoreys, storeyLabelKey } from '../../src/lib/domain/storey';
import { makeFocus, type StoreyDraft, type UnitDraft } from './focus-factory';

const DAY = toDayNumber('2026-11-22');

describe('storeyLabelKey', () => {
  it.each([
    ['KG', -1, 'KG', null],
    ['KG', -2, 'KG', 2],
    ['SOU', 0, 'SOU', null],
    ['EG', 0, 'EG', null],
    ['HP', 0, 'HP', null],
    ['ZG', 1, 'ZG', null],
    ['OG', 1, 'OG', 1],
    ['OG', 3, 'OG', 3],
    ['DG', 5, 'DG', null]
  ] as const)('%s on level %d is %s with number %s', (type, level, key, number) => {
    expect(storeyLabelKey(type, level)).toEqual({ key, number });
  });

  it('counts roof storeys from the lowest', () => {
    expect([5, 6].map((level) => storeyLabelKey('DG', level, 5).number)).toEqual([null, 2]);
  });
});

describe('isGroundFloorStorey', () => {
  it('takes level 0 but no mezzanine, and the raised ground floor by rule', () => {
    const onLevel0 = (counts: boolean) => STOREY_TYPES.filter((type) => isGroundFloorStorey(type, 0, counts));
    expect(onLevel0(true)).toContain('HP');
    expect(onLevel0(false)).not.toContain('HP');
    expect(onLevel0(true)).not.toContain('ZG');
    expect(isGroundFloorStorey('OG', 1, true)).toBe(false);
    expect(isGroundFloorStorey('KG', -1, true)).toBe(false);
  });
});

describe('stackStoreys', () => {
  const storey = (level: number, type: StoreyDraft['type'], rest: Partial<StoreyDraft> = {}): StoreyDraft => ({
    level,
    type,
    units: [{}],
    ...rest
  });
  const stack = (storeys: StoreyDraft[]) => {
    const focus = makeFocus([{ storeys: [storey(0, 'EG')] }, { storeys }]);
    return stackStoreys(focus, 1, attributesOn(focus, DAY));
  };
  const labels = (storeys: StoreyDraft[]) =>
    stack(storeys)[0]!.storeys.map(({ label }) => `${label.number ?? ''}${label.key}`);

  it('goes from the attic down to the cellar', () => {
    const types: StoreyDraft[] = [
      storey(0, 'EG'),
      storey(-2, 'KG'),
      storey(6, 'DG'),
      storey(-1, 'KG'),
      storey(1, 'OG'),
      storey(5, 'DG'),
      storey(0, 'ZG', { sort: 0.5 }),
      storey(2, 'OG')
    ];
    expect(labels(types)).toEqual(['2DG', 'DG', '2OG', '1OG', 'ZG', 'EG', 'KG', '2KG']);
  });

  it('keeps the parts apart: front, side, rear, yard', () => {
    const parts = (['yard', 'rear', 'front', 'side'] as const).map((part) => storey(0, 'EG', { part }));
    expect(stack(parts).map(({ part, storeys }) => [part, storeys.length])).toEqual([
      ['front', 1],
      ['side', 1],
      ['rear', 1],
      ['yard', 1]
    ]);
  });

  it('counts roof storeys per part', () => {
    const parts = stack([storey(5, 'DG'), storey(3, 'DG', { part: 'rear' }), storey(4, 'DG', { part: 'rear' })]);
    expect(parts.map(({ storeys }) => storeys.map(({ label }) => label.number))).toEqual([[null], [2, null]]);
  });

  it('shows the units that exist on the day by position, and storeys without any', () => {
    const focus = makeFocus([
      {
        storeys: [
          storey(1, 'OG', { units: [{ position: 2 }, { position: 1 }, { position: 0, to: '2026-11-22' }] }),
          storey(0, 'EG', { units: [] })
        ]
      }
    ]);
    const [front] = stackStoreys(focus, 0, attributesOn(focus, DAY));
    expect(front!.storeys.map(({ units }) => units.map(({ unit }) => unit))).toEqual([[1, 0], []]);
  });
});

describe('shareWidth', () => {
  const share = (areas: (number | null)[]) => {
    const units: UnitDraft[] = areas.map((areaSqm) => ({ areaSqm }));
    const focus = makeFocus([{ storeys: [{ level: 0, type: 'EG', units }] }]);
    return shareWidth(focus, [...areas.keys()]);
  };

  it('shares by area', () => {
    expect(share([60, 20, 80]).map(({ offset, share: part }) => [offset, part])).toEqual([
      [0, 0.375],
      [0.375, 0.125],
      [0.5, 0.5]
    ]);
  });

  it('gives a unit of unknown area an equal share and says so', () => {
    const shares = share([90, null, 30]);
    expect(shares.map(({ isShareEstimated }) => isShareEstimated)).toEqual([false, true, false]);
    expect(shares.map((each) => each.share)).toEqual([0.5, 1 / 3, expect.closeTo(1 / 6, 12)]);
  });

  it('always fills the row, each unit beside the one before', () => {
    const areas = fc.array(fc.option(fc.double({ min: 1, max: 500, noNaN: true })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(areas, (list) => {
        const shares = share(list);
        let end = 0;
        for (const each of shares) {
          expect(each.share).toBeGreaterThan(0);
          expect(each.offset).toBeCloseTo(end, 9);
          end = each.offset + each.share;
        }
        expect(end).toBeCloseTo(1, 9);
      })
    );
  });
});
