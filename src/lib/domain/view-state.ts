import {
  isCode,
  SHOWN_STATUSES,
  UNIT_KINDS,
  USE_CLASSES,
  type ShownStatus,
  type UnitKind,
  type UseClass
} from './codes';
import { PUBLIC_FIGURE_CODES, type FigureCode } from './figure';
import { isIsoDate, type IsoDate } from './interval';

export const THEMES = ['vacancy', 'use', 'plan', 'difference', 'renewal', 'duration', 'freshness'] as const;
export type Theme = (typeof THEMES)[number];

/** Extruded storey by storey, or flat footprints showing the ground floor. */
export const MAP_FORMS = ['storeys', 'flat'] as const;
export type MapForm = (typeof MAP_FORMS)[number];

export const STAGES = ['map', 'table'] as const;
export type Stage = (typeof STAGES)[number];

export const TABLE_SORTS = [
  'place',
  'storey',
  'kind',
  'area',
  'status',
  'use',
  'target',
  'duration',
  'checked'
] as const;
export type TableSort = (typeof TABLE_SORTS)[number];

/** Which units are shown; an empty list does not restrict. */
export interface UnitFilter {
  readonly status: readonly ShownStatus[];
  readonly use: readonly UseClass[];
  readonly kind: readonly UnitKind[];
  readonly minSqm: number | null;
  readonly maxSqm: number | null;
  /** Only units on ground-floor level. */
  readonly isGroundFloor: boolean;
}

/** The settings of a view that are worth sharing. Search parameters hold them, defaults are left out. */
export interface ViewState {
  readonly theme: Theme;
  /** Null means today. */
  readonly date: IsoDate | null;
  /** Shows what was recorded at the end of that day; null is what is known now. For those who may. */
  readonly known: IsoDate | null;
  readonly form: MapForm;
  readonly stage: Stage;
  readonly definition: FigureCode;
  readonly filter: UnitFilter;
  readonly sort: TableSort;
  readonly isDescending: boolean;
}

export const EMPTY_FILTER: UnitFilter = {
  status: [],
  use: [],
  kind: [],
  minSqm: null,
  maxSqm: null,
  isGroundFloor: false
};

export const DEFAULT_VIEW: ViewState = {
  theme: 'vacancy',
  date: null,
  known: null,
  form: 'storeys',
  stage: 'map',
  definition: 'V1',
  filter: EMPTY_FILTER,
  sort: 'place',
  isDescending: false
};

/** The search parameters of a view in their canonical order; every other parameter is left alone. */
export const VIEW_PARAMETERS = [
  'theme',
  'date',
  'known',
  'form',
  'view',
  'figure',
  'status',
  'use',
  'kind',
  'area',
  'ground',
  'sort',
  'dir'
] as const;
type ViewParameter = (typeof VIEW_PARAMETERS)[number];

const FIRST_DATE = '1900-01-01';
const LAST_DATE = '2200-12-31';
const LARGEST_SQM = 1_000_000;
const AREA = /^(\d{1,7}(?:\.\d{1,2})?)?-(\d{1,7}(?:\.\d{1,2})?)?$/;

/**
 * Reads a view from search parameters and never throws: what is missing, broken, unknown or from an old link
 * is the default for that parameter alone, an unknown code within a list is left out of the list. Lists may be
 * given with commas or by repeating the parameter, as a form without JavaScript does.
 */
