import { getLocale } from '$i18n/paraglide/runtime';
import type { SearchHit } from '../../domain/search';

const PAUSE_MS = 120;
const SHORTEST_QUERY = 2;

/** Hits for what is being typed. Only the answer to the newest question is ever shown. */
export class Suggestions {
  hits = $state.raw<readonly SearchHit[]>([]);
  failed = $state(false);
  #controller: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks after a short pause in typing; a shorter query than two characters empties the list. */
  ask(query: string): void {
    clearTimeout(this.#timer);
    this.#controller?.abort();
    const trimmed = query.trim();
    if (trimmed.length < SHORTEST_QUERY) {
      this.hits = [];
      return;
    }
    this.#timer = setTimeout(() => void this.#fetch(trimmed), PAUSE_MS);
  }

  async #fetch(query: string): Promise<void> {
    const controller = new AbortController();
    this.#controller = controller;
    try {
      const response = await fetch(`/search.json?${new URLSearchParams({ q: query, locale: getLocale() })}`, {
        signal: controller.signal
      });
      if (!response.ok) throw new Error(`search answered ${response.status}`);
      const answer = (await response.json()) as { hits: SearchHit[] };
      this.hits = answer.hits;
      this.failed = false;
    } catch {
      if (!controller.signal.aborted) this.failed = true;
    }
  }
}
