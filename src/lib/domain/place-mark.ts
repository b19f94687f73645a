/** What has marks of its own on the map, beside houses and units. */
export const MARK_KINDS = ['listing', 'business'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** Which mark, or which entry of the list beside the map. */
export interface MarkKey {
  readonly kind: MarkKind;
  readonly id: number;
}

/**
 * An entry of the list beside the map, at its place. A page gives them as `data.marks`; nothing stands in them that the
 * list does not say.
 */
export interface PlaceMark extends MarkKey {
  readonly lon: number;
  readonly lat: number;
  /** A few characters, such as a rent, in the reader's language; empty for a plain dot. */
  readonly label: string;
  /** Where a press on the mark leads. */
  readonly href: string;
  /** The unit that is lit along with the mark, where it may be known. */
  readonly unitId?: number | null;
}

interface RecordKey {
  readonly kind: string;
  readonly id: number;
}

export function isSameMark(one: RecordKey | null, other: RecordKey | null): boolean {
  return one?.kind === other?.kind && one?.id === other?.id;
}
