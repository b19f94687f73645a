import { createAttachmentKey } from 'svelte/attachments';
import type { HTMLDetailsAttributes } from 'svelte/elements';

/**
 * Attributes to spread on a `<details>`: it unfolds where `isOpen` says so, and follows when that changes. What somebody
 * unfolds before the page's script has started stays unfolded; a plain `open` would fold it again.
 */
export function unfolded(isOpen: () => boolean): HTMLDetailsAttributes {
  if (typeof document === 'undefined') return { open: isOpen() };
  let previous: boolean | null = null;
  return {
    [createAttachmentKey()]: (details: HTMLDetailsElement) => {
      const isWanted = isOpen();
      // The page may be told the same anew; only a change folds what somebody unfolded.
      if (previous === null ? isWanted : isWanted !== previous) details.open = isWanted;
      previous = isWanted;
    }
  };
}
