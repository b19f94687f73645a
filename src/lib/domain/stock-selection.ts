import { UNIT_KINDS, type UnitKind } from './codes';
import type { FigureGroup } from './figure';
import type { StockColumns } from './stock';

/** What a figure is asked for. Block, district and quarter are fixed areas; the others are free choices. */
export type FigureScope =
  | { readonly kind: 'quarter' }
  | { readonly kind: 'district'; readonly district: number }
  | { readonly kind: 'block'; readonly block: number }
  | { readonly kind: 'building'; readonly building: number }
  /** 1 keeps a unit; for any other selection or filter. */
  | { readonly kind: 'units'; readonly mask: Uint8Array };

const DWELLING = UNIT_KINDS.indexOf('dwelling');

/** Dwellings are a group of their own, every other kind counts as commercial. */
export function groupOfKind(kind: UnitKind): Exclude<FigureGroup, 'all'> {
  return kind === 'dwelling' ? 'dwelling' : 'commercial';
}

/** 1 for each unit of the scope and the group, whenever it exists. */
export function selectUnits({ units }: StockColumns, scope: FigureScope, group: FigureGroup): Uint8Array {
  const selection = selectScope(units, scope);
  if (group === 'all') return selection;
  const wantsDwellings = group === 'dwelling';
  for (let unit = 0; unit < selection.length; unit += 1) {
    if ((units.kind[unit] === DWELLING) !== wantsDwellings) selection[unit] = 0;
  }
  return selection;
}

function selectScope(units: StockColumns['units'], scope: FigureScope): Uint8Array {
  switch (scope.kind) {
    case 'quarter':
      return new Uint8Array(units.kind.length).fill(1);
    case 'district':
      return markEqual(units.district, scope.district);
    case 'block':
      return markEqual(units.block, scope.block);
    case 'building':
      return markEqual(units.building, scope.building);
    case 'units':
      return scope.mask.slice();
  }
}

function markEqual(column: Int32Array, wanted: number): Uint8Array {
  const marks = new Uint8Array(column.length);
  for (let row = 0; row < marks.length; row += 1) if (column[row] === wanted) marks[row] = 1;
  return marks;
}
