import type { FeatureCollection, Point } from 'geojson';
import type { MarkKind, PlaceMark } from '../domain/place-mark';
import type { MapBounds } from './options';
import type { QuarterData } from './quarter-data';
import { isInRing } from './ring-geometry';

export interface PlaceProperties {
  readonly kind: MarkKind;
  /** Id of the record; two kinds may share one, so it is not the feature's. */
  readonly record: number;
  readonly label: string;
  /** How many tags hang below this one at the same place. */
  readonly stack: number;
  /** Whether it stands on a house of the block, which is drawn in full height. */
  readonly onBlock: boolean;
}

export type PlaceFeatures = FeatureCollection<Point, PlaceProperties>;

/** Marks as points; those of one place hang above each other, like signs at one post. Ids are their order. */
export function placeFeatures(marks: readonly PlaceMark[], data: Pick<QuarterData, 'houses'>): PlaceFeatures {
  const stacks = new Map<string, number>();
  return {
    type: 'FeatureCollection',
    features: marks.map(({ kind, id, lon, lat, label }, index) => {
      const place = `${lon} ${lat}`;
      const stack = stacks.get(place) ?? 0;
      if (label !== '') stacks.set(place, stack + 1);
      const onBlock = data.houses.some(({ geometry }) => isInRing(geometry.coordinates[0] ?? [], [lon, lat]));
      return {
        type: 'Feature',
        id: index + 1,
        properties: { kind, record: id, label, stack, onBlock },
        geometry: { type: 'Point', coordinates: [lon, lat] }
      };
    })
  };
}

/** West, south, east and north of all marks; null where there are none. */
export function boundsOfMarks(marks: readonly Pick<PlaceMark, 'lon' | 'lat'>[]): MapBounds | null {
  if (marks.length === 0) return null;
  const [lons, lats] = [marks.map(({ lon }) => lon), marks.map(({ lat }) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
