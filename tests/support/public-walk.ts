import { sql } from 'drizzle-orm';
import { GEO_LAYERS } from '../../src/lib/domain/geo-manifest';
import { getAttributeTable } from '../../src/lib/server/focus/attribute-table';
import { getBuilding } from '../../src/lib/server/building/building';
import { listBuildings } from '../../src/lib/server/building/building-list';
import { getBusiness, listBusinesses } from '../../src/lib/server/business/business';
import type { ServiceContext } from '../../src/lib/server/context';
import { getDistrict, listDistricts } from '../../src/lib/server/district';
import { getFigures, getVacancySeries } from '../../src/lib/server/stock/figure';
import { loadFocus, loadHouse } from '../../src/lib/server/focus/focus';
import { geoManifest } from '../../src/lib/server/geo/manifest';
import { findLayer, findTile } from '../../src/lib/server/geo/resource';
import { getListing, listListings } from '../../src/lib/server/listing/listing';
import { getMeasure, listMeasures } from '../../src/lib/server/measure/measure';
import { listSources } from '../../src/lib/server/record/provenance';
import { getQuarter } from '../../src/lib/server/quarter';
import { search } from '../../src/lib/server/search/search';
import { getUnit } from '../../src/lib/server/unit/unit';
import { getUsePlan, listUsePlans } from '../../src/lib/server/use-plan';

/** An answer of a service under the name of its call. */
export type Answer = readonly [call: string, bytes: string];

/** Calls every service that the public reaches, for every record, on several days. */
export async function walkServices(context: ServiceContext, days: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  const keep = (call: string, value: unknown) => answers.push([call, JSON.stringify(value)]);
  const idsOf = async (table: string) => {
    const rows = await context.db.execute<{ id: number }>(sql`select id from ${sql.identifier(table)} order by id`);
    return rows.map(({ id }) => id);
  };
  const attempt = async (call: string, read: () => Promise<unknown>) => {
    const [settled] = await Promise.allSettled([read()]);
    keep(call, settled.status === 'fulfilled' ? settled.value : String(settled.reason));
  };
  keep('getQuarter', await getQuarter(context));
  keep('loadFocus', await loadFocus(context));
  keep('listSources', await listSources(context));
  keep('listBuildings', await listBuildings(context));
  keep('listListings', await listListings(context));
  keep('listUsePlans', await listUsePlans(context));
  keep('getVacancySeries', await getVacancySeries(context, { kind: 'block' }));
  for (const { code } of await listDistricts(context)) keep(`getDistrict ${code}`, await getDistrict(context, code));
  for (const id of await idsOf('building')) {
    await attempt(`loadHouse ${id}`, () => loadHouse(context, id));
    await attempt(`getBuilding ${id}`, () => getBuilding(context, id, context.today));
  }
  for (const id of await idsOf('listing')) await attempt(`getListing ${id}`, () => getListing(context, id));
  for (const day of days) {
    keep(`listMeasures ${day}`, await listMeasures(context, { date: day }));
    keep(`listBusinesses ${day}`, await listBusinesses(context, { date: day }));
    keep(`getAttributeTable ${day}`, await getAttributeTable(context, { scope: { kind: 'quarter' }, date: day }));
    keep(`getFigures ${day}`, await getFigures(context, { scope: { kind: 'block' }, date: day }));
    for (const id of await idsOf('unit')) await attempt(`getUnit ${id} ${day}`, () => getUnit(context, id, day));
    for (const id of await idsOf('business'))
      await attempt(`getBusiness ${id} ${day}`, () => getBusiness(context, id, day));
    for (const id of await idsOf('measure'))
      await attempt(`getMeasure ${id} ${day}`, () => getMeasure(context, id, day));
    for (const id of await idsOf('use_plan'))
      await attempt(`getUsePlan ${id} ${day}`, () => getUsePlan(context, id, day));
  }
  return answers;
}

/** Every layer and the tiles around the given places. */
export async function walkGeometry(
  context: ServiceContext,
  tiles: readonly { readonly z: number; readonly x: number; readonly y: number }[]
): Promise<Answer[]> {
  const hash = '0'.repeat(16);
  const answers: Answer[] = [['geoManifest', JSON.stringify(await geoManifest(context))]];
  for (const layer of GEO_LAYERS) {
    const { resource } = await findLayer(context, { hash, layer });
    answers.push([`layer ${layer}`, resource.bodies.identity.toString()]);
  }
  for (const { z, x, y } of tiles) {
    const { resource } = await findTile(context, { hash, z: `${z}`, x: `${x}`, y: `${y}` });
    answers.push([`tile ${z}/${x}/${y}`, resource.bodies.identity.toString('latin1')]);
  }
  return answers;
}

export async function walkSearch(context: ServiceContext, queries: readonly string[]): Promise<Answer[]> {
  return Promise.all(
    queries.map(async (query): Promise<Answer> => [
      `search ${query}`,
      JSON.stringify((await search(context, query)).hits)
    ])
  );
}
