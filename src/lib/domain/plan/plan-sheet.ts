import type { FocusAttributes } from '../attributes';
import type { PlanUse } from '../codes';
import type { Focus } from '../focus';
import type { Point, SiteStretch } from '../geometry';
import type { StoreyLabel } from '../storey';
import { drawStreetFace } from '../street-face';
import { indexEntries, partsOf, type PlanContent } from './plan-content';

/** What a sheet is printed on, lying on its side. */
export const SHEET_PAPERS = ['a4', 'a3'] as const;
export type SheetPaper = (typeof SHEET_PAPERS)[number];

/** Room on a page within its margins, in millimetres. */
export const PAPER_ROOM: Readonly<Record<SheetPaper, { readonly widthMm: number; readonly heightMm: number }>> = {
  a4: { widthMm: 273, heightMm: 186 },
  a3: { widthMm: 396, heightMm: 273 }
};

/** Scales of German site plans and elevations: 1 to so many. */
const SCALES = [100, 200, 250, 500, 750, 1000, 1500, 2000, 2500, 5000, 10_000, 20_000] as const;
const BARS_M = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const;

/** How metres become millimetres of paper. */
export interface SheetScale {
  /** The denominator, such as 500. */
  readonly denominator: number;
  readonly mmPerM: number;
  /** A round length for the scale bar, and its length on paper. */
  readonly barM: number;
  readonly barMm: number;
}

/** The largest usual scale at which something fits. */
export function chooseScale(
  size: { readonly widthM: number; readonly heightM: number },
  room: { readonly widthMm: number; readonly heightMm: number }
): SheetScale {
  const fits = (denominator: number) =>
    (size.widthM * 1000) / denominator <= room.widthMm && (size.heightM * 1000) / denominator <= room.heightMm;
  return describeScale(SCALES.find(fits) ?? SCALES.at(-1)!);
}

function describeScale(denominator: number): SheetScale {
  const mmPerM = 1000 / denominator;
  const barM = BARS_M.findLast((length) => length * mmPerM <= 45) ?? BARS_M[0];
  return { denominator, mmPerM, barM, barMm: barM * mmPerM };
}

/** What an elevation takes beside its houses: storeys at its side, its name above and house numbers below. */
export const FACE_SIDE_MM = 10;
const FACE_TEXT_MM = 14;
const FACE_GAPS_MM = { side: 8, below: 2 } as const;

/** The largest usual scale at which all elevations stand on one page, side by side where there is room. */
export function chooseFaceScale(
  faces: readonly Pick<SheetFace, 'widthM' | 'heightM'>[],
  room: { readonly widthMm: number; readonly heightMm: number }
): SheetScale {
  const fits = (denominator: number) => {
    const mmPerM = 1000 / denominator;
    let [heightMm, rowMm, reachedMm] = [0, 0, Infinity];
    for (const { widthM, heightM } of faces) {
      const widthMm = widthM * mmPerM + FACE_SIDE_MM;
      if (widthMm > room.widthMm) return false;
      const isBeside = reachedMm + FACE_GAPS_MM.side + widthMm <= room.widthMm;
      if (!isBeside) [heightMm, rowMm] = [heightMm + (rowMm === 0 ? 0 : rowMm + FACE_GAPS_MM.below), 0];
      reachedMm = isBeside ? reachedMm + FACE_GAPS_MM.side + widthMm : widthMm;
      rowMm = Math.max(rowMm, heightM * mmPerM + FACE_TEXT_MM);
    }
    return heightMm + rowMm <= room.heightMm;
  };
  return describeScale(SCALES.find(fits) ?? SCALES.at(-1)!);
}

/** What colours a place on the sheet; `null`: the plan says nothing of it. */
export type SheetUse = PlanUse | 'no_target';

/** A house on the site plan; points in metres within the frame. */
export interface SiteHouse {
  readonly id: number;
  readonly number: string | null;
  readonly rings: readonly (readonly Point[])[];
  /** Where its number stands. */
  readonly label: Point;
  /** Units of the ground floor. */
  readonly units: readonly { readonly rings: readonly (readonly Point[])[]; readonly use: SheetUse }[];
}

export interface SiteArea {
  /** As in the table of areas, from 1 on. */
  readonly number: number;
  readonly rings: readonly (readonly Point[])[];
  readonly label: Point;
  readonly use: PlanUse;
  readonly isBuilding: boolean;
}

