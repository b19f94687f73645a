import type { DrawingTarget } from '../../domain/plan/plan-drawing';

/** The unit of the drawing that an element belongs to, and the part of it where it is divided; null beside all units. */
export function findTarget(element: EventTarget | null): DrawingTarget | null {
  if (!(element instanceof Element)) return null;
  const unitId = element.closest<HTMLElement>('[data-unit]')?.dataset.unit;
  if (unitId === undefined) return null;
  const part = element.closest<HTMLElement>('[data-part]')?.dataset.part;
  return { unitId: Number(unitId), part: part === undefined ? null : Number(part) };
}
