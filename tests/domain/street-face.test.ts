import { describe, expect, it } from 'vitest';
import { attributesOn } from '../../src/lib/domain/attributes';
import { toDayNumber } from '../../src/lib/domain/interval';
import { drawStreetFace } from '../../src/lib/domain/street-face';
import { makeFocus, type BuildingDraft } from './focus-factory';

const DAY = toDayNumber('2026-11-22');
const face = (drafts: BuildingDraft[]) => {
  const focus = makeFocus(drafts);
  return drawStreetFace(focus, attributesOn(focus, DAY));
};

describe('drawStreetFace', () => {
  it('puts the houses side by side as seen from the street: the highest number first', () => {
    const { houses, widthM } = face([
      { sequence: 1, frontM: 20, storeys: [] },
      { sequence: 3, frontM: 15, storeys: [] },
      { sequence: null, frontM: 99, storeys: [] },
      { sequence: 2, frontM: 30, storeys: [] }
    ]);
    expect(houses.map(({ building, xM, widthM: width }) => [building, xM, width])).toEqual([
      [1, 0, 15],
      [3, 15, 30],
      [0, 45, 20]
    ]);
    expect(widthM).toBe(65);
  });

  it('joins neighbours on one street, also where the street comes again', () => {
    const { streets } = face([
      { sequence: 4, frontM: 10, street: 'Eisenbahnstraße', storeys: [] },
      { sequence: 3, frontM: 11, street: 'Eisenbahnstraße', storeys: [] },
      { sequence: 2, frontM: 12, street: 'Hildegardstraße', storeys: [] },
      { sequence: 1, frontM: 13, street: 'Eisenbahnstraße', storeys: [] }
    ]);
    expect(streets).toEqual([
      { street: 'Eisenbahnstraße', xM: 0, widthM: 21 },
      { street: 'Hildegardstraße', xM: 21, widthM: 12 },
      { street: 'Eisenbahnstraße', xM: 33, widthM: 13 }
    ]);
  });

  it('places storeys by their heights and units by their share of the house', () => {
    const { houses, heightM, depthM } = face([
      { sequence: 2, frontM: 10, storeys: [] },
      {
        sequence: 1,
        frontM: 20,
        storeys: [
          { level: 0, type: 'EG', baseM: 0, heightM: 4.5, units: [{ areaSqm: 30 }, { areaSqm: 90 }] },
          { level: -1, type: 'KG', baseM: -2.5, heightM: 2.5, units: [{ to: '2020-01-01' }] },
          { level: 0, type: 'EG', part: 'rear', units: [{}] }
        ]
      }
    ]);
    const storeys = houses[1]!.storeys;
    expect(storeys.map(({ storey, baseM, heightM: height }) => [storey, baseM, height])).toEqual([
      [0, 0, 4.5],
      [1, -2.5, 2.5]
    ]);
    expect(storeys.map(({ units }) => units.map(({ unit, xM, widthM }) => [unit, xM, widthM]))).toEqual([
      [
        [0, 10, 5],
        [1, 15, 15]
      ],
      []
    ]);
    expect([heightM, depthM]).toEqual([22, 2.5]);
  });

  it('is empty without houses in sequence', () => {
    expect(face([{ sequence: null, storeys: [] }])).toEqual({
      widthM: 0,
      heightM: 0,
      depthM: 0,
      houses: [],
      streets: []
    });
  });
});
