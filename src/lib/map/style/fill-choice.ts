import { mixColors, type HexColor } from '../../domain/color';
import { findSwatch, patternOn, TOKENS, type Pattern, type Scheme, type Swatch } from '../../domain/palette';
import { THEME_CLASSES } from '../../domain/theme';
import type { Colouring } from '../options';

/** A pattern as MapLibre's image that draws it. */
export interface Mark {
  readonly image: string;
  readonly pattern: Exclude<Pattern, 'none'>;
  readonly color: HexColor;
}

/** How one feature is drawn; `mark` is null where colour is enough or the feature is faded. */
export interface FillChoice {
  readonly fill: HexColor;
  readonly mark: Mark | null;
}

/** How far a class that the filter leaves out is mixed into the quiet colour of the surroundings. */
const FADED_SHARE = 0.86;

/**
 * Chooses fill and pattern for every class, visible and faded, once, so that thousands of units only look up:
 * `choose(classIndex, isVisible)`. A class that is none of them (`NO_CLASS`) gets the quiet colour.
 */
export function fillChooser(theme: Colouring, scheme: Scheme): (classIndex: number, isVisible: boolean) => FillChoice {
  const quiet: FillChoice = { fill: TOKENS[scheme].faded, mark: null };
  const choices = swatchesOf(theme).map((swatch) => {
    if (swatch === undefined) return { visible: quiet, faded: quiet };
    const visible = fillOf(swatch, scheme);
    return { visible, faded: { fill: mixColors(visible.fill, quiet.fill, FADED_SHARE), mark: null } };
  });
  return (classIndex, isVisible) => {
    const choice = choices[classIndex];
    if (choice === undefined) return quiet;
    return isVisible ? choice.visible : choice.faded;
  };
}

function swatchesOf(theme: Colouring): readonly (Swatch | undefined)[] {
  return typeof theme === 'string' ? THEME_CLASSES[theme].map((name) => findSwatch(theme, name)) : theme;
}

/** Fill and pattern of one swatch. */
export function fillOf(swatch: Swatch, scheme: Scheme): FillChoice {
  const fill = swatch[scheme];
  return { fill, mark: markOf(swatch.pattern, fill) };
}

function markOf(pattern: Pattern, fill: HexColor): Mark | null {
  if (pattern === 'none') return null;
  const color = patternOn(fill);
  return { image: `${pattern}-${color}`, pattern, color };
}

/** The colour of a feature under the pointer, or of the selected one: itself, nearer to the light. */
export function litFill(fill: HexColor, scheme: Scheme, reason: 'hover' | 'selection'): HexColor {
  const light: HexColor = scheme === 'light' ? '#ffffff' : '#fff6df';
  return mixColors(fill, light, reason === 'hover' ? 0.3 : 0.12);
}
