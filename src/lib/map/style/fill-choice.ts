import { mixColors, type HexColor } from '../../domain/color';
import { findSwatch, patternOn, TOKENS, type Pattern, type Scheme } from '../../domain/palette';
import { THEME_CLASSES } from '../../domain/theme';
import type { Theme } from '../../domain/view-state';

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
 * Chooses fill and pattern for every class of a theme, visible and faded, once, so that thousands of units
 * only look up: `choose(classIndex, isVisible)`. A class outside the theme (`NO_CLASS`) gets the quiet colour.
 */
export function fillChooser(theme: Theme, scheme: Scheme): (classIndex: number, isVisible: boolean) => FillChoice {
  const quiet: FillChoice = { fill: TOKENS[scheme].faded, mark: null };
  const choices = THEME_CLASSES[theme].map((name) => {
    const swatch = findSwatch(theme, name);
    if (swatch === undefined) return { visible: quiet, faded: quiet };
    const fill = swatch[scheme];
    return {
      visible: { fill, mark: markOf(swatch.pattern, fill) },
      faded: { fill: mixColors(fill, quiet.fill, FADED_SHARE), mark: null }
    };
  });
  return (classIndex, isVisible) => {
    const choice = choices[classIndex];
    if (choice === undefined) return quiet;
    return isVisible ? choice.visible : choice.faded;
  };
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
