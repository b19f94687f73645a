import { createAttachmentKey } from 'svelte/attachments';
import type { HTMLDetailsAttributes } from 'svelte/elements';

/**
 * Attributes to spread on a `<details>`: it unfolds where `isOpen` says so, and follows when that changes. What somebody
 * unfolds before the page's script has started stays unfolded; a plain `open` would fold it again.
 */
export function unfolded(isOpen: () => boolean): HTMLDetailsAttributes {
  if (typeof document === 'undefined') return { open: isOpen() };
  let isFirst = true;
  return {
    [createAttachmentKey()]: (details: HTMLDetailsElement) => {
      const isWanted = isOpen();
      if (isWanted || !isFirst) details.open = isWanted;
      isFirst = false;
    }
  };
}
