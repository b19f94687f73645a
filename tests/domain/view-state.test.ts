import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHOWN_STATUSES, UNIT_KINDS, USE_CLASSES } from '../../src/lib/domain/codes';
import { PUBLIC_FIGURE_CODES } from '../../src/lib/domain/figure';
import { fromDayNumber, toDayNumber } from '../../src/lib/domain/interval';
import {
  DEFAULT_VIEW,
  formatViewState,
  MAP_FORMS,
  parseViewState,
  STAGES,
  TABLE_SORTS,
  THEMES,
  VIEW_PARAMETERS,
  withView,
  type ViewState
} from '../../src/lib/domain/view-state';

const read = (query: string) => parseViewState(new URLSearchParams(query));

/** A subset in the order of the code list, which is the canonical one. */
const subset = <T extends string>(codes: readonly T[]) => fc.subarray([...codes]);
const area = fc.option(fc.integer({ min: 0, max: 99_999_999 }).map((cents) => cents / 100));

const day = fc
  .integer({ min: toDayNumber('1900-01-01'), max: toDayNumber('2200-12-31') })
  .map((number) => fromDayNumber(number));

const views: fc.Arbitrary<ViewState> = fc.record({
  theme: fc.constantFrom(...THEMES),
  date: fc.option(day),
  known: fc.option(day),
  form: fc.constantFrom(...MAP_FORMS),
  stage: fc.constantFrom(...STAGES),
  definition: fc.constantFrom(...PUBLIC_FIGURE_CODES),
  filter: fc
    .record({
      status: subset(SHOWN_STATUSES),
      use: subset(USE_CLASSES),
      kind: subset(UNIT_KINDS),
      minSqm: area,
      maxSqm: area,
      isGroundFloor: fc.boolean()
    })
    .filter(({ minSqm, maxSqm }) => minSqm === null || maxSqm === null || minSqm <= maxSqm),
  sort: fc.constantFrom(...TABLE_SORTS),
  isDescending: fc.boolean()
});

describe('parseViewState', () => {
  it('reads back what was written, also through the text of a URL', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(parseViewState(formatViewState(view))).toEqual(view);
        expect(read(withView(new URLSearchParams(), view))).toEqual(view);
      })
    );
  });

  it('never throws and always gives a view that can be written again', () => {
    const broken = fc.array(
      fc.tuple(
        fc.constantFrom<string>(...VIEW_PARAMETERS, 'other'),
        fc.oneof(fc.string(), fc.constantFrom('', '-', ',', '-1', '1-', '0-0', 'V15'))
      )
    );
    fc.assert(
      fc.property(broken, (pairs) => {
        const view = parseViewState(new URLSearchParams(pairs));
        expect(parseViewState(formatViewState(view))).toEqual(view);
      })
    );
  });

  it('gives the defaults for no parameters', () => {
    expect(read('')).toEqual(DEFAULT_VIEW);
  });

  it.each([
    ['theme', 'rent'],
    ['theme', 'VACANCY'],
    ['date', '2023-02-29'],
    ['date', '2023-13-01'],
    ['date', '1899-12-31'],
    ['date', '2201-01-01'],
    ['date', '22.11.2026'],
    ['form', 'globe'],
    ['view', 'both'],
    ['figure', 'V15'],
    ['figure', 'V16'],
    ['figure', 'V99'],
    ['status', 'empty'],
    ['use', 'casino'],
    ['kind', 'castle'],
    ['area', '120-40'],
    ['area', '40'],
    ['area', '-'],
    ['area', '1e3-'],
    ['area', '0x10-20'],
    ['area', '-40-20'],
    ['area', '2000000-'],
    ['ground', 'true'],
    ['sort', 'rent'],
    ['dir', 'asc']
  ])('falls back for %s=%s alone', (name, value) => {
    const search = new URLSearchParams({ theme: 'use', view: 'table', dir: 'desc', [name]: value });
    const rest = new URLSearchParams({ theme: 'use', view: 'table', dir: 'desc' });
    rest.delete(name);
    expect(parseViewState(search)).toEqual(parseViewState(rest));
  });

  it('keeps the known codes of a list, in order and once', () => {
    expect(read('status=works,vacant,empty,vacant').filter.status).toEqual(['vacant', 'works']);
  });

  it('reads a list that a form without JavaScript repeats', () => {
    expect(read('kind=dwelling&kind=shop').filter.kind).toEqual(['shop', 'dwelling']);
  });

  it('reads open ends of an area', () => {
    expect(read('area=40-').filter).toMatchObject({ minSqm: 40, maxSqm: null });
    expect(read('area=-120.5').filter).toMatchObject({ minSqm: null, maxSqm: 120.5 });
  });

  it('knows the leap day', () => {
    expect(read('date=2024-02-29').date).toBe('2024-02-29');
  });
});

describe('withView', () => {
  it('leaves defaults out', () => {
    expect(withView(new URLSearchParams('theme=use&dir=desc'), { theme: 'vacancy', isDescending: false })).toBe('');
  });

  it('writes in canonical order with readable lists and keeps foreign parameters', () => {
    expect(
      withView(new URLSearchParams('q=B%C3%A4cker&kind=shop&theme=use'), {
        date: '2026-01-01',
        filter: { status: ['works', 'vacant'], minSqm: 40 }
      })
    ).toBe('?theme=use&date=2026-01-01&status=vacant,works&kind=shop&area=40-&q=B%C3%A4cker');
  });

  it('drops a broken parameter', () => {
    expect(withView(new URLSearchParams('date=2023-02-30'), { form: 'flat' })).toBe('?form=flat');
  });

  it('is the same for views that are the same', () => {
    fc.assert(
      fc.property(views, (view) => {
        const search = new URLSearchParams(withView(new URLSearchParams(), view));
        expect(withView(search, {})).toBe(withView(new URLSearchParams(), view));
      })
    );
  });
});
