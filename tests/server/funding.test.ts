import { afterAll, beforeAll, expect, it } from 'vitest';
import { fundingLine, measure } from '../../src/lib/server/db/schema';
import { sumFunding } from '../../src/lib/server/measure/funding';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory } from '../support/factories';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  const { quarterId, sourceId } = await Factory.open(database.db);
  const base = { quarterId, sourceId, summary: '', type: 'renovation' } as const;
  const [house, yard] = await database.db
    .insert(measure)
    .values([
      { ...base, ref: 'house', title: 'Haus' },
      { ...base, ref: 'yard', title: 'Hof' }
    ])
    .returning();
  const line = { programme: 'Soziale Stadt', year: 2011 };
  await database.db.insert(fundingLine).values([
    { ...line, measureId: house!.id, source: 'municipal', plannedCents: 100, approvedCents: 90, paidCents: 80 },
    { ...line, measureId: yard!.id, source: 'municipal', plannedCents: 10 },
    { ...line, measureId: yard!.id, source: 'federal', plannedCents: 7 },
    { ...line, measureId: house!.id, source: 'owner', plannedCents: 987_654 }
  ]);
});

afterAll(() => database.close());

it('adds up every public source over all measures and leaves the owners out', async () => {
  expect(await sumFunding(contextOf(database.db))).toEqual([
    { source: 'federal', plannedCents: 7, approvedCents: null, paidCents: null },
    { source: 'municipal', plannedCents: 110, approvedCents: 90, paidCents: 80 }
  ]);
});

it('has nothing for a quarter without measures', async () => {
  expect(await sumFunding(contextOf(database.db, { quarter: 'elsewhere' }))).toEqual([]);
});
