import type { Map as MaplibreMap } from 'maplibre-gl';
import { isSameMark, type MarkKey, type PlaceMark } from '../domain/place-mark';
import type { HoveredTarget } from './interaction';
import { placeFeatures, type PlaceFeatures } from './place-marks';
import type { QuarterData } from './quarter-data';
import { addTagImage } from './style-applier';

interface Held {
  readonly map: MaplibreMap;
  hold(source: 'places' | 'lit-place', features: PlaceFeatures): void;
}

/** The marks of what the page lists, and the one of them that is lit: by the pointer, or else by the page. */
export function createPlaceScene({ map, hold }: Held) {
  let marks: readonly PlaceMark[] = [];
  let features = placeFeatures([], { houses: [] });
  let hovered: MarkKey | null = null;
  let asked: MarkKey | null = null;
  let drawn: MarkKey | null = null;

  const lit = (): PlaceMark | undefined => marks.find((mark) => isSameMark(mark, hovered ?? asked));
  const showLit = (): void => {
    const index = marks.findIndex((mark) => isSameMark(mark, hovered ?? asked));
    drawn = marks[index] ?? null;
    hold('lit-place', { ...features, features: index < 0 ? [] : features.features.slice(index, index + 1) });
  };
  const relight = (): void => {
    if (!isSameMark(drawn, lit() ?? null)) showLit();
  };

  return {
    get marks() {
      return marks;
    },
    get lit(): MarkKey | null {
      const mark = lit();
      return mark === undefined ? null : { kind: mark.kind, id: mark.id };
    },
    /** The unit that the lit mark stands for. */
    get litUnits(): readonly number[] {
      const unitId = lit()?.unitId ?? null;
      return unitId === null ? [] : [unitId];
    },
    /** Draws everything anew: other marks, or other houses for them to stand on. */
    show(data: QuarterData, next: readonly PlaceMark[] = marks): void {
      addTagImage(map);
      marks = next;
      features = placeFeatures(marks, data);
      hold('places', features);
      showLit();
    },
    ask(next: MarkKey | null): void {
      asked = next;
      relight();
    },
    hover(next: HoveredTarget | null): void {
      hovered = next?.kind === 'listing' || next?.kind === 'business' ? { kind: next.kind, id: next.id } : null;
      relight();
    }
  };
}
