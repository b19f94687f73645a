import type { FeatureCollection, Polygon } from 'geojson';
import { PALETTE, type Scheme } from '../domain/palette';
import type { PlanArea } from '../domain/plan/plan-content';
import { litFill, fillOf, type Mark } from './style/fill-choice';
import { STOREY_JOINT_M } from './style/style-context';

/** Height in metres that a storey of a new building is drawn with: nobody has planned it yet. */
const STOREY_M = 3.4;

export interface AreaProperties {
  /** Place of the area in what the map was given. */
  readonly row: number;
  /** Metres above the ground; both 0 for a part of the courtyard. */
  readonly base: number;
  readonly top: number;
  readonly fill: string;
  /** Image of the pattern, empty where the use has none. */
  readonly mark: string;
  readonly isLit: boolean;
}

export type AreaFeatures = FeatureCollection<Polygon, AreaProperties>;

/** The areas of a plan: a courtyard as one feature, a new building as one per storey; and the patterns that they need. */
export function areaFeatures(
  areas: readonly PlanArea[],
  { scheme, litId }: { readonly scheme: Scheme; readonly litId: string | null }
): { readonly features: AreaFeatures; readonly marks: readonly Mark[] } {
  const choices = areas.map(({ use }) => fillOf(PALETTE.plan[use], scheme));
  return {
    features: {
      type: 'FeatureCollection',
      features: areas.flatMap(({ id, storeys, geometry }, row) => {
        const { fill, mark } = choices[row]!;
        const isLit = id === litId;
        const shown = { row, fill: isLit ? litFill(fill, scheme, 'selection') : fill, mark: mark?.image ?? '', isLit };
        const coordinates = geometry.coordinates.map((ring) => ring.map((position) => [...position]));
        return Array.from({ length: Math.max(1, storeys) }, (_, storey) => ({
          type: 'Feature' as const,
          properties: {
            ...shown,
            base: storey * STOREY_M,
            top: storeys === 0 ? 0 : (storey + 1) * STOREY_M - STOREY_JOINT_M
          },
          geometry: { type: 'Polygon' as const, coordinates }
        }));
      })
    },
    marks: choices.flatMap(({ mark }) => mark ?? [])
  };
}
