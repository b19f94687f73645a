/** How the addresses of the product are made, for files that name them in every language. */
export interface SiteAddresses {
  readonly origin: string;
  readonly locales: readonly string[];
  /** The path in a language. */
  readonly localise: (path: string, locale: string) => string;
  /** The language that readers of every other one get. */
  readonly baseLocale: string;
}
