import { AsyncLocalStorage } from 'node:async_hooks';
import {
  baseLocale,
  getServerAsyncLocalStorage,
  isLocale,
  overwriteServerAsyncLocalStorage,
  type Locale
} from './paraglide/runtime';

/**
 * Runs `write` in another language than the page's, such as for a mail: messages, numbers, days and labels below it
 * speak that language. One that the product does not speak counts as the base language.
 */
export function inLocale<T>(locale: string, write: (locale: Locale) => T): T {
  const known = isLocale(locale) ? locale : baseLocale;
  // A job may write before the first page was asked for.
  if (getServerAsyncLocalStorage() === undefined) overwriteServerAsyncLocalStorage(new AsyncLocalStorage());
  const storage = getServerAsyncLocalStorage()!;
  return storage.run({ ...storage.getStore(), locale: known }, () => write(known));
}
