import type { PlaceMark } from '../../domain/place-mark';
import type { SpaceCard } from '../../domain/space';
import { recordHref } from '../view/links';
import { labelMark } from './space-text';

/** What the map is told of listed offers: a mark for each whose place may be shown, and their units to be lit. */
export function markSpaces(cards: readonly SpaceCard[]): { marks: PlaceMark[]; spotlight: number[] } {
  return {
    marks: cards.flatMap((card) => {
      if (card.position === null) return [];
      const [lon, lat] = card.position;
      const { listingId: id, unitId } = card;
      return [{ kind: 'listing', id, lon, lat, label: labelMark(card), href: recordHref('listing', id), unitId }];
    }),
    spotlight: cards.flatMap(({ unitId }) => unitId ?? [])
  };
}
