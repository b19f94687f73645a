import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';

/** One step from a drawn style to the next. */
export type StyleChange =
  | { readonly kind: 'light'; readonly light: NonNullable<StyleSpecification['light']> }
  | { readonly kind: 'add'; readonly layer: LayerSpecification; readonly before: string | null }
  | { readonly kind: 'remove'; readonly id: string }
  | {
      readonly kind: 'paint' | 'layout';
      readonly id: string;
      readonly property: string;
      /** Undefined returns to the default. */
      readonly value: unknown;
    };

/**
 * The steps that turn one composed style into another. Sources and feature-state stay as they are, which
 * a swap of the whole style would lose.
 */
export function diffStyles(previous: StyleSpecification, next: StyleSpecification): StyleChange[] {
  const before = new Map(previous.layers.map((layer) => [layer.id, layer]));
  const after = new Set(next.layers.map((layer) => layer.id));
  const removed = previous.layers
    .filter((layer) => !after.has(layer.id))
    .map((layer): StyleChange => ({ kind: 'remove', id: layer.id }));
  const light: StyleChange[] =
    next.light === undefined || isSame(previous.light, next.light) ? [] : [{ kind: 'light', light: next.light }];
  const changed = next.layers.flatMap((layer, index): StyleChange[] => {
    const old = before.get(layer.id);
    if (old === undefined) {
      const follower = next.layers.slice(index + 1).find((candidate) => before.has(candidate.id));
      return [{ kind: 'add', layer, before: follower?.id ?? null }];
    }
    return [...diffProperties('layout', old, layer), ...diffProperties('paint', old, layer)];
  });
  return [...light, ...removed, ...changed];
}

function diffProperties(kind: 'paint' | 'layout', old: LayerSpecification, next: LayerSpecification): StyleChange[] {
  const from: Readonly<Record<string, unknown>> = { ...old[kind] };
  const to: Readonly<Record<string, unknown>> = { ...next[kind] };
  return [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .filter((property) => !isSame(from[property], to[property]))
    .map((property): StyleChange => ({ kind, id: next.id, property, value: to[property] }));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
