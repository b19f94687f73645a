/** Work on the style that waits while there is none: before it has loaded, and while the context is lost. */
export interface ReadyQueue {
  /** Runs the work now, or in order once the queue opens; never after the signal was aborted. */
  run(work: () => void): void;
  open(): void;
  close(): void;
  readonly isOpen: boolean;
  /** Resolves once the queue is open and what waited is done, or its signal was aborted. */
  whenOpen(): Promise<void>;
}

export function createReadyQueue(signal: AbortSignal): ReadyQueue {
  let waiting: (() => void)[] = [];
  let arrivals: (() => void)[] = [];
  let isOpen = false;
  const arrive = (): void => {
    const arrived = arrivals;
    arrivals = [];
    for (const resolve of arrived) resolve();
  };
  signal.addEventListener('abort', () => {
    waiting = [];
    arrive();
  });
  return {
    run(work) {
      if (signal.aborted) return;
      if (isOpen) work();
      else waiting.push(work);
    },
    open() {
      if (signal.aborted) return;
      isOpen = true;
      const work = waiting;
      waiting = [];
      for (const step of work) step();
      arrive();
    },
    close() {
      isOpen = false;
    },
    get isOpen() {
      return isOpen;
    },
    whenOpen() {
      if (isOpen || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => arrivals.push(resolve));
    }
  };
}
