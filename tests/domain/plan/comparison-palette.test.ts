import { describe, expect, it } from 'vitest';
import { COLOR_VISIONS, colorDistance, contrastRatio, simulateVision } from '../../../src/lib/domain/color';
import { inkOn, patternOn, SCHEMES, TOKENS } from '../../../src/lib/domain/palette';
import { COMPARISON_CLASSES } from '../../../src/lib/domain/plan/comparison-codes';
import { COMPARISON_PALETTE } from '../../../src/lib/domain/plan/comparison-palette';

const swatches = SCHEMES.flatMap((scheme) =>
  COMPARISON_CLASSES.map((name) => {
    const { pattern, ...fills } = COMPARISON_PALETTE[name];
    return { label: `${scheme} ${name}`, scheme, name, fill: fills[scheme], pattern };
  })
);
const pairs = swatches.flatMap((first, index) =>
  swatches
    .slice(index + 1)
    .filter((second) => second.scheme === first.scheme)
    .map((second) => ({ label: `${first.label} and ${second.name}`, first, second }))
);

/** The distance that every reader sees, of any colour vision. */
const leastSeen = ({ first, second }: (typeof pairs)[number]): number =>
  Math.min(
    ...COLOR_VISIONS.map((vision) =>
      colorDistance(simulateVision(first.fill, vision), simulateVision(second.fill, vision))
    )
  );

describe('the colours of a comparison', () => {
  it.each(swatches)('carry readable text, on their pattern, too: $label', ({ fill, pattern }) => {
    expect(contrastRatio(fill, inkOn(fill))).toBeGreaterThanOrEqual(4.5);
    const mark = pattern === 'none' ? fill : patternOn(fill);
    expect(contrastRatio(mark, inkOn(fill))).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio(mark, fill)).toBeGreaterThanOrEqual(pattern === 'none' ? 1 : 1.5);
  });

  it.each(pairs.filter(({ first, second }) => first.pattern === second.pattern))(
    'of one pattern are told apart in every colour vision: $label',
    (pair) => {
      expect(colorDistance(pair.first.fill, pair.second.fill)).toBeGreaterThanOrEqual(0.09);
      expect(leastSeen(pair)).toBeGreaterThanOrEqual(0.065);
    }
  );

  it('tell gain and loss apart by more than their pattern, also to who sees no red or green', () => {
    const gains = pairs.filter(({ first, second }) => first.name === 'added' && second.name === 'removed');
    expect(gains).toHaveLength(SCHEMES.length);
    for (const pair of gains) expect(leastSeen(pair)).toBeGreaterThanOrEqual(0.03);
  });

  it.each(swatches.filter(({ pattern, name }) => pattern === 'none' && name !== 'untouched'))(
    'are lifted off the surroundings and the ground: $label',
    ({ scheme, fill }) => {
      const { mass, paper } = TOKENS[scheme];
      expect(colorDistance(fill, mass)).toBeGreaterThanOrEqual(0.06);
      expect(colorDistance(fill, paper)).toBeGreaterThanOrEqual(0.06);
    }
  );
});
