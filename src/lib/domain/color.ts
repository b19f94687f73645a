/** Colour arithmetic behind the palette: contrast, perceived distance and simulated colour blindness. */

/** A colour as `#rrggbb`. */
export type HexColor = `#${string}`;

type Triple = readonly [number, number, number];

/** Kinds of colour blindness: red-, green- and blue-blind. */
export const COLOR_VISIONS = ['protanopia', 'deuteranopia', 'tritanopia'] as const;
export type ColorVision = (typeof COLOR_VISIONS)[number];

/**
 * Matrices on linear sRGB for complete dichromacy (severity 1.0): Machado, Oliveira, Fernandes (2009),
 * "A Physiologically-based Model for Simulation of Color Vision Deficiency", table of the supplement.
 */
const DICHROMACY: Record<ColorVision, readonly [Triple, Triple, Triple]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ]
};

/** Linear red, green and blue in 0–1. Throws a `RangeError` on anything but `#rrggbb`. */
export function toLinear(color: HexColor): Triple {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (!match) throw new RangeError(`Not a #rrggbb colour: ${color}`);
  const channel = (hex: string | undefined): number => {
    const value = Number.parseInt(hex ?? '', 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(match[1]), channel(match[2]), channel(match[3])];
}

/** The nearest `#rrggbb` of a linear colour; channels outside 0–1 are clipped. */
export function fromLinear(linear: Triple): HexColor {
  const hex = linear.map((value) => {
    const clipped = Math.min(1, Math.max(0, value));
    const encoded = clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${hex.join('')}`;
}

function multiply(matrix: readonly [Triple, Triple, Triple], vector: Triple): Triple {
  const row = (r: Triple): number => r[0] * vector[0] + r[1] * vector[1] + r[2] * vector[2];
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** How a colour looks to a colour-blind reader. */
export function simulateVision(color: HexColor, vision: ColorVision): HexColor {
  return fromLinear(multiply(DICHROMACY[vision], toLinear(color)));
}

/** Relative luminance, 0–1 (WCAG 2.2). */
export function luminance(color: HexColor): number {
  const [red, green, blue] = toLinear(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, 1–21 (WCAG 2.2). */
export function contrastRatio(a: HexColor, b: HexColor): number {
  const [first, second] = [luminance(a), luminance(b)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** Lightness 0–1 and the two opponent axes (Ottosson 2020, https://bottosson.github.io/posts/oklab/). */
export function toOklab(color: HexColor): Triple {
  const cone = multiply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005]
    ],
    toLinear(color)
  );
  return multiply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766]
    ],
    [Math.cbrt(cone[0]), Math.cbrt(cone[1]), Math.cbrt(cone[2])]
  );
}

/** Perceived distance of two colours: Euclidean in OKLab; about 0.02 is just noticeable side by side. */
export function colorDistance(a: HexColor, b: HexColor): number {
  const [first, second] = [toOklab(a), toOklab(b)];
  return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

/** The colour between `a` (share 0) and `b` (share 1), mixed in linear light. */
export function mixColors(a: HexColor, b: HexColor, share: number): HexColor {
  const [first, second] = [toLinear(a), toLinear(b)];
  const between = (from: number, to: number): number => from + (to - from) * share;
  return fromLinear([between(first[0], second[0]), between(first[1], second[1]), between(first[2], second[2])]);
}
