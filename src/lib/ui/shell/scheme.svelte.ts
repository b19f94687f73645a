import { MediaQuery } from 'svelte/reactivity';

export type SchemeChoice = 'auto' | 'light' | 'dark';

const CHANGED = 'schemechange';

/** What the reader chose on this device; `auto` follows the system. Browser only. */
export function chosenScheme(): SchemeChoice {
  const scheme = document.documentElement.dataset.scheme;
  return scheme === 'light' || scheme === 'dark' ? scheme : 'auto';
}

/** Applies and remembers a choice on this device. Where storage is refused it holds for this page. */
export function chooseScheme(choice: SchemeChoice): void {
  const root = document.documentElement;
  if (choice === 'auto') delete root.dataset.scheme;
  else root.dataset.scheme = choice;
  root.dispatchEvent(new Event(CHANGED));
  try {
    if (choice === 'auto') localStorage.removeItem('scheme');
    else localStorage.setItem('scheme', choice);
  } catch {
    root.dataset.storage = 'off';
  }
}

/** The scheme that is in force, as reactive state for drawings that CSS does not reach. Browser only. */
export class ActiveScheme {
  readonly #system = new MediaQuery('(prefers-color-scheme: dark)', false);
  #choice = $state<SchemeChoice>('auto');

  readonly current: 'light' | 'dark' = $derived(
    this.#choice === 'auto' ? (this.#system.current ? 'dark' : 'light') : this.#choice
  );

  /** Follows later choices; returns the function that stops it. */
  listen(): () => void {
    const follow = (): void => {
      this.#choice = chosenScheme();
    };
    follow();
    document.documentElement.addEventListener(CHANGED, follow);
    return () => document.documentElement.removeEventListener(CHANGED, follow);
  }
}
