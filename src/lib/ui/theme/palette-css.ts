import { inkOn, PALETTE, patternOn, type Pattern, type Swatch } from '../../domain/palette';
import { THEME_CLASSES } from '../../domain/theme';
import { THEMES } from '../../domain/view-state';

const STRIPE = 'var(--swatch-mark) 0 1.5px, transparent 1.5px 7px';
const RISING = `repeating-linear-gradient(135deg, ${STRIPE})`;
const FALLING = `repeating-linear-gradient(45deg, ${STRIPE})`;

/** Physical angles on purpose: a hatch leans the same way on a mirrored page, as in every printed legend. */
const PATTERN_IMAGES: Readonly<Record<Pattern, string>> = {
  none: 'none',
  hatch: RISING,
  backhatch: FALLING,
  dots: 'radial-gradient(circle, var(--swatch-mark) 1px, transparent 1.4px) 0 0 / 6px 6px',
  cross: `${RISING}, ${FALLING}`
};

/**
 * The style sheet of all theme classes: `[data-swatch='vacancy-vacant']` sets `--swatch-fill`, `--swatch-ink`
 * (text on it), `--swatch-mark` (the pattern's lines) and `--swatch-pattern` (a `background` layer) for light
 * and dark. Classes that look alike share a rule. `palette.css` is this text, written by the test that compares them
 * (`npx vitest run --project domain tests/ui/palette-css.test.ts -u`), so that no page works out colours.
 */
export function paletteCss(): string {
  const selectors = new Map<string, string[]>();
  for (const theme of THEMES) {
    for (const name of THEME_CLASSES[theme]) {
      const body = declareSwatch((PALETTE[theme] as Readonly<Record<string, Swatch>>)[name]!);
      const selector = `[data-swatch='${theme}-${name}']`;
      selectors.set(body, [...(selectors.get(body) ?? []), selector]);
    }
  }
  return [...selectors].map(([body, names]) => `${names.join(',')}{${body}}`).join('\n');
}

/** The declarations of one swatch. */
export function declareSwatch({ light, dark, pattern }: Swatch): string {
  return [
    `--swatch-fill:light-dark(${light},${dark})`,
    `--swatch-ink:light-dark(${inkOn(light)},${inkOn(dark)})`,
    `--swatch-mark:light-dark(${patternOn(light)},${patternOn(dark)})`,
    `--swatch-pattern:${PATTERN_IMAGES[pattern]}`
  ].join(';');
}