export function parseViewState(search: URLSearchParams): ViewState {
  const [minSqm, maxSqm] = parseArea(search.get('area'));
  return {
    theme: parseCode(THEMES, search.get('theme'), DEFAULT_VIEW.theme),
    date: readViewDate(search.get('date')),
    known: readViewDate(search.get('known')),
    form: parseCode(MAP_FORMS, search.get('form'), DEFAULT_VIEW.form),
    stage: parseCode(STAGES, search.get('view'), DEFAULT_VIEW.stage),
    definition: parseCode(PUBLIC_FIGURE_CODES, search.get('figure'), DEFAULT_VIEW.definition),
    filter: {
      status: parseList(SHOWN_STATUSES, search.getAll('status')),
      use: parseList(USE_CLASSES, search.getAll('use')),
      kind: parseList(UNIT_KINDS, search.getAll('kind')),
      minSqm,
      maxSqm,
      isGroundFloor: search.get('ground') === '1'
    },
    sort: parseCode(TABLE_SORTS, search.get('sort'), DEFAULT_VIEW.sort),
    isDescending: search.get('dir') === 'desc'
  };
}

/** The search parameters of `view` in canonical order, defaults left out. */
export function formatViewState(view: ViewState): URLSearchParams {
  const { filter } = view;
  const texts: Record<ViewParameter, string> = {
    theme: omitDefault(view.theme, DEFAULT_VIEW.theme),
    date: view.date ?? '',
    known: view.known ?? '',
    form: omitDefault(view.form, DEFAULT_VIEW.form),
    view: omitDefault(view.stage, DEFAULT_VIEW.stage),
    figure: omitDefault(view.definition, DEFAULT_VIEW.definition),
    status: formatList(SHOWN_STATUSES, filter.status),
    use: formatList(USE_CLASSES, filter.use),
    kind: formatList(UNIT_KINDS, filter.kind),
    area: filter.minSqm === null && filter.maxSqm === null ? '' : `${filter.minSqm ?? ''}-${filter.maxSqm ?? ''}`,
    ground: filter.isGroundFloor ? '1' : '',
    sort: omitDefault(view.sort, DEFAULT_VIEW.sort),
    dir: view.isDescending ? 'desc' : ''
  };
  const search = new URLSearchParams();
  for (const name of VIEW_PARAMETERS) if (texts[name] !== '') search.set(name, texts[name]);
  return search;
}

/** What a link changes about a view; a filter may be given in part. */
export type ViewChange = Partial<Omit<ViewState, 'filter'>> & { readonly filter?: Partial<UnitFilter> };

/** The query of a link that changes the view of `search`: `?theme=use&date=2026-01-01`, or `''`. Other parameters stay. */
export function withView(search: URLSearchParams, change: ViewChange): string {
  const view = parseViewState(search);
  const next = formatViewState({ ...view, ...change, filter: { ...view.filter, ...change.filter } });
  for (const [name, value] of search) {
    if (!isCode(VIEW_PARAMETERS, name)) next.append(name, value);
  }
  const query = next.toString().replaceAll('%2C', ',');
  return query === '' ? '' : `?${query}`;
}

function omitDefault(value: string, byDefault: string): string {
  return value === byDefault ? '' : value;
}

function parseCode<T extends string>(codes: readonly T[], text: string | null, byDefault: T): T {
  return codes.find((code) => code === text) ?? byDefault;
}

/** The day that a `date` or `known` parameter names; null where it is none between 1900 and 2200. */
export function readViewDate(text: string | null): IsoDate | null {
  return isIsoDate(text) && text >= FIRST_DATE && text <= LAST_DATE ? text : null;
}

function parseList<T extends string>(codes: readonly T[], texts: readonly string[]): readonly T[] {
  const chosen = new Set(texts.flatMap((text) => text.split(',')));
  return codes.filter((code) => chosen.has(code));
}

function formatList<T extends string>(codes: readonly T[], chosen: readonly T[]): string {
  return codes.filter((code) => chosen.includes(code)).join(',');
}

function parseArea(text: string | null): readonly [min: number | null, max: number | null] {
  const match = AREA.exec(text ?? '');
  if (!match) return [null, null];
  const min = match[1] === undefined ? null : Number(match[1]);
  const max = match[2] === undefined ? null : Number(match[2]);
  if ((min ?? 0) > LARGEST_SQM || (max ?? 0) > LARGEST_SQM) return [null, null];
  return min !== null && max !== null && min > max ? [null, null] : [min, max];
}
