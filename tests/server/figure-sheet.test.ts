import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FigureSheet } from '../../src/lib/server/stock/figure-sheet';
import { getFigureSheet } from '../../src/lib/server/stock/figure-sheet';
import { EMPTY_FILTER, type UnitFilter } from '../../src/lib/domain/view-state';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, TODAY } from '../support/factories';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
});

afterAll(() => database.close());

function sheetOf(
  area: Parameters<typeof getFigureSheet>[1]['area'],
  filter: Partial<UnitFilter> = {}
): Promise<FigureSheet> {
  return getFigureSheet(contextOf(database.db, { quarter: 'iq-ost' }), {
    area,
    date: TODAY,
    group: 'all',
    filter: { ...EMPTY_FILTER, ...filter }
  });
}

const denominatorOf = (sheet: FigureSheet): number => sheet.figures.find(({ code }) => code === 'V1')!.denominator!;

describe('getFigureSheet', () => {
  it('counts the whole block without a filter', async () => {
    const sheet = await sheetOf({ kind: 'block' });
    expect(sheet.subject).toEqual({ kind: 'block', name: 'Block 99' });
    expect(sheet.selectedCount).toBeNull();
    expect(sheet.figures).toHaveLength(14);
    expect(denominatorOf(sheet)).toBeGreaterThan(90);
  });

  it('counts only what a filter keeps, and of that only what is public', async () => {
    const shops = await sheetOf({ kind: 'block' }, { kind: ['shop'] });
    expect(shops.selectedCount).toBeGreaterThan(3);
    expect(denominatorOf(shops)).toBeLessThanOrEqual(shops.selectedCount!);
    const dwellings = await sheetOf({ kind: 'block' }, { kind: ['dwelling'] });
    expect(dwellings.selectedCount).toBeGreaterThan(50);
    expect(dwellings.figures.every(({ absence, numerator }) => absence === 'withheld' && numerator === null)).toBe(
      true
    );
  });

  it('filters within one house', async () => {
    const house = await sheetOf({ kind: 'building', id: 11 }, { isGroundFloor: true });
    expect(house.subject).toMatchObject({
      kind: 'building',
      building: { street: 'Eisenbahnstraße', houseNumber: '83' }
    });
    expect(house.selectedCount).toBe(2);
  });

  it('counts a district whole, whatever the filter', async () => {
    const sheet = await sheetOf({ kind: 'district', code: '21' }, { kind: ['shop'] });
    expect(sheet.selectedCount).toBeNull();
    expect(sheet.subject).toMatchObject({ kind: 'district', code: '21' });
  });

  it.each([
    { kind: 'district', code: '99' } as const,
    { kind: 'building', id: 987_654 } as const,
    { kind: 'block', slug: 'none' } as const
  ])('knows no such area: %o', async (area) => {
    await expect(sheetOf(area)).rejects.toMatchObject({ kind: 'not_found' });
  });
});
