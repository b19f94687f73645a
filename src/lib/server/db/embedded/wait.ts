import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again for a state outside of this process, which nothing announces.
 * @returns the first answer that is not null, or null when the time is up
 */
export async function waitFor<T>(
  ask: () => T | null | Promise<T | null>,
  { forMs, everyMs = 20 }: { readonly forMs: number; readonly everyMs?: number }
): Promise<T | null> {
  const end = performance.now() + forMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() >= end) return null;
    await pause(everyMs);
  }
}
