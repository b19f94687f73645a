import { closeRing, type Outline } from '../../domain/plan/plan-outline';
import type { OutlineDrawing, QuarterMap } from '../../map/index';

export type AreaShape = 'polygon' | 'rectangle';

interface AreaToolOptions {
  readonly onDrawn: (outline: Outline) => void;
  readonly onBent: (outline: Outline) => void;
}

/** Drawing and bending outlines on the map by pointer; what is typed does the same without a map. */
export class AreaTool {
  readonly #options: AreaToolOptions;
  #drawing: OutlineDrawing | null = null;
  map = $state.raw<QuarterMap | null>(null);
  /** What the pointer does on the map now. */
  mode = $state<AreaShape | 'bend' | null>(null);
  /** The code for drawing is there, and the map listens. */
  isReady = $state(false);

  constructor(options: AreaToolOptions) {
    this.#options = options;
  }

  readonly begin = async (shape: AreaShape): Promise<void> => {
    (await this.#open(shape))?.begin(shape);
  };

  readonly bend = async ({ coordinates: [ring = []] }: Outline): Promise<void> => {
    (await this.#open('bend'))?.bend(ring);
  };

  readonly stop = (): void => {
    // Stopping lets go of the outline, which is told here again.
    const drawing = this.#drawing;
    this.#drawing = null;
    this.mode = null;
    this.isReady = false;
    drawing?.stop();
  };

  async #open(mode: AreaShape | 'bend'): Promise<OutlineDrawing | null> {
    this.stop();
    this.mode = mode;
    const drawing =
      (await this.map?.drawOutlines({
        onDrawn: (ring) => {
          this.stop();
          this.#options.onDrawn(closeRing(ring));
        },
        onBent: (ring) => this.#options.onBent(closeRing(ring)),
        onLeft: this.stop
      })) ?? null;
    // Meanwhile it was stopped, or another one begun.
    if (this.mode !== mode) {
      drawing?.stop();
      return null;
    }
    this.#drawing = drawing;
    this.isReady = drawing !== null;
    if (drawing === null) this.mode = null;
    return drawing;
  }
}

/** A version 4 UUID; `crypto.randomUUID` is missing where the page came without TLS. */
export function newAreaId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
