import { describe, expect, it } from 'vitest';
import { COLOR_VISIONS, colorDistance, contrastRatio, simulateVision, type HexColor } from '../../src/lib/domain/color';
import { findSwatch, inkOn, PALETTE, patternOn, SCHEMES, TOKENS, type Swatch } from '../../src/lib/domain/palette';
import { THEME_CLASSES } from '../../src/lib/domain/theme';
import { THEMES } from '../../src/lib/domain/view-state';

const themeSwatches = THEMES.map((theme) => ({
  theme,
  swatches: Object.entries<Swatch>(PALETTE[theme]).map(([name, swatch]) => ({ name, ...swatch }))
}));

const everySwatch = SCHEMES.flatMap((scheme) =>
  themeSwatches.flatMap(({ theme, swatches }) =>
    swatches.map(({ name, pattern, ...fills }) => ({
      label: `${scheme} ${theme} ${name}`,
      fill: fills[scheme],
      pattern
    }))
  )
);

const everyPair = SCHEMES.flatMap((scheme) =>
  themeSwatches.flatMap(({ theme, swatches }) =>
    swatches.flatMap((first, index) =>
      swatches.slice(index + 1).map((second) => ({
        label: `${scheme} ${theme}: ${first.name} and ${second.name}`,
        fills: [first[scheme], second[scheme]] as const,
        samePattern: first.pattern === second.pattern
      }))
    )
  )
);

/** The smallest distance that a reader of any colour vision sees. */
function leastSeen(a: HexColor, b: HexColor): number {
  return Math.min(
    ...COLOR_VISIONS.map((vision) => colorDistance(simulateVision(a, vision), simulateVision(b, vision)))
  );
}

describe('palette', () => {
  it.each(THEMES)('has exactly the classes of the theme %s', (theme) => {
    expect(Object.keys(PALETTE[theme]).sort()).toEqual([...THEME_CLASSES[theme]].sort());
  });

  it.each(everySwatch)('carries readable text: $label', ({ fill }) => {
    expect(contrastRatio(fill, inkOn(fill))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(everySwatch.filter(({ pattern }) => pattern !== 'none'))(
    'shows its pattern without costing text its contrast: $label',
    ({ fill }) => {
      expect(contrastRatio(fill, patternOn(fill))).toBeGreaterThanOrEqual(1.5);
      expect(contrastRatio(patternOn(fill), inkOn(fill))).toBeGreaterThanOrEqual(4.5);
    }
  );

  it.each(everyPair.filter(({ samePattern }) => samePattern))(
    'tells classes of one pattern apart by colour in every colour vision: $label',
    ({ fills: [a, b] }) => {
      expect(colorDistance(a, b)).toBeGreaterThanOrEqual(0.09);
      expect(leastSeen(a, b)).toBeGreaterThanOrEqual(0.065);
    }
  );

  it.each(everySwatch.filter(({ label, pattern }) => pattern === 'none' && !label.endsWith('no_target')))(
    'lifts classes off the surroundings and the ground: $label',
    ({ label, fill }) => {
      const { mass, paper } = TOKENS[label.startsWith('light') ? 'light' : 'dark'];
      expect(colorDistance(fill, mass)).toBeGreaterThanOrEqual(0.06);
      expect(colorDistance(fill, paper)).toBeGreaterThanOrEqual(0.06);
    }
  );

  it('draws every "unknown" dotted and never in the colour of let or vacant', () => {
    const unknown = PALETTE.vacancy.unknown;
    expect([unknown, PALETTE.use.unknown, PALETTE.duration.unknown, PALETTE.renewal.unknown]).toEqual(
      Array.from({ length: 4 }, () => ({ ...unknown, pattern: 'dots' }))
    );
    for (const scheme of SCHEMES) {
      expect(leastSeen(unknown[scheme], PALETTE.vacancy.occupied[scheme])).toBeGreaterThan(0.1);
      expect(leastSeen(unknown[scheme], PALETTE.vacancy.vacant[scheme])).toBeGreaterThan(0.1);
    }
  });

  it('finds swatches by plain strings and knows what it does not have', () => {
    expect(findSwatch('vacancy', 'vacant')).toEqual(PALETTE.vacancy.vacant);
    expect(findSwatch('vacancy', 'toString')).toBeUndefined();
  });
});

describe('tokens', () => {
  const texts = SCHEMES.flatMap((scheme) => {
    const { paper, card, mass, street, ink, inkSoft, brick, teal, onAccent } = TOKENS[scheme];
    return [
      ...Object.entries({ ink, inkSoft }).flatMap(([name, text]) =>
        Object.entries({ paper, card, mass, street }).map(([ground, fill]) => ({
          label: `${scheme} ${name} on ${ground}`,
          text,
          fill
        }))
      ),
      ...Object.entries({ brick, teal }).flatMap(([name, text]) => [
        { label: `${scheme} ${name} on paper`, text, fill: paper },
        { label: `${scheme} ${name} on card`, text, fill: card },
        { label: `${scheme} text on ${name}`, text: onAccent, fill: text }
      ])
    ];
  });

  it.each(texts)('can be read: $label', ({ text, fill }) => {
    expect(contrastRatio(text, fill)).toBeGreaterThanOrEqual(4.5);
  });
});
