import type { ParamMatcher } from '@sveltejs/kit';

/** The secret of a link in a mail: 256 bits, URL-safe. */
export const match: ParamMatcher = (text) => /^[\w-]{43}$/.test(text);
