import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packRings } from '../../src/lib/domain/packed-rings';
import { END, findCanaries, plantCanaries, TEXT } from '../support/canary';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, PLANNER, square, TODAY } from '../support/factories';
import { walkGeometry, walkSearch, walkServices, type Answer } from '../support/public-walk';
import { tileAt } from '../support/vector-tile';

const DAYS = ['2007-07-01', TODAY, '2030-06-30'];

let database: TestDatabase;
const open = (locale = 'de') => contextOf(database.db, { quarter: 'iq-ost', locale });

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
  await database.sql.begin(async (write) => {
    await plantCanaries(write);
    const { geometry, bounds } = square({ at: [12.41, 51.346], sizeDegrees: 0.0002 });
    const packed = Buffer.from(packRings(JSON.parse(geometry)));
    await write`insert into building (quarter_id, ref, street, house_number, footprint_sqm, geometry, bounds, packed, source_id)
      select quarter_id, 'test/1', 'Eisenbahnstraße', '101', 100, ${geometry},
        ${`((${bounds[2]},${bounds[3]}),(${bounds[0]},${bounds[1]}))`}::box, ${packed}, source_id from building limit 1`;
  });
});

afterAll(() => database.close());

async function walk(locale: string): Promise<Answer[]> {
  const tiles = [13, 14, 15].map((z) => tileAt(z, [12.41, 51.346]));
  return [
    ...(await walkServices(open(locale), DAYS)),
    ...(await walkGeometry(open(locale), tiles)),
    ...(await walkSearch(open(locale), ['kanarienvogel', 'kanari', 'eisenbahnstr', 'eg', 'xx']))
  ];
}

describe('what the public gets', () => {
  it.each(['de', 'ar'])('holds nothing of a restricted column (%s)', async (locale) => {
    const answers = await walk(locale);
    const leaks = answers.flatMap(([call, bytes]) => findCanaries(bytes).map((canary) => `${call}: ${canary}`));
    expect(answers.length).toBeGreaterThan(300);
    expect(leaks).toEqual([]);
  });

  it('would be found by this test where somebody may see it', async () => {
    const answers = await walkServices(contextOf(database.db, { quarter: 'iq-ost', actor: PLANNER }), [TODAY]);
    const all = answers.map(([, bytes]) => bytes).join('\n');
    expect(all).toContain(TEXT);
    expect(all).toContain(END);
  });

  it('does not tell what became of a dwelling, nor when', async () => {
    // Sums of many dwellings may change; nothing else may.
    const own = (answers: readonly Answer[]) =>
      answers.filter(([call]) => !/^(getFigures|getVacancySeries)/.test(call));
    const before = own(await walk('de'));
    await database.sql.begin(async (write) => {
      await write`update occupancy o set status = case o.status when 'vacant' then 'occupied' else 'vacant' end, reason = null, use_class = null
        from unit u where u.id = o.unit_id and u.kind = 'dwelling'`;
      await write`with last as (select distinct on (o.unit_id) o.* from occupancy o join unit u on u.id = o.unit_id
          where u.kind = 'dwelling' and o.valid @> date '2013-03-13' and lower(o.valid) < date '2013-03-13' order by o.unit_id),
        cut as (update occupancy o set valid = daterange(lower(o.valid), '2013-03-13') from last where last.id = o.id)
        insert into occupancy (unit_id, status, valid, source_id, checked_on)
          select unit_id, 'unusable', daterange('2013-03-13', upper(valid)), source_id, '2000-01-01' from last`;
    });
    const after = own(await walk('de'));
    expect(after.filter(([, bytes], index) => bytes !== before[index]![1]).map(([call]) => call)).toEqual([]);
  });
});
