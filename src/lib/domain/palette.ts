import { contrastRatio, mixColors, type HexColor } from './color';
import type { Theme } from './view-state';
import type { ThemeClass } from './theme';

/** Paper by day, a night plan on ink paper in the dark. */
export const SCHEMES = ['light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Marks that carry a class where colour alone would not: lines rising or falling, points, crossed lines. */
export const PATTERNS = ['none', 'hatch', 'backhatch', 'dots', 'cross'] as const;
export type Pattern = (typeof PATTERNS)[number];

/** How a class looks: its fill on paper and by night, and the pattern drawn upon it. */
export interface Swatch {
  readonly light: HexColor;
  readonly dark: HexColor;
  readonly pattern: Pattern;
}

function swatch(light: HexColor, dark: HexColor, pattern: Pattern = 'none'): Swatch {
  return { light, dark, pattern };
}

const UNKNOWN = swatch('#d6d0c2', '#565b5a', 'dots');
const WITHHELD = swatch('#c7d6df', '#3a4953');

const USES = {
  retail: swatch('#e1a12b', '#e6ae45'),
  gastronomy: swatch('#c14f29', '#ea7950'),
  health: swatch('#3a9c7c', '#38c59a'),
  office: swatch('#3b76a6', '#5c9dd4'),
  culture: swatch('#c484af', '#ccadd8'),
  education: swatch('#e0d35c', '#e6dc7a'),
  workshop: swatch('#76573a', '#a8845f', 'cross'),
  housing: swatch('#a6b5bc', '#8a9594'),
  storage: swatch('#59656d', '#6b7883', 'backhatch')
} as const;

/**
 * Fill and pattern of every class of every map theme, exhaustive by type. Two classes of a theme differ in
 * pattern or, also for colour-blind readers, clearly in colour; text in `inkOn(fill)` is readable on each.
 */
export const PALETTE: { readonly [T in Theme]: Readonly<Record<ThemeClass<T>, Swatch>> } = {
  vacancy: {
    occupied: swatch('#8196a3', '#72899a'),
    vacant: swatch('#cb461c', '#f2693c', 'hatch'),
    interim: swatch('#e3a72f', '#edb84a', 'backhatch'),
    works: swatch('#8464ab', '#a98bd0'),
    unusable: swatch('#4b423b', '#938172', 'cross'),
    unknown: UNKNOWN,
    withheld: WITHHELD
  },
  use: { ...USES, unused: swatch('#f6dccb', '#4f3931', 'hatch'), unknown: UNKNOWN, withheld: WITHHELD },
  plan: {
    ...USES,
    reserved: swatch('#f4e6c2', '#54482e', 'backhatch'),
    courtyard: swatch('#b9d08f', '#5c7a3f', 'dots'),
    no_target: swatch('#dde5e4', '#313f46')
  },
  difference: {
    no_target: swatch('#dde5e4', '#313f46'),
    realised: swatch('#267d64', '#4bb492'),
    same_use: swatch('#a8cdb4', '#9fd0b3'),
    to_settle: swatch('#e3a72f', '#edb84a', 'hatch'),
    change: swatch('#8464ab', '#a98bd0', 'backhatch'),
    not_comparable: UNKNOWN
  },
  renewal: {
    unrenovated: swatch('#9c3b26', '#d96b4f'),
    secured: swatch('#e0904f', '#e79a5e', 'hatch'),
    in_progress: swatch('#8464ab', '#a98bd0', 'backhatch'),
    partly_renovated: swatch('#a8cdb4', '#9fd0b3'),
    renovated: swatch('#267d64', '#4bb492'),
    new_build: swatch('#3b78a8', '#5f9dd0', 'cross'),
    unknown: UNKNOWN
  },
  duration: {
    in_use: swatch('#9fb0ba', '#566c7a'),
    frictional: swatch('#f3c594', '#f6d0a3'),
    long: swatch('#e3793f', '#ea8148'),
    structural: swatch('#8a2d17', '#b8452a', 'cross'),
    start_unknown: swatch('#e3793f', '#ea8148', 'hatch'),
    not_lettable: swatch('#786e8c', '#948aab', 'backhatch'),
    unknown: UNKNOWN,
    withheld: WITHHELD
  },
  freshness: {
    fresh: swatch('#14676b', '#7fd0cc'),
    ageing: swatch('#6fa9a4', '#4d9b98'),
    old: swatch('#e6cf8d', '#a3874a'),
    outdated: swatch('#b2602f', '#c06a42', 'hatch'),
    never: UNKNOWN
  }
};

/** Colours of page and map that are not classes. */
export interface Tokens {
  /** Ground of page and map. */
  readonly paper: HexColor;
  /** Panels and cards lying on the paper. */
  readonly card: HexColor;
  readonly ink: HexColor;
  readonly inkSoft: HexColor;
  readonly line: HexColor;
  /** Place and brand: district borders, today's mark. */
  readonly brick: HexColor;
  /** Action and plan: links, buttons, the plan's future. */
  readonly teal: HexColor;
  /** Text on `brick` and `teal`. */
  readonly onAccent: HexColor;
  /** Frame of the selected unit, in map, stacking view and table. */
  readonly selection: HexColor;
  readonly roof: HexColor;
  /** The block's own ground between its houses. */
  readonly courtyard: HexColor;
  readonly street: HexColor;
  readonly streetCasing: HexColor;
  /** Built surroundings. */
  readonly mass: HexColor;
  readonly massLine: HexColor;
  readonly park: HexColor;
  /** A class faded out by the filter is mixed towards this. */
  readonly faded: HexColor;
}

export const TOKENS: Readonly<Record<Scheme, Tokens>> = {
  light: {
    paper: '#f7f4ec',
    card: '#fffdf8',
    ink: '#1e2a30',
    inkSoft: '#566369',
    line: '#dcd5c5',
    brick: '#b4452b',
    teal: '#14676b',
    onAccent: '#ffffff',
    selection: '#1e2a30',
    roof: '#9a5f4b',
    courtyard: '#efe9da',
    street: '#ffffff',
    streetCasing: '#e6dfcf',
    mass: '#eae4d6',
    massLine: '#cfc7b5',
    park: '#dde6cf',
    faded: '#ece7db'
  },
  dark: {
    paper: '#12181c',
    card: '#1a2227',
    ink: '#ece6d8',
    inkSoft: '#a9b1ae',
    line: '#34414a',
    brick: '#f0937a',
    teal: '#6cc3c4',
    onAccent: '#0c1a1c',
    selection: '#fff6df',
    roof: '#6d4639',
    courtyard: '#1a2226',
    street: '#28333a',
    streetCasing: '#0b1013',
    mass: '#212b31',
    massLine: '#38454d',
    park: '#1a2823',
    faded: '#28333a'
  }
};

const DARK_INK: HexColor = '#12181b';
const LIGHT_INK: HexColor = '#ffffff';

/** The text colour, near-black or white, that is better read on a fill. */
export function inkOn(fill: HexColor): HexColor {
  return contrastRatio(fill, DARK_INK) >= contrastRatio(fill, LIGHT_INK) ? DARK_INK : LIGHT_INK;
}

/** Text on a pattern keeps at least this contrast (WCAG 2.2, AA), lines stand out from their fill by up to the second. */
const TEXT_CONTRAST = 4.5;
const PATTERN_CONTRAST = 1.65;

/** Darker lines that reach this are taken before lighter ones, which look like gaps. */
const PATTERN_ENOUGH = 1.5;

/**
 * Colour of the pattern's lines or points on a fill: as strong as it may be, lighter or darker, without
 * costing the text on it its contrast.
 */
export function patternOn(fill: HexColor): HexColor {
  const ink = inkOn(fill);
  const shares = Array.from({ length: 60 }, (_, step) => step / 100);
  const strongest = (towards: HexColor): { readonly color: HexColor; readonly contrast: number } =>
    shares
      .map((share) => mixColors(fill, towards, share))
      .map((color) => ({ color, contrast: contrastRatio(color, fill) }))
      .filter(({ color, contrast }) => contrast <= PATTERN_CONTRAST && contrastRatio(color, ink) >= TEXT_CONTRAST)
      .reduce((best, candidate) => (candidate.contrast > best.contrast ? candidate : best), {
        color: fill,
        contrast: 1
      });
  const [lighter, darker] = [strongest(LIGHT_INK), strongest(DARK_INK)];
  return darker.contrast >= PATTERN_ENOUGH || darker.contrast >= lighter.contrast ? darker.color : lighter.color;
}

/** Fill and pattern of a class given as a plain string; undefined where the theme has no such class. */
export function findSwatch(theme: Theme, name: string): Swatch | undefined {
  const swatches: Readonly<Record<string, Swatch>> = PALETTE[theme];
  return Object.hasOwn(swatches, name) ? swatches[name] : undefined;
}
