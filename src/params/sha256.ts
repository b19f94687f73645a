import type { ParamMatcher } from '@sveltejs/kit';

/** The name of a picture: sixty-four hexadecimal digits. */
export const match: ParamMatcher = (param) => /^[0-9a-f]{64}$/.test(param);
