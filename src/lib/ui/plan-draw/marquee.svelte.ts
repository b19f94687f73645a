/** A pointer that moves less than this is a press. */
const LEAST_PX = 6;

export interface MarqueeBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A rectangle drawn by mouse over the houses: what it touches is chosen. Touch scrolls instead. */
export class Marquee {
  readonly #onChoose: (unitIds: readonly number[], isAdding: boolean) => void;
  /** In pixels of the window; null while none is drawn. */
  box = $state.raw<MarqueeBox | null>(null);
  /** True while the press that ended a rectangle is still on its way. */
  hasJustEnded = false;

  constructor(onChoose: (unitIds: readonly number[], isAdding: boolean) => void) {
    this.#onChoose = onChoose;
  }

  readonly begin = (event: PointerEvent): void => {
    this.hasJustEnded = false;
    if (event.button !== 0 || event.pointerType !== 'mouse') return;
    const { clientX, clientY, pointerId } = event;
    const area = event.currentTarget as HTMLElement;
    const life = new AbortController();
    const { signal } = life;
    const end = (): void => {
      life.abort();
      this.box = null;
    };
    const move = (moved: PointerEvent): void => {
      if (moved.pointerId !== pointerId) return;
      const [dx, dy] = [moved.clientX - clientX, moved.clientY - clientY];
      if (this.box === null && Math.hypot(dx, dy) < LEAST_PX) return;
      this.box = {
        left: Math.min(clientX, moved.clientX),
        top: Math.min(clientY, moved.clientY),
        width: Math.abs(dx),
        height: Math.abs(dy)
      };
    };
    const choose = (ended: PointerEvent): void => {
      if (ended.pointerId !== pointerId) return;
      const { box } = this;
      this.hasJustEnded = box !== null;
      end();
      if (box !== null) this.#onChoose(findTouched(area, box), ended.shiftKey || ended.ctrlKey || ended.metaKey);
    };
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', choose, { signal });
    window.addEventListener('pointercancel', end, { signal });
  };
}

/** Units that the rectangle touches, in the order of the page. */
function findTouched(area: HTMLElement, box: MarqueeBox): number[] {
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  return [...area.querySelectorAll<HTMLElement>('[data-unit]')].flatMap((element) => {
    const place = element.getBoundingClientRect();
    const isTouched = place.left < right && place.right > box.left && place.top < bottom && place.bottom > box.top;
    return isTouched ? [Number(element.dataset.unit)] : [];
  });
}
