import { and, eq, notInArray } from 'drizzle-orm';
import { areaSqm, boundsOf, overlapRatio, type Area } from '../../domain/geometry';
import type { Database } from '../db/client';
import { building } from '../db/schema/index';
import { BoundsIndex } from './bounds-index';

/** From this part of its area on, an imported house is one that the quarter describes itself. */
const MATCH_RATIO = 0.5;

interface OwnHouse {
  readonly bounds: readonly [number, number, number, number];
  readonly geometry: Area;
}

/** The houses that a quarter describes itself; imported ones never replace or double them. */
export class OwnHouses {
  readonly #index: BoundsIndex<OwnHouse>;

  constructor(houses: readonly OwnHouse[]) {
    this.#index = new BoundsIndex(houses);
  }

  /** Reads the houses of a quarter that no import has written. */
  static async read(db: Database, quarterId: number, importSources: readonly number[]): Promise<OwnHouses> {
    const own = importSources.length > 0 ? notInArray(building.sourceId, [...importSources]) : undefined;
    const rows = await db
      .select({ bounds: building.bounds, geometry: building.geometry })
      .from(building)
      .where(and(eq(building.quarterId, quarterId), own));
    return new OwnHouses(rows.map(({ bounds, geometry }) => ({ bounds, geometry: JSON.parse(geometry) as Area })));
  }

  /** True where more than half of the shape lies on own houses, or more than half of one of them under it. */
  covers(geometry: Area): boolean {
    let covered = 0;
    for (const { geometry: own } of this.#index.meeting(boundsOf(geometry))) {
      const ratio = overlapRatio(geometry, own);
      covered += ratio;
      if ((ratio * areaSqm(geometry)) / areaSqm(own) > MATCH_RATIO) return true;
    }
    return covered > MATCH_RATIO;
  }
}
