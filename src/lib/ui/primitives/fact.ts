import type { Snippet } from 'svelte';

/** One fact of a list. `text` null reads "not known"; `value` replaces the text where a link or an element is needed. */
export interface Fact {
  readonly label: string;
  readonly text?: string | null;
  readonly value?: Snippet;
  readonly note?: string;
}
