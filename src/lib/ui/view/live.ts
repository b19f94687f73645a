import { invalidateAll } from '$app/navigation';
import { navigating } from '$app/state';

/** Readers of one change do not all ask at the same moment. */
const SPREAD_MS = 300;
/** A page that cannot be loaded now is left as it is; the next change tries again. */
const MOST_ATTEMPTS = 3;

/**
 * Follows what others change: loads the page's data again soon after each announced change. Hidden pages let go of
 * their connection and look once when they are seen again. Returns what ends it.
 */
export function followChanges(loadedAt: () => string): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void loadAnew(loadedAt), Math.random() * SPREAD_MS);
  };
  const listen = (): void => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (source === null) {
      source = new EventSource(`/changes?since=${encodeURIComponent(loadedAt())}`);
      source.addEventListener('change', refresh);
    }
  };
  document.addEventListener('visibilitychange', listen);
  listen();
  return () => {
    document.removeEventListener('visibilitychange', listen);
    clearTimeout(timer);
    source?.close();
  };
}

let last: Promise<void> = Promise.resolve();

/**
 * Loads the page's data anew, after what is being loaded anew already: of two loads at once the router drops the earlier,
 * and who waited for it would go on with what was known before.
 */
export function loadAnew(loadedAt: () => string): Promise<void> {
  last = last.catch(() => undefined).then(() => reload(loadedAt));
  return last;
}

/** Of a navigation and a reload the later one wins: a reload waits its turn, and comes back where it was overtaken. */
async function reload(loadedAt: () => string): Promise<void> {
  const before = loadedAt();
  for (let attempt = 0; attempt < MOST_ATTEMPTS && loadedAt() === before; attempt += 1) {
    await navigationsDone();
    await invalidateAll();
  }
}

/** Of several clicks each overtakes the one before, whose promise is then refused: only the last one is done. */
async function navigationsDone(): Promise<void> {
  let waited: Promise<void> | null = null;
  while (navigating.complete !== null && navigating.complete !== waited) {
    waited = navigating.complete;
    await waited.catch(() => undefined);
  }
}
