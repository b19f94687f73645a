import type { ParamMatcher } from '@sveltejs/kit';

/** A record's number as PostgreSQL's integer can hold it, without leading zeros. */
export const match: ParamMatcher = (param) => /^[1-9]\d{0,9}$/.test(param) && Number(param) <= 2_147_483_647;
