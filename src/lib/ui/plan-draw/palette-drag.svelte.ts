import type { DrawingTarget } from '../../domain/plan/plan-drawing';
import type { Tool } from './tool';

/** A pointer that moves less than this is a press. */
const LEAST_PX = 6;

interface DragOptions {
  /** The unit, or its part, at a place of the window; null beside all of them. */
  readonly find: (clientX: number, clientY: number) => DrawingTarget | null;
  readonly drop: (tool: Tool, target: DrawingTarget) => void;
}

/**
 * Dragging a use from the palette onto a unit, by mouse, pen or touch. Libraries for dragging know elements that are sorted
 * or exchanged; ours ends on units of a drawing or of a WebGL map, which are no elements, and needs two listeners.
 */
export class PaletteDrag {
  readonly #options: DragOptions;
  tool = $state.raw<Tool | null>(null);
  x = $state(0);
  y = $state(0);
  over = $state.raw<DrawingTarget | null>(null);
  /** True while the press that ended a drag is still on its way. */
  hasJustEnded = false;

  constructor(options: DragOptions) {
    this.#options = options;
  }

  readonly begin = (event: PointerEvent, tool: Tool): void => {
    this.hasJustEnded = false;
    if (event.button !== 0 || tool.kind === 'select') return;
    const { clientX, clientY, pointerId } = event;
    const source = event.currentTarget as HTMLElement;
    const life = new AbortController();
    const { signal } = life;
    const end = (): void => {
      life.abort();
      this.tool = null;
      this.over = null;
    };
    const move = (moved: PointerEvent): void => {
      if (moved.pointerId !== pointerId) return;
      if (this.tool === null) {
        if (Math.hypot(moved.clientX - clientX, moved.clientY - clientY) < LEAST_PX) return;
        source.setPointerCapture(pointerId);
        this.tool = tool;
      }
      [this.x, this.y] = [moved.clientX, moved.clientY];
      this.over = this.#options.find(moved.clientX, moved.clientY);
    };
    const drop = (ended: PointerEvent): void => {
      if (ended.pointerId !== pointerId) return;
      const target = this.tool === null ? null : this.#options.find(ended.clientX, ended.clientY);
      this.hasJustEnded = this.tool !== null;
      end();
      if (target !== null) this.#options.drop(tool, target);
    };
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', drop, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('keydown', (pressed) => pressed.key === 'Escape' && end(), { signal });
  };
}
