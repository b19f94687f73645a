const STEP = 0.02;
const LEAP = 0.1;

/** The share of the width, from the start of a line, that lies before a place on the screen. */
export function dragShare(
  clientX: number,
  { left, right, width }: Pick<DOMRect, 'left' | 'right' | 'width'>,
  isRtl: boolean
): number {
  if (width === 0) return 0.5;
  return clamp((isRtl ? right - clientX : clientX - left) / width);
}

/** Where a key leads a slider: arrows to where they point, pages by a leap, Home and End; null for any other key. */
export function stepShare(share: number, key: string, isRtl: boolean): number | null {
  const forward = isRtl ? 'ArrowLeft' : 'ArrowRight';
  const backward = isRtl ? 'ArrowRight' : 'ArrowLeft';
  const steps: Readonly<Record<string, number>> = {
    [forward]: STEP,
    [backward]: -STEP,
    ArrowUp: STEP,
    ArrowDown: -STEP,
    PageUp: LEAP,
    PageDown: -LEAP,
    Home: -1,
    End: 1
  };
  const by = steps[key];
  return by === undefined ? null : clamp(Math.round((share + by) * 100) / 100);
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));
