import { afterAll, beforeAll, expect, it } from 'vitest';
import { undoChange } from '../../src/lib/server/change/undo';
import { mergeUnits } from '../../src/lib/server/unit/unit-structure';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
});

afterAll(() => database.close());

it('goes back through the rows by number, not by spelling: the ninth comes before the tenth', async () => {
  const context = contextOf(database.db, { actor: PLANNER, quarter: 'iq-ost' });
  await database.sql`alter table audit_row alter column id restart with 1`;
  const [pair] = await database.sql<{ left: number; right: number; areaSqm: number }[]>`
    select a.id as left, b.id as right, a.area_sqm + b.area_sqm as "areaSqm"
    from unit a join unit b on b.storey_id = a.storey_id and a.position < b.position and a.kind = b.kind
    where a.kind = 'dwelling' and upper_inf(a.valid) and upper_inf(b.valid) and a.area_type = b.area_type
      and exists (select from occupancy o where o.unit_id = a.id and upper_inf(o.valid) and o.tenancy_id is not null)
      and exists (select from occupancy o where o.unit_id = b.id and upper_inf(o.valid) and o.tenancy_id is not null)
    order by a.id limit 1`;
  const { left, right, areaSqm } = pair!;
  const { eventId } = await mergeUnits(context, {
    units: [
      { id: left, version: null },
      { id: right, version: null }
    ],
    on: TODAY,
    into: {
      ...{ code: 'ALLES', kind: 'dwelling', areaSqm, areaType: 'living', frontageM: null },
      occupancy: {
        ...({ status: 'occupied', useClass: 'housing', reason: null } as const),
        ...{ activatableMonths: null, isStartKnown: true, tenancy: null }
      }
    },
    evidence: { method: 'visit', checkedOn: TODAY },
    note: null
  });
  const rows = await database.sql<{ id: string }[]>`select id::text from audit_row where event_id = ${eventId}`;
  expect(new Set(rows.map(({ id }) => id.length)).size).toBe(2);
  await undoChange(context, { eventId, note: null });
  const [open] = await database.sql<{ count: number }[]>`
    select count(*)::integer as count from unit where id in (${left}, ${right}) and upper_inf(valid)`;
  expect(open!.count).toBe(2);
});
