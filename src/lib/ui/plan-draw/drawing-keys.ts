import type { DrawingDesk } from './drawing-desk.svelte';
import { findTarget } from './find-target';
import { SELECT, toolOfKey } from './tool';

/**
 * What keys do while somebody draws: back and forth anywhere, the tools and what is done to the chosen only while the
 * focus is in palette, houses or map (WCAG 2.1.4).
 */
export function hearDrawingKeys(desk: DrawingDesk, stopOutline: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.altKey || isTyping(event.target)) return;
    if (event.ctrlKey || event.metaKey) goBack(desk, event, stopOutline);
    else if (event.target instanceof Element && event.target.closest('[data-keys]')) takeKey(desk, event, stopOutline);
  };
}

function goBack(desk: DrawingDesk, event: KeyboardEvent, stopOutline: () => void): void {
  const isRedo = event.code === 'KeyY' || (event.code === 'KeyZ' && event.shiftKey);
  if (!isRedo && event.code !== 'KeyZ') return;
  event.preventDefault();
  stopOutline();
  if (isRedo) desk.redo();
  else desk.undo();
}

function takeKey(desk: DrawingDesk, event: KeyboardEvent, stopOutline: () => void): void {
  if (event.key === 'Escape') {
    if (desk.tool.kind === 'select') desk.choose([]);
    desk.tool = SELECT;
    return stopOutline();
  }
  if (event.shiftKey) return;
  if (event.code === 'KeyJ') return desk.join(desk.chosen);
  if (event.code === 'KeyS') return desk.separate(desk.chosen);
  const tool = toolOfKey(event);
  if (tool === null) return;
  event.preventDefault();
  const focused = findTarget(event.target);
  const targets = desk.targetsOf(focused?.unitId ?? null);
  if (tool.kind === 'select' || targets.length === 0) desk.tool = tool;
  else desk.apply(tool, targets);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, dialog') !== null;
}
