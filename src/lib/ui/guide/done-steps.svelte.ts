import { browser } from '$app/environment';
import { SvelteSet } from 'svelte/reactivity';

const KEY = 'guide-done';

/**
 * The steps that a reader has ticked off, by their lasting names. Kept in this browser only: the server never hears of
 * them. Where a browser keeps nothing, ticks last as long as the page.
 */
export class DoneSteps {
  readonly #refs = new SvelteSet<string>(read());

  has(ref: string): boolean {
    return this.#refs.has(ref);
  }

  set(ref: string, isDone: boolean): void {
    if (isDone) this.#refs.add(ref);
    else this.#refs.delete(ref);
    this.#keep();
  }

  clear(): void {
    this.#refs.clear();
    this.#keep();
  }

  #keep(): void {
    const storage = findStorage();
    if (storage === null) return;
    if (this.#refs.size === 0) storage.removeItem(KEY);
    else storage.setItem(KEY, JSON.stringify([...this.#refs]));
  }
}

function read(): string[] {
  const stored = browser ? findStorage()?.getItem(KEY) : null;
  if (!stored) return [];
  try {
    const refs: unknown = JSON.parse(stored);
    return Array.isArray(refs) ? refs.filter((ref) => typeof ref === 'string') : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Null where the browser forbids it. */
function findStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
