import type { StoreyType } from '../../src/lib/domain/codes';
import type { AuthoredPart, AuthoredStorey } from './authored';

/** Where a storey is: order from below, level (EG = 0) and its place above ground. */
export interface StoreyPlace {
  readonly type: StoreyType;
  readonly level: number;
  readonly sort: number;
  readonly baseM: number;
  readonly heightM: number;
}

/** Heights of the house that a part belongs to; null where no source has them. */
export interface HouseHeights {
  readonly eavesM: number | null;
  readonly ridgeM: number | null;
}

/** Height of a storey where no eaves are known, in metres. */
const USUAL_STOREY_M = 3.2;
const CELLAR_M = 2.6;
/** How far a raised ground floor, or a basement below it, stands out of the ground, in metres. */
const PLINTH_M = 1.2;
const LOWEST_ROOF_M = 2.2;

/** How the height up to the eaves is shared: ground floors are higher than the storeys above. */
const WEIGHT: Readonly<Record<StoreyType, number>> = { KG: 0, SOU: 0, EG: 1.2, HP: 1.05, ZG: 0.7, OG: 1, DG: 0 };

/**
 * Places the storeys of a part, given from below: full storeys share the height up to the eaves, roof
 * storeys that between eaves and ridge, cellars lie below ground. Authored `baseM` and `heightM` win.
 */
export function placeStoreys(part: AuthoredPart, house: HouseHeights): StoreyPlace[] {
  const { storeys } = part;
  const count = (type: StoreyType): number => storeys.filter((storey) => storey.type === type).length;
  const weights = storeys.reduce((sum, storey) => sum + WEIGHT[storey.type], 0);
  const plinthM = count('HP') > 0 ? PLINTH_M : 0;
  const eavesM = part.eavesM ?? house.eavesM ?? plinthM + weights * USUAL_STOREY_M;
  const ridgeM = part.ridgeM ?? house.ridgeM ?? eavesM;
  const roofM = Math.max(LOWEST_ROOF_M, (ridgeM - eavesM) / Math.max(1, count('DG')));
  const heightOf = (type: StoreyType): number => {
    if (type === 'KG' || type === 'SOU') return CELLAR_M;
    return type === 'DG' ? roofM : ((eavesM - plinthM) * WEIGHT[type]) / weights;
  };
  const below = storeys.filter(({ type }) => type === 'KG' || type === 'SOU');
  let baseM = plinthM - below.reduce((sum, storey) => sum + (storey.heightM ?? CELLAR_M), 0);
  let level = 0;
  return storeys.map((storey, index) => {
    const heightM = storey.heightM ?? heightOf(storey.type);
    const place = { baseM: round(storey.baseM ?? baseM), heightM: round(heightM) };
    baseM = (storey.baseM ?? baseM) + heightM;
    if (storey.type === 'OG' || storey.type === 'DG') level++;
    return { type: storey.type, ...place, ...levelOf(storey, { level, index, below: below.length }) };
  });
}

function levelOf(
  { type }: AuthoredStorey,
  { level, index, below }: { level: number; index: number; below: number }
): { level: number; sort: number } {
  if (type === 'KG' || type === 'SOU') return { level: index - below, sort: index - below };
  return type === 'ZG' ? { level, sort: level + 0.5 } : { level, sort: level };
}

function round(metres: number): number {
  return Math.round(metres * 100) / 100;
}
