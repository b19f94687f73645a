import type { ParamMatcher } from '@sveltejs/kit';

/** The name of some content: sixteen hexadecimal digits. */
export const match: ParamMatcher = (param) => /^[0-9a-f]{16}$/.test(param);
