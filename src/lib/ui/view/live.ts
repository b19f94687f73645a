import { invalidateAll } from '$app/navigation';

/** Readers of one change do not all ask at the same moment. */
const SPREAD_MS = 300;

/**
 * Follows what others change: loads the page's data again soon after each announced change. Hidden pages let go of
 * their connection and look once when they are seen again. Returns what ends it.
 */
export function followChanges(loadedAt: () => string): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void invalidateAll(), Math.random() * SPREAD_MS);
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
