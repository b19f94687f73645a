import { afterAll } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../src/i18n/paraglide/runtime';

/** The language that one test file speaks is not that of the next. */
const own = getLocale;
afterAll(() => overwriteGetLocale(own));
