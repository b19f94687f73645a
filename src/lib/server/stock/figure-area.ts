import { DomainError } from '../../domain/errors';
import { FIGURE_GROUPS, PUBLIC_FIGURE_CODES, type FigureCode, type FigureGroup } from '../../domain/figure';
import { isIsoDate, type IsoDate } from '../../domain/interval';
import { isCode } from '../../domain/codes';

/** What figures and attributes are asked for; a block without a slug is the one that the quarter opens on. */
export type FigureArea =
  | { readonly kind: 'building'; readonly id: number }
  | { readonly kind: 'block'; readonly slug?: string }
  | { readonly kind: 'district'; readonly code: string }
  | { readonly kind: 'quarter' }
  | { readonly kind: 'selection'; readonly unitIds: readonly number[] };

/** Most units of one free selection. */
export const MAX_SELECTION = 2000;

/**
 * Reads the parameter `scope`: `block` (the default), `block:<slug>`, `building:<id>`, `district:<code>`,
 * `quarter` or `units:<id>,<id>,…`. Throws `invalid` for anything else.
 */
export function readArea(text: string | null): FigureArea {
  const [kind = '', value] = (text ?? 'block').split(/:(.*)/s);
  const ids = (value ?? '').split(',').map(readId);
  switch (kind) {
    case 'quarter':
      if (value === undefined) return { kind };
      break;
    case 'block':
      if (value === undefined) return { kind };
      if (value !== '') return { kind, slug: value };
      break;
    case 'district':
      if (value) return { kind, code: value };
      break;
    case 'building':
      if (ids.length === 1 && ids[0] !== null) return { kind, id: ids[0]! };
      break;
    case 'units':
      if (ids.length <= MAX_SELECTION && ids.every((id) => id !== null)) return { kind: 'selection', unitIds: ids };
  }
  throw invalid('scope');
}

/** Reads the parameter `date`, today by default. Throws `invalid` for no real day. */
export function readDate(text: string | null, today: IsoDate): IsoDate {
  if (text === null) return today;
  if (!isIsoDate(text)) throw invalid('date');
  return text;
}

/** Reads the parameter `group`, `all` by default. Throws `invalid`. */
export function readGroup(text: string | null): FigureGroup {
  if (text === null) return 'all';
  if (!isCode(FIGURE_GROUPS, text)) throw invalid('group');
  return text;
}

/** Reads the parameter `definitions`, a list such as `V1,V5`; undefined means all. Throws `invalid`. */
export function readDefinitions(text: string | null): readonly FigureCode[] | undefined {
  if (text === null) return undefined;
  const codes = text.split(',');
  if (!codes.every((code) => isCode(PUBLIC_FIGURE_CODES, code))) throw invalid('definitions');
  return codes as FigureCode[];
}

function readId(text: string): number | null {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : null;
}

function invalid(parameter: string): DomainError {
  return new DomainError('invalid', 'parameter_invalid', { parameter });
}
