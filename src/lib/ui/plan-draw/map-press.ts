import type { MapTarget } from '../../map/index';
import type { DrawingDesk } from './drawing-desk.svelte';

interface Press {
  /** Is what is pressed added to the choice, or taken out of it? */
  readonly isAdding: boolean;
  /** Ids of the units that exist on the day shown. */
  readonly units: ReadonlySet<number>;
}

/** A press on the map does what it does in the houses: the tool is used on a unit; a house or an area is chosen. */
export function pressMap(desk: DrawingDesk, target: MapTarget | null, press: Press): void {
  if (target === null) desk.choose([]);
  else if (target.kind === 'unit') pressUnit(desk, target.id, press);
  else if (target.kind === 'area') desk.chooseArea(desk.content.areas[target.id]?.id ?? null);
  else if (target.kind === 'building') chooseHouse(desk, target.id, press);
}

function pressUnit(desk: DrawingDesk, unitId: number, { isAdding, units }: Press): void {
  if (!units.has(unitId)) return;
  if (isAdding) return desk.toggle(unitId);
  desk.apply(desk.tool, desk.tool.kind === 'select' ? [{ unitId, part: null }] : desk.targetsOf(unitId));
  if (!desk.chosen.includes(unitId)) desk.choose([unitId]);
}

function chooseHouse(desk: DrawingDesk, buildingId: number, { isAdding, units }: Press): void {
  const own = [...units].filter((unitId) => desk.units.get(unitId)?.buildingId === buildingId);
  if (own.length > 0) desk.choose(isAdding ? [...new Set([...desk.chosen, ...own])] : own);
}