export interface SitePlan {
  readonly widthM: number;
  readonly heightM: number;
  /** Outline of the block; empty where the plan is about none. */
  readonly ground: readonly (readonly Point[])[];
  readonly houses: readonly SiteHouse[];
  readonly areas: readonly SiteArea[];
  readonly streets: readonly (SiteStretch & { readonly name: string | null })[];
  readonly attribution: string;
}

/** A part of a unit as a rectangle in metres: x from the left of its elevation, `baseM` above the pavement. */
export interface FacePart {
  readonly xM: number;
  readonly widthM: number;
  readonly baseM: number;
  readonly heightM: number;
  readonly use: SheetUse;
  readonly isJoined: boolean;
}

export interface SheetHouse {
  readonly number: string | null;
  readonly xM: number;
  readonly widthM: number;
  /** Top of its highest storey, and of its roof. */
  readonly topM: number;
  readonly roofM: number;
  readonly parts: readonly FacePart[];
  readonly storeys: readonly { readonly label: StoreyLabel; readonly baseM: number; readonly heightM: number }[];
}

/** The houses of one street in a row, from the left as seen from it. */
export interface SheetFace {
  readonly street: string | null;
  readonly widthM: number;
  readonly heightM: number;
  readonly houses: readonly SheetHouse[];
}

/** The fronts of a block as a plan wants them, street by street. */
export function drawPlanFaces(focus: Focus, attributes: FocusAttributes, content: PlanContent): readonly SheetFace[] {
  const face = drawStreetFace(focus, attributes);
  const entries = indexEntries(content);
  const leads = new Set(content.entries.flatMap(({ joinedTo }) => joinedTo ?? []));
  return face.streets.map(({ street, xM: left, widthM }) => {
    const own = face.houses.filter((house) => house.xM >= left - 1e-6 && house.xM < left + widthM - 1e-6);
    const houses = own.map((house): SheetHouse => {
      const storeys = house.storeys.flatMap(({ label, baseM, heightM }) =>
        baseM + heightM <= 0.4 ? [] : [{ label, baseM: Math.max(0, baseM), heightM: heightM + Math.min(0, baseM) }]
      );
      const parts = house.storeys.flatMap(({ baseM, heightM, units }) =>
        baseM + heightM <= 0.4
          ? []
          : units.flatMap(({ unit, xM, widthM: unitM }) => {
              const unitId = focus.units.id[unit]!;
              const isJoined = leads.has(unitId) || (entries.get(unitId)?.joinedTo ?? null) !== null;
              const place = { baseM: Math.max(0, baseM), heightM: heightM + Math.min(0, baseM), isJoined };
              return cutParts(entries, unitId).map(({ use, from, to }) => ({
                ...{ ...place, use, xM: xM - left + from * unitM, widthM: (to - from) * unitM }
              }));
            })
      );
      const topM = Math.max(0, ...storeys.map(({ baseM, heightM }) => baseM + heightM));
      return {
        number: focus.buildings.houseNumber[house.building] ?? null,
        ...{ xM: house.xM - left, widthM: house.widthM, topM, roofM: Math.max(house.heightM, topM + 1.2) },
        ...{ parts, storeys }
      };
    });
    return { street, widthM, heightM: Math.max(0, ...houses.map(({ roofM }) => roofM)), houses };
  });
}

/** Shares of a unit's width by use, from the left; joined units show their lead's parts, one beside the other. */
function cutParts(
  entries: ReturnType<typeof indexEntries>,
  unitId: number
): readonly { readonly use: SheetUse; readonly from: number; readonly to: number }[] {
  const parts = partsOf(entries, unitId);
  if (parts.length === 0) return [{ use: 'no_target', from: 0, to: 1 }];
  const total = parts.reduce((sum, { areaSqm }) => sum + (areaSqm ?? 0), 0);
  const isMeasured = total > 0 && parts.every(({ areaSqm }) => areaSqm !== null);
  let reached = 0;
  return parts.map(({ use, areaSqm }, index) => {
    const from = reached;
    reached = index === parts.length - 1 ? 1 : from + (isMeasured ? areaSqm! / total : 1 / parts.length);
    return { use, from, to: reached };
  });
}
