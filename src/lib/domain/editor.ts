import { can, reachOf, type Actor } from './access';
import type { UnitReference } from './unit';

/** What somebody may change, so that pages offer no more than that; the services decide anew. */
export interface Editor {
  /** Ids of the houses whose units they may change. */
  readonly houses: 'all' | readonly number[];
  readonly canCorrect: boolean;
  readonly canStructure: boolean;
  readonly canUndo: boolean;
}

/** Null for whoever may change no unit. */
export function editorOf(actor: Actor): Editor | null {
  const reach = reachOf(actor, 'occupancy:change');
  if (reach === 'none') return null;
  return {
    houses: reach === 'all' ? 'all' : actor.buildingIds,
    canCorrect: can(actor, 'occupancy:correct'),
    canStructure: can(actor, 'structure:change'),
    canUndo: can(actor, 'change:undo')
  };
}

export function mayEdit(editor: Editor | null, buildingId: number): boolean {
  return editor !== null && (editor.houses === 'all' || editor.houses.includes(buildingId));
}

/** May they offer the unit? Whoever changes units of a house offers them; dwellings and what has an offer are left out. */
export function mayOffer(
  editor: Editor | null,
  unit: Pick<UnitReference, 'kind' | 'building'> & { readonly listing: unknown }
): boolean {
  return unit.kind !== 'dwelling' && unit.listing === null && mayEdit(editor, unit.building.id);
}
