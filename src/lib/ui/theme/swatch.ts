import type { Theme } from '../../domain/view-state';

/** Attributes that give an element the fill, text colour and pattern of a class; spread them on it. */
export interface SwatchAttributes {
  readonly 'data-swatch': string;
}

/** The attribute that `palette.css` has a rule for. An unknown class gets no fill. */
export function swatchOf(theme: Theme, name: string): SwatchAttributes {
  return { 'data-swatch': `${theme}-${name}` };
}
