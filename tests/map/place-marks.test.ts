import { describe, expect, it } from 'vitest';
import { isSameMark, type PlaceMark } from '../../src/lib/domain/place-mark';
import { boundsOfMarks, placeFeatures } from '../../src/lib/map/place-marks';
import { composeStyle } from '../../src/lib/map/style/quarter-style';
import { PLACE_LAYERS } from '../../src/lib/map/style/place';
import { drawTag } from '../../src/lib/map/tag-image';
import { at, makeHouse } from './quarter-fixture';

function makeMark(id: number, [eastM, northM]: readonly [number, number], label = '787 €'): PlaceMark {
  const [lon = 0, lat = 0] = at(eastM, northM);
  return { kind: 'listing', id, lon, lat, label, href: `/listings/${id}` };
}

describe('marks of what a page lists', () => {
  const houses = [makeHouse(1, 0), makeHouse(2, 10)];

  it('stand on the roofs of the block, or on the low houses around it', () => {
    const { features } = placeFeatures([makeMark(7, [5, 6]), makeMark(8, [60, 6])], { houses });
    expect(features.map(({ properties }) => [properties.record, properties.onBlock])).toEqual([
      [7, true],
      [8, false]
    ]);
  });

  it('hang above each other where they share a place; a dot takes no room', () => {
    const marks = [makeMark(1, [5, 6]), makeMark(2, [5, 6], ''), makeMark(3, [5, 6]), makeMark(4, [15, 6])];
    const { features } = placeFeatures(marks, { houses });
    expect(features.map(({ properties }) => properties.stack)).toEqual([0, 1, 1, 0]);
  });

  it('are features of their own although a listing and a business may share an id', () => {
    const marks: PlaceMark[] = [makeMark(1, [5, 6]), { ...makeMark(1, [15, 6]), kind: 'business' }];
    const { features } = placeFeatures(marks, { houses });
    expect(features.map(({ id, properties }) => [id, properties.kind])).toEqual([
      [1, 'listing'],
      [2, 'business']
    ]);
    expect(isSameMark(marks[0]!, marks[1]!)).toBe(false);
    expect(isSameMark(marks[0]!, { kind: 'listing', id: 1 })).toBe(true);
    expect(isSameMark(marks[0]!, null)).toBe(false);
  });

  it('have bounds, none have none', () => {
    const bounds = boundsOfMarks([makeMark(1, [0, 50]), makeMark(2, [80, -20])])!;
    expect([...at(0, -20), ...at(80, 50)].map((value) => value.toFixed(6))).toEqual(
      bounds.map((value) => value.toFixed(6))
    );
    expect(boundsOfMarks([])).toBeNull();
  });

  it('lie over everything else, the lit one on top', () => {
    const order = composeStyle({
      sources: {
        units: '/u',
        roofs: '/r',
        houses: '/h',
        districts: '/d',
        block: '/b',
        streets: '/s'
      },
      attributions: {},
      fontFaces: {},
      scheme: 'light',
      locale: 'de',
      form: 'storeys',
      day: 20_000,
      latitude: 51.3,
      reducedMotion: false
    }).layers.map(({ id }) => id);
    expect(order.slice(-PLACE_LAYERS.length)).toEqual(order.filter((id) => PLACE_LAYERS.includes(id)));
    expect(order.at(-1)).toMatch(/^lit-place-/);
  });
});

describe('tag', () => {
  it.each([1, 2, 3])('is solid in the middle, open at its corners, and stretches between (%i)', (pixelRatio) => {
    const { width, height, data, stretchX, content } = drawTag(pixelRatio);
    const alpha = (x: number, y: number): number => data[(y * width + x) * 4 + 3]!;
    const edge = 0.75 * 255;
    expect(alpha(Math.floor(width / 2), Math.floor(height / 2))).toBe(255);
    expect(alpha(0, 0)).toBeLessThan(edge / 2);
    // The corner of the body is cut off round.
    expect(alpha(4 * pixelRatio, 4 * pixelRatio)).toBeLessThan(edge);
    expect(alpha(4 * pixelRatio, Math.floor(height / 2))).toBeGreaterThanOrEqual(Math.floor(edge));
    const [[from, to]] = stretchX;
    expect([from >= content[0], to <= content[2], from < to]).toEqual([true, true, true]);
  });
});
