import { describe, expect, it } from 'vitest';
import {
  COLOR_VISIONS,
  colorDistance,
  contrastRatio,
  fromLinear,
  luminance,
  mixColors,
  simulateVision,
  toLinear,
  toOklab
} from '../../src/lib/domain/color';

describe('colour arithmetic', () => {
  it('reads and writes the same colour', () => {
    expect(fromLinear(toLinear('#b4452b'))).toBe('#b4452b');
  });

  it('refuses what is not a hexadecimal colour', () => {
    expect(() => toLinear('#fff')).toThrow(RangeError);
  });

  it('knows the contrasts of WCAG', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 6);
    expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
    expect(luminance('#ffffff')).toBeCloseTo(1, 6);
  });

  it('knows the OKLab values that its author gives for sRGB red', () => {
    const [lightness, a, b] = toOklab('#ff0000');
    expect(lightness).toBeCloseTo(0.62796, 4);
    expect(a).toBeCloseTo(0.22486, 4);
    expect(b).toBeCloseTo(0.12585, 4);
  });

  it('mixes in linear light, so that half of black and white is #bcbcbc', () => {
    expect(mixColors('#000000', '#ffffff', 0.5)).toBe('#bcbcbc');
    expect(mixColors('#b4452b', '#14676b', 0)).toBe('#b4452b');
    expect(mixColors('#b4452b', '#14676b', 1)).toBe('#14676b');
  });
});

describe('simulated colour blindness', () => {
  it.each(COLOR_VISIONS)('leaves greys as they are: %s', (vision) => {
    expect(colorDistance(simulateVision('#8a8a8a', vision), '#8a8a8a')).toBeLessThan(0.01);
  });

  it('brings red and green of equal lightness together for red- and green-blind readers only', () => {
    const [red, green] = ['#c05a3c', '#7d8430'] as const;
    const seen = (vision: (typeof COLOR_VISIONS)[number]): number =>
      colorDistance(simulateVision(red, vision), simulateVision(green, vision));
    expect(seen('deuteranopia')).toBeLessThan(colorDistance(red, green) / 2);
    expect(seen('tritanopia')).toBeGreaterThan(colorDistance(red, green) / 2);
  });
});
