import { sql } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import type { Focus } from '../../domain/focus';
import type { ServiceContext } from '../context';
import { readFocusRows, type FocusScope } from './focus-rows';
import { arrangeFocus } from './focus-columns';
import { getQuarter } from '../quarter';

/**
 * The block that the map opens on, or another of the quarter by its slug or id, as columns. Throws `not_found` where the
 * quarter has no such block. What the actor may not see is not read from the database.
 */
export async function loadFocus(
  context: ServiceContext,
  options: { readonly block?: string | number } = {}
): Promise<Focus> {
  const quarter = await getQuarter(context);
  const wanted = options.block ?? quarter.settings.focusBlock;
  const isWanted = typeof wanted === 'number' ? sql`id = ${wanted}` : sql`slug = ${wanted}`;
  const [block] = await context.db.execute<BlockRow>(sql`
    select id, slug, name, is_assumption as "isAssumption", geometry from block
    where quarter_id = ${quarter.id} and ${isWanted}`);
  if (!block) throw new DomainError('not_found', 'block_not_found', { block: wanted });
  return load(context, quarter, block, { block: block.id });
}

/**
 * One house in the shape of a focus block, so that stacking view and table work for every house.
 * Throws `not_found`.
 */
export async function loadHouse(context: ServiceContext, buildingId: number): Promise<Focus> {
  const quarter = await getQuarter(context);
  const [found] = await context.db.execute<Nullable<BlockRow>>(sql`
    select k.id, k.slug, k.name, k.is_assumption as "isAssumption", k.geometry
    from building b left join block k on k.id = b.block_id
    where b.id = ${buildingId} and b.quarter_id = ${quarter.id}`);
  if (!found) throw new DomainError('not_found', 'building_not_found', { id: buildingId });
  return load(context, quarter, found.id === null ? null : (found as BlockRow), { building: buildingId });
}

type Nullable<T> = { [K in keyof T]: T[K] | null };
type BlockRow = { id: number; slug: string; name: string; isAssumption: boolean; geometry: string };

async function load(
  context: ServiceContext,
  quarter: Awaited<ReturnType<typeof getQuarter>>,
  block: BlockRow | null,
  scope: FocusScope
): Promise<Focus> {
  const rows = await readFocusRows(context, quarter, scope);
  return {
    block: block && { id: block.id, slug: block.slug, name: block.name, isAssumption: block.isAssumption },
    parameters: quarter.settings.parameters,
    ...arrangeFocus(rows, block?.geometry ?? null)
  };
}
