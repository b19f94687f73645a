import { sql } from 'drizzle-orm';
import type { ServiceContext } from '../context';
import type { PublicSpaces } from './public-spaces';

export type NeighbourRows = readonly (readonly [row: number, row: number])[];

const KEY = 'neighbours';

/**
 * Pairs of rows whose units stand side by side: no other unit that exists today lies between them on their storey.
 * Only where the place of both may be shown: that two offers are neighbours tells where they are.
 */
export function neighbourRows(context: ServiceContext, spaces: PublicSpaces): Promise<NeighbourRows> {
  const kept = spaces.results.get(KEY) as Promise<NeighbourRows> | undefined;
  if (kept) return kept;
  const found = readNeighbours(context, spaces);
  spaces.results.set(KEY, found);
  found.catch(() => {
    if (spaces.results.get(KEY) === found) spaces.results.delete(KEY);
  });
  return found;
}

async function readNeighbours({ db, today }: ServiceContext, { rows }: PublicSpaces): Promise<NeighbourRows> {
  const rowsByUnit = new Map<number, number[]>();
  const unitsByStorey = new Map<number, Set<number>>();
  rows.forEach(({ space, unitId, storeyId }, row) => {
    if (space.unitId === null) return;
    rowsByUnit.set(unitId, [...(rowsByUnit.get(unitId) ?? []), row]);
    unitsByStorey.set(storeyId, (unitsByStorey.get(storeyId) ?? new Set()).add(unitId));
  });
  const storeyIds = [...unitsByStorey].filter(([, units]) => units.size > 1).map(([id]) => id);
  if (storeyIds.length === 0) return [];
  const pairs = await db.execute<{ left: number; right: number }>(sql`
    select id as left, next as right from (
      select u.id, lead(u.id) over (partition by u.storey_id order by u.position, u.id) as next
      from unit u where u.storey_id = any(${`{${storeyIds.join()}}`}::integer[]) and u.valid @> ${today}::date) row
    where next is not null`);
  return pairs.flatMap(({ left, right }) =>
    (rowsByUnit.get(left) ?? []).flatMap((row) => (rowsByUnit.get(right) ?? []).map((next) => [row, next] as const))
  );
}
