import { attributesOn } from '../../domain/attributes';
import type { BuildingReference } from '../../domain/building';
import { DomainError } from '../../domain/errors';
import type { Figure, FigureGroup } from '../../domain/figure';
import { filterUnits, isFilterEmpty } from '../../domain/filter';
import { toDayNumber, type IsoDate } from '../../domain/interval';
import type { UnitFilter } from '../../domain/view-state';
import { getBuilding } from '../building/building';
import type { ServiceContext } from '../context';
import { getDistrict } from '../district';
import { getFigures } from './figure';
import type { FigureArea } from './figure-area';
import { loadFocus, loadHouse } from '../focus/focus';
import { getQuarter } from '../quarter';

/** What the figures are of, ready to be named and linked. */
export type FigureSubject =
  | { readonly kind: 'quarter' | 'block'; readonly name: string }
  | { readonly kind: 'district'; readonly name: string; readonly code: string }
  | { readonly kind: 'building'; readonly building: BuildingReference };

export interface FigureSheet {
  readonly subject: FigureSubject;
  readonly figures: readonly Figure[];
  /** Units that the filter keeps; null where nothing is filtered. */
  readonly selectedCount: number | null;
}

export interface FigureSheetInput {
  readonly area: Exclude<FigureArea, { kind: 'selection' }>;
  readonly date: IsoDate;
  readonly group: FigureGroup;
  /** Holds for the units of a block or house; larger areas are counted whole. */
  readonly filter: UnitFilter;
}

/**
 * All public figures of an area on a day, or of the units that a filter keeps in a block or house. Throws
 * `not_found` for an area that the quarter does not have.
 */
export async function getFigureSheet(
  context: ServiceContext,
  { area, date, group, filter }: FigureSheetInput
): Promise<FigureSheet> {
  const subject = await nameSubject(context, area, date);
  if (isFilterEmpty(filter) || area.kind === 'district' || area.kind === 'quarter') {
    return { subject, figures: await getFigures(context, { scope: area, date, group }), selectedCount: null };
  }
  const unitIds = await listFilteredUnits(context, { area, date, filter });
  const scope = { kind: 'selection', unitIds } as const;
  return { subject, figures: await getFigures(context, { scope, date, group }), selectedCount: unitIds.length };
}

async function nameSubject(
  context: ServiceContext,
  area: FigureSheetInput['area'],
  date: IsoDate
): Promise<FigureSubject> {
  switch (area.kind) {
    case 'quarter':
      return { kind: 'quarter', name: (await getQuarter(context)).name };
    case 'district': {
      const { name, code } = await getDistrict(context, area.code);
      return { kind: 'district', name, code };
    }
    case 'building':
      return { kind: 'building', building: await getBuilding(context, area.id, date) };
    case 'block': {
      const { block } = await loadFocus(context, area.slug === undefined ? {} : { block: area.slug });
      if (!block) throw new DomainError('not_found', 'block_not_found');
      return { kind: 'block', name: block.name };
    }
  }
}

async function listFilteredUnits(
  context: ServiceContext,
  { area, date, filter }: Pick<FigureSheetInput, 'area' | 'date' | 'filter'>
): Promise<number[]> {
  const focus =
    area.kind === 'building'
      ? await loadHouse(context, area.id)
      : await loadFocus(context, area.kind === 'block' && area.slug !== undefined ? { block: area.slug } : {});
  const mask = filterUnits(filter, focus, attributesOn(focus, toDayNumber(date)));
  return focus.units.id.filter((_, unit) => mask[unit] === 1);
}
