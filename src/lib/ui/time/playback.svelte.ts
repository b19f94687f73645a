/** How playing goes on from one day to the next. */
export interface PlaybackSteps {
  /** Takes one step; false when the end is reached. */
  readonly step: () => boolean;
  /** Called once playing has ended, by itself or by the reader. */
  readonly ended: () => void;
  /** Least time between two steps. */
  readonly intervalMs: () => number;
}

/** What drives the steps; the browser's own frames and visibility, save in tests. */
export interface FrameSource {
  request(callback: (nowMs: number) => void): number;
  cancel(id: number): void;
  isHidden(): boolean;
}

const BROWSER_FRAMES: FrameSource = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (id) => cancelAnimationFrame(id),
  isHidden: () => document.hidden
};

/** Plays through time, frame by frame; ends at the end of the scale and when the page is hidden. */
export class Playback {
  #isPlaying = $state(false);
  #frame = 0;
  #lastStepMs: number | null = null;
  readonly #steps: PlaybackSteps;
  readonly #frames: FrameSource;

  constructor(steps: PlaybackSteps, frames: FrameSource = BROWSER_FRAMES) {
    this.#steps = steps;
    this.#frames = frames;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  start(): void {
    if (this.#isPlaying) return;
    this.#isPlaying = true;
    this.#lastStepMs = null;
    this.#frame = this.#frames.request(this.#advance);
  }

  stop(): void {
    if (!this.#isPlaying) return;
    this.#isPlaying = false;
    this.#frames.cancel(this.#frame);
    this.#steps.ended();
  }

  readonly #advance = (nowMs: number): void => {
    if (!this.#isPlaying) return;
    if (this.#frames.isHidden()) {
      this.stop();
      return;
    }
    const isDue = this.#lastStepMs === null || nowMs - this.#lastStepMs >= this.#steps.intervalMs();
    if (isDue) {
      this.#lastStepMs = nowMs;
      if (!this.#steps.step()) {
        this.stop();
        return;
      }
    }
    this.#frame = this.#frames.request(this.#advance);
  };
}
