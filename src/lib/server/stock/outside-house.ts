import type { Focus } from '../../domain/focus';
import type { ServiceContext } from '../context';
import { loadHouse } from '../focus/focus';
import { getQuarter } from '../quarter';

/**
 * The columns of a house outside of the block that every map page has loaded; null for a house of that block,
 * so that no page carries it twice.
 */
export async function loadOutsideHouse(
  context: ServiceContext,
  building: { readonly id: number; readonly block: { readonly slug: string } | null }
): Promise<Focus | null> {
  const { settings } = await getQuarter(context);
  return building.block?.slug === settings.focusBlock ? null : loadHouse(context, building.id);
}
