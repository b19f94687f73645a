import { describe, expect, it } from 'vitest';
import { PALETTE } from '../../src/lib/domain/palette';
import type { PlanArea } from '../../src/lib/domain/plan/plan-content';
import { areaFeatures } from '../../src/lib/map/area-features';
import { rectangle } from './quarter-fixture';

const COURTYARD: PlanArea = {
  id: '0b0f2f5e-3f0c-4c3c-9a51-0d6a3a8f8a01',
  kind: 'courtyard',
  use: 'courtyard',
  storeys: 0,
  geometry: { type: 'Polygon', coordinates: [rectangle(0, 0, 10, 8) as unknown as readonly [number, number][]] },
  targetOn: '2028-12-31',
  wish: null,
  reason: null,
  translations: {}
};
const BUILDING: PlanArea = { ...COURTYARD, id: 'ffff', kind: 'building', use: 'health', storeys: 3 };

const draw = (areas: readonly PlanArea[], litId: string | null = null) =>
  areaFeatures(areas, { scheme: 'light', litId });

describe('areas of a plan on the map', () => {
  it('draws a courtyard once, on the ground, with the pattern of its use', () => {
    const { features, marks } = draw([COURTYARD]);
    expect(features.features.map(({ properties }) => [properties.base, properties.top])).toEqual([[0, 0]]);
    expect(features.features[0]!.properties.mark).toBe(marks[0]!.image);
    expect(marks[0]!.pattern).toBe('dots');
  });

  it('draws a new building storey by storey, each above the one before', () => {
    const { features, marks } = draw([COURTYARD, BUILDING]);
    const slabs = features.features
      .filter(({ properties }) => properties.row === 1)
      .map(({ properties }) => properties);
    expect(slabs).toHaveLength(3);
    for (const [index, { base, top }] of slabs.entries()) {
      expect(top).toBeGreaterThan(base);
      if (index > 0) expect(base).toBeGreaterThan(slabs[index - 1]!.top);
    }
    expect(slabs.every(({ fill, mark }) => fill === PALETTE.plan.health.light && mark === '')).toBe(true);
    expect(marks).toHaveLength(1);
  });

  it('lights the one area that is meant, in every storey', () => {
    const lit = draw([COURTYARD, BUILDING], BUILDING.id).features.features.map(({ properties }) => properties.isLit);
    expect(lit).toEqual([false, true, true, true]);
  });
});
