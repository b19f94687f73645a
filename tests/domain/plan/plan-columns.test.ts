import { describe, expect, it } from 'vitest';
import { attributesOn } from '../../../src/lib/domain/attributes';
import { toDayNumber } from '../../../src/lib/domain/interval';
import { planColumns, withPlan } from '../../../src/lib/domain/plan/plan-columns';
import { makeFocus } from '../focus-factory';
import { content, entry, joined, part } from './plan-factory';

const FOCUS = makeFocus([
  {
    houseNumber: '83',
    storeys: [
      {
        level: 0,
        type: 'EG',
        units: [
          { kind: 'shop', areaSqm: 80, target: 'retail', occupancies: [] },
          { kind: 'shop', areaSqm: 100, occupancies: [] },
          { kind: 'office', areaSqm: 60, occupancies: [] }
        ]
      }
    ]
  }
]);
const [FIRST, SECOND, THIRD] = FOCUS.units.id as [number, number, number];
const NAME = { id: 7, title: 'Gesundheit', horizonOn: '2030-12-31' } as const;

describe('a plan as columns of the drawn block', () => {
  it('says of a divided unit the largest part, of a joined one what its lead says', () => {
    const plan = content([
      entry(FIRST, part('retail', { areaSqm: 30 }), part('health', { areaSqm: 50, wish: 'Praxis' })),
      joined(SECOND, FIRST)
    ]);
    const columns = planColumns(FOCUS, NAME, plan);
    expect(columns.unit).toEqual([0, 1]);
    expect(columns.use).toEqual(['health', 'health']);
    expect(columns.wish).toEqual(['Praxis', 'Praxis']);
    expect(columns.targetOn).toEqual([toDayNumber('2028-12-31'), toDayNumber('2028-12-31')]);
  });

  it('takes the place of the plan that the block came with', () => {
    const focus = withPlan(FOCUS, NAME, content([entry(THIRD, part('culture'))]));
    expect(focus.plan?.title).toBe('Gesundheit');
    expect(attributesOn(FOCUS, 20_000).target).toEqual(['retail', null, null]);
    expect(attributesOn(focus, 20_000).target).toEqual([null, null, 'culture']);
  });

  it('speaks the language of the reader where the plan has its words, else the base language', () => {
    const words = { wish: 'Teehaus', translations: { ar: { wish: 'بيت الشاي' }, en: { reason: 'why' } } };
    const plan = content([entry(FIRST, part('gastronomy', words))]);
    expect(planColumns(FOCUS, { ...NAME, locale: 'ar' }, plan).wish).toEqual(['بيت الشاي']);
    expect(planColumns(FOCUS, { ...NAME, locale: 'en' }, plan).wish).toEqual(['Teehaus']);
  });

  it('leaves out units that lie elsewhere', () => {
    expect(planColumns(FOCUS, NAME, content([entry(999_999, part('retail'))])).unit).toEqual([]);
  });
});
