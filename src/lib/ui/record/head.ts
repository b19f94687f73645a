import { baseLocale, deLocalizeHref, locales } from '../../../i18n/paraglide/runtime';
import { localPath } from '../view/links';

export interface Head {
  readonly canonical: string;
  readonly alternates: readonly { readonly language: string; readonly href: string }[];
}

/**
 * The lasting address of a page and of its other languages. Settings of the view are left out: they show
 * the same record in another light. `x-default` is the base language.
 */
export function headOf(url: URL): Head {
  const path = deLocalizeHref(url.pathname);
  const addressIn = (locale: (typeof locales)[number]) => new URL(localPath(path, locale), url.origin).href;
  return {
    canonical: new URL(url.pathname, url.origin).href,
    alternates: [
      ...locales.map((language) => ({ language, href: addressIn(language) })),
      { language: 'x-default', href: addressIn(baseLocale) }
    ]
  };
}
