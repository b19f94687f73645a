import type { Focus } from '../../domain/focus';
import type { FocusRows, OccupancyRow } from './focus-rows';
import { frontWidth } from '../geo/front';

type Columns = Omit<Focus, 'block' | 'parameters'>;

/** Turns rows into columns that point into one another by row index. `outline` is the block's GeoJSON text. */
export function arrangeFocus(snapshot: FocusRows, outline: string | null): Columns {
  const rows = sortByOwner(snapshot);
  const buildingRow = indexById(rows.buildings);
  const storeyRow = indexById(rows.storeys);
  const unitRow = indexById(rows.units);
  const businesses = listBusinesses(rows.occupancies);

  return {
    buildings: {
      ...pluck(rows.buildings, [
        'id',
        'sequence',
        'street',
        'houseNumber',
        'isCourtyard',
        'isMonument',
        'eavesM',
        'ridgeM'
      ]),
      frontM: rows.buildings.map((house) => frontWidth(house.geometry, house.isCourtyard ? null : outline))
    },
    storeys: {
      ...pluck(rows.storeys, ['id', 'part', 'level', 'type', 'sort', 'baseM', 'heightM']),
      building: rows.storeys.map((storey) => rowOf(buildingRow, storey.building))
    },
    units: {
      ...pluck(rows.units, [
        'id',
        'code',
        'position',
        'kind',
        'areaSqm',
        'areaType',
        'frontageM',
        'isStepFree',
        'isShopUsePlausible',
        'to'
      ]),
      storey: rows.units.map((unit) => rowOf(storeyRow, unit.storey)),
      from: rows.units.map((unit) => unit.from ?? rows.firstDay)
    },
    occupancies: {
      ...pluck(rows.occupancies, ['to', 'status', 'use', 'reason', 'activatableMonths', 'isStartKnown', 'checkedOn']),
      unit: rows.occupancies.map((occupancy) => rowOf(unitRow, occupancy.unit)),
      from: rows.occupancies.map((occupancy) => occupancy.from ?? rows.firstDay),
      business: rows.occupancies.map(({ business }) =>
        business === null ? null : (businesses.get(business)?.row ?? null)
      )
    },
    renewals: {
      ...pluck(rows.renewals, ['to', 'state']),
      building: rows.renewals.map((renewal) => rowOf(buildingRow, renewal.building)),
      from: rows.renewals.map((renewal) => renewal.from ?? rows.firstDay)
    },
    plan: rows.plan && {
      ...rows.plan,
      ...pluck(rows.targets, ['use', 'wish', 'targetOn']),
      unit: rows.targets.map((target) => rowOf(unitRow, target.unit))
    },
    businesses: { id: [...businesses.keys()], name: [...businesses.values()].map(({ name }) => name) },
    listings: { id: rows.listings.map(({ id }) => id), unit: rows.listings.map(({ unit }) => rowOf(unitRow, unit)) }
  };
}

/** Each table in the order of its owners' rows; within an owner the order of the query stays. */
function sortByOwner(rows: FocusRows): FocusRows {
  const storeys = sortByRank(rows.storeys, indexById(rows.buildings), ({ building }) => building);
  const units = sortByRank(rows.units, indexById(storeys), ({ storey }) => storey);
  return {
    ...rows,
    storeys,
    units,
    occupancies: sortByRank(rows.occupancies, indexById(units), ({ unit }) => unit),
    renewals: sortByRank(rows.renewals, indexById(rows.buildings), ({ building }) => building)
  };
}

function sortByRank<R>(rows: readonly R[], owners: ReadonlyMap<number, number>, ownerOf: (row: R) => number): R[] {
  return [...rows].sort((left, right) => rowOf(owners, ownerOf(left)) - rowOf(owners, ownerOf(right)));
}

function listBusinesses(occupancies: readonly OccupancyRow[]): ReadonlyMap<number, { row: number; name: string }> {
  const businesses = new Map<number, { row: number; name: string }>();
  for (const { business, businessName } of occupancies) {
    if (business === null || businessName === null || businesses.has(business)) continue;
    businesses.set(business, { row: businesses.size, name: businessName });
  }
  return businesses;
}

function indexById(rows: readonly { readonly id: number }[]): ReadonlyMap<number, number> {
  return new Map(rows.map(({ id }, row) => [id, row]));
}

function rowOf(index: ReadonlyMap<number, number>, id: number): number {
  const row = index.get(id);
  if (row === undefined) throw new Error(`row ${id} is outside the snapshot it was read in`);
  return row;
}

type Plucked<R, K extends keyof R> = { readonly [P in K]: readonly R[P][] };

function pluck<R, K extends keyof R>(rows: readonly R[], keys: readonly K[]): Plucked<R, K> {
  return Object.fromEntries(keys.map((key) => [key, rows.map((row) => row[key])])) as unknown as Plucked<R, K>;
}
