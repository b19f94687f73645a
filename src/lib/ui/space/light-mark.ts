import type { MarkKey } from '../../domain/place-mark';
import type { QuarterView } from '../view/view.svelte';

/** Attributes of an entry of a list: while it is pointed at or has the focus, its mark on the map is lit. */
export function lightMark(view: Pick<QuarterView, 'litMark'>, key: MarkKey | null) {
  const light = (): void => void (view.litMark = key);
  const putOut = (): void => void (view.litMark = null);
  return { onpointerenter: light, onpointerleave: putOut, onfocusin: light, onfocusout: putOut };
}
