import { expect, type Page } from '@playwright/test';
import { PALETTE, type Scheme, type Swatch } from '../../../src/lib/domain/palette';
import type { Theme } from '../../../src/lib/domain/view-state';
import type { MapContainer, MapTarget } from '../../../src/lib/map/options';

/** A place of the canvas, in pixels of the window, and what a press there opens. */
export interface MapPlace {
  readonly x: number;
  readonly y: number;
  readonly target: MapTarget;
}

const CANVAS = '.canvas';

/** The map by its own account: feature state and rendered features, not pixels. */
export function driveMap(page: Page) {
  const canvas = page.locator(CANVAS);
  const selection = () => canvas.evaluate((element) => (element as MapContainer).mapProbe?.selection);
  const fillOf = (unitId: number) =>
    canvas.evaluate((element, id) => (element as MapContainer).mapProbe?.featureState('units', id)['fill'], unitId);

  /** Places where something lies open to a press, covered by no panel; one for each target. */
  const places = (kind: MapTarget['kind']): Promise<readonly MapPlace[]> =>
    canvas.evaluate((element, wanted) => {
      const { mapProbe } = element as MapContainer;
      const box = element.getBoundingClientRect();
      const found = new Map<number, { x: number; y: number; target: MapTarget }>();
      for (let y = 20; y < box.height - 20; y += 7) {
        for (let x = 20; x < box.width - 20; x += 7) {
          const top = document.elementFromPoint(box.left + x, box.top + y);
          if (top?.tagName !== 'CANVAS') continue;
          const target = mapProbe?.targetAt(x, y) ?? null;
          if (target?.kind !== wanted || found.has(target.id)) continue;
          found.set(target.id, { x: box.left + x, y: box.top + y, target });
        }
      }
      return [...found.values()];
    }, kind);

  return {
    given: {
      /** Waits until the map is drawn and lies on the table. */
      async drawn(): Promise<void> {
        await expect(page.locator('.map.ready')).toBeVisible({ timeout: 60_000 });
        await expect.poll(() => canvas.evaluate((element) => (element as MapContainer).mapProbe?.isReady)).toBe(true);
      }
    },
    when: {
      async pressed(place: MapPlace): Promise<void> {
        await page.mouse.click(place.x, place.y);
      }
    },
    get: {
      places,
      selection,
      fillOf,
      camera: () => canvas.evaluate((element) => (element as MapContainer).mapProbe?.camera),
      form: () => canvas.evaluate((element) => (element as MapContainer).mapProbe?.form),
      scheme: () => canvas.evaluate((element) => (element as MapContainer).mapProbe?.scheme),
      layers: () => canvas.evaluate((element) => (element as MapContainer).mapProbe?.layers),
      /** Ids of the units that the map draws at the moment. */
      unitsInSight: () =>
        canvas.evaluate((element) => {
          const { mapProbe } = element as MapContainer;
          const layers = mapProbe?.layers.filter((layer) => layer === 'unit' || layer === 'unit-flat') ?? [];
          return [...new Set(layers.flatMap((layer) => mapProbe?.renderedIds(layer) ?? []))];
        }),
      /** How many different colours the picture of the canvas holds, counted up to 200. */
      colourCount: async (): Promise<number> => {
        const picture = (await page.locator(`${CANVAS} canvas`).screenshot()).toString('base64');
        return page.evaluate(async (base64) => {
          const image = await createImageBitmap(
            new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type: 'image/png' })
          );
          const surface = new OffscreenCanvas(image.width, image.height).getContext('2d');
          if (surface === null) throw new Error('There is no surface to count on');
          surface.drawImage(image, 0, 0);
          const { data } = surface.getImageData(0, 0, image.width, image.height);
          const colours = new Set<number>();
          for (let at = 0; at < data.length && colours.size < 200; at += 4) {
            colours.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
          }
          return colours.size;
        }, picture);
      }
    },
    then: {
      async marksUnit(unitId: number | null): Promise<void> {
        await expect
          .poll(async () => (await selection())?.unitIds, 'units marked on the map')
          .toEqual(unitId === null ? [] : [unitId]);
      },
      async marksBuilding(buildingId: number): Promise<void> {
        await expect.poll(async () => (await selection())?.buildingId, 'house marked on the map').toBe(buildingId);
      },
      /** A unit has the colour of a class of the theme, by its feature state. */
      async paintsUnit(unitId: number, as: { theme: Theme; name: string; scheme?: Scheme }): Promise<void> {
        const swatches = PALETTE[as.theme] as Readonly<Record<string, Swatch>>;
        const fill = swatches[as.name]?.[as.scheme ?? 'light'];
        if (fill === undefined) throw new Error(`The theme ${as.theme} has no class ${as.name}`);
        await expect.poll(() => fillOf(unitId), `${as.name} on the map`).toBe(fill);
      }
    }
  };
}

export type MapDriver = ReturnType<typeof driveMap>;
