import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITY_TABLE, ROLES, type Actor, type Role } from '../../src/lib/domain/access';
import { DomainError } from '../../src/lib/domain/errors';
import type { ServiceContext } from '../../src/lib/server/context';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, TODAY } from '../support/factories';
import { DECISIONS } from '../support/service-decisions';
import type { Things } from '../support/service-decisions/decision';

/** All services; what they rest on is no reader's to call. */
const MODULES = import.meta.glob<Record<string, unknown>>([
  '../../src/lib/server/**/*.ts',
  '!../../src/lib/server/{auth,db,exchange,geo,http}/**',
  '!../../src/lib/server/mail/{queue,sender}.ts'
]);

/** Every function that a module of the services hands out, as `module/name` (a module's name is unique); classes and values are none. */
async function listServices(): Promise<string[]> {
  const names: string[] = [];
  for (const [path, load] of Object.entries(MODULES)) {
    const module = path.slice(path.lastIndexOf('/') + 1).replace(/\.ts$/, '');
    for (const [name, value] of Object.entries(await load())) {
      const isClass = typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
      if (typeof value === 'function' && !isClass) names.push(`${module}/${name}`);
    }
  }
  return names.sort();
}

let database: TestDatabase;
let own: Things;
let foreign: Things;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
  const rows = await database.sql<Omit<Things, 'enquiryId' | 'listingId'>[]>`
    select distinct on (u.building_id) u.id as "unitId", u.building_id as "buildingId", u.storey_id as "storeyId",
      (select id from business order by id limit 1 offset u.building_id % 2) as "businessId"
    from unit u where upper_inf(u.valid) order by u.building_id, u.id limit 2`;
  const businesses = await database.sql<{ id: number }[]>`select id from business order by id limit 2`;
  own = { ...rows[0]!, businessId: businesses[0]!.id, ...(await askAbout(rows[0]!.unitId)) };
  foreign = { ...rows[1]!, businessId: businesses[1]!.id, ...(await askAbout(rows[1]!.unitId)) };
  for (const { unitId } of [own, foreign]) await emptyBeside(unitId);
});

afterAll(() => database.close());

/** A shop beside the unit that is vacant and has no offer. */
async function emptyBeside(unitId: number): Promise<void> {
  await database.sql`
    with made as (
      insert into unit (building_id, storey_id, code, position, kind, geometry, valid, source_id)
      select building_id, storey_id, 'leer', 99, 'shop', geometry, '[2010-01-01,)', source_id from unit where id = ${unitId}
      returning id, source_id)
    insert into occupancy (unit_id, status, valid, source_id) select id, 'vacant', '[2015-01-01,)', source_id from made`;
}

/** An enquiry about an offer of the unit. */
async function askAbout(unitId: number): Promise<Pick<Things, 'enquiryId' | 'listingId'>> {
  const [made] = await database.sql<Pick<Things, 'enquiryId' | 'listingId'>[]>`
    with offer as (
      insert into listing (quarter_id, unit_id, ref, title, description, status, available_on, source_id)
      select q.id, ${unitId}, 'asked/' || ${unitId}::integer, 'Laden', 'Hell.', 'public', ${TODAY}, s.id
      from quarter q, (select min(id) as id from source) s where q.slug = 'iq-ost' returning id, quarter_id),
    counted as (
      insert into enquiry_statistic (quarter_id, received_on, outcome) select quarter_id, ${TODAY}, 'new' from offer
      returning id)
    insert into enquiry (quarter_id, listing_id, statistic_id, locale, name, email, consented_at, expires_on)
    select offer.quarter_id, offer.id, counted.id, 'de', 'Ada', 'ada@example.org', now(), '2099-01-01'
    from offer, counted returning id as "enquiryId", listing_id as "listingId"`;
  return made!;
}

function actorIn(role: Role): Actor {
  const { buildingId, businessId } = own;
  return { account: null, roles: [role], buildingIds: [buildingId], businessIds: [businessId] };
}

class RolledBack extends Error {}

/** Runs a call in a transaction that is always rolled back; says how it was refused, or that it was not. */
async function attempt(
  actor: Actor,
  call: (context: ServiceContext) => Promise<unknown>
): Promise<'let' | 'forbidden'> {
  const outcome: { value: 'let' | 'forbidden' } = { value: 'let' };
  const context = contextOf(database.db, { actor, quarter: 'iq-ost' });
  await database.db
    .transaction(async (db) => {
      try {
        await call({ ...context, db });
      } catch (error) {
        if (error instanceof DomainError && error.kind === 'forbidden') outcome.value = 'forbidden';
      }
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
  return outcome.value;
}

describe('the services', () => {
  it('are all decided about, and nothing is decided that is not there', async () => {
    expect(Object.keys(DECISIONS).sort()).toEqual(await listServices());
  });

  it.each(ROLES)('obey the capability table for the role %s', async (role) => {
    const wrong: string[] = [];
    for (const [name, decision] of Object.entries(DECISIONS)) {
      if (typeof decision === 'string' || !('call' in decision)) continue;
      const reach = CAPABILITY_TABLE[decision.capability][role] ?? 'none';
      for (const [whose, things] of [
        ['own', own],
        ['foreign', foreign]
      ] as const) {
        const wanted = reach === 'all' || (reach === 'own' && whose === 'own') ? 'let' : 'forbidden';
        const got = await attempt(actorIn(role), (context) => decision.call(context, things));
        if (got !== wanted) wrong.push(`${name} on ${whose} things: ${got}, not ${wanted}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(ROLES)('list for the role %s what the capability table reaches to', async (role) => {
    const wrong: string[] = [];
    const actor = actorIn(role);
    const context = contextOf(database.db, { actor, quarter: 'iq-ost' });
    for (const [name, decision] of Object.entries(DECISIONS)) {
      if (typeof decision === 'string' || !('list' in decision)) continue;
      const reach = CAPABILITY_TABLE[decision.capability][role] ?? 'none';
      const isLet = (await attempt(actor, decision.list)) === 'let';
      if (isLet !== (reach !== 'none')) wrong.push(`${name}: ${isLet ? 'let' : 'forbidden'}`);
      const listed = isLet ? await decision.list(context) : [];
      const isOfOthers = listed.some((id) => !actor.buildingIds.includes(id));
      if (isLet && listed.length === 0) wrong.push(`${name}: lists nothing`);
      if (isOfOthers !== (reach === 'all')) wrong.push(`${name}: ${isOfOthers ? 'lists foreign things' : 'only own'}`);
    }
    expect(wrong).toEqual([]);
  });

  it('about one’s own account want an account', async () => {
    const wrong: string[] = [];
    for (const [name, decision] of Object.entries(DECISIONS)) {
      if (typeof decision === 'string' || !('own' in decision)) continue;
      if ((await attempt(actorIn('public'), decision.own)) !== 'forbidden') wrong.push(name);
    }
    expect(wrong).toEqual([]);
  });
});
