import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl';

/** Keys of feature-state: the colour of the class, and over it the colour of what is hovered or selected. */
export interface FillState {
  readonly fill?: string;
  readonly lit?: string;
}

/** The colour held in feature-state, so that a theme is switched without touching a source. */
export function stateFill(fallback: string | ExpressionSpecification): ExpressionSpecification {
  return ['to-color', ['coalesce', ['feature-state', 'lit'], ['feature-state', 'fill'], fallback]];
}

/** One value while feature-state `selected` or `hovered` holds, another otherwise. */
export function whenMarked<T extends string | number>(selected: T, hovered: T, otherwise: T): ExpressionSpecification {
  return [
    'case',
    ['boolean', ['feature-state', 'selected'], false],
    selected,
    ['boolean', ['feature-state', 'hovered'], false],
    hovered,
    otherwise
  ];
}

/** True for features that exist on the global-state property `day`: `from` inclusive, `to` exclusive or open. */
export function existsOnDay(): ExpressionSpecification {
  return [
    'all',
    ['<=', ['to-number', ['get', 'from']], ['to-number', ['global-state', 'day']]],
    ['>', ['coalesce', ['get', 'to'], Number.MAX_SAFE_INTEGER], ['to-number', ['global-state', 'day']]]
  ];
}

/** Existing units above the ground, each as its own slab. */
export function unitsAboveGround(): FilterSpecification {
  return ['all', existsOnDay(), ['>', ['get', 'top'], 0]];
}

/** Existing units of the ground floor, for the plan. */
export function unitsOfGroundFloor(): FilterSpecification {
  return ['all', existsOnDay(), ['==', ['get', 'level'], 0]];
}

/** A name in the reader's language, or as the place calls itself. */
export function localName(locale: string): ExpressionSpecification {
  return ['coalesce', ['get', `name_${locale}`], ['get', 'name']];
}
