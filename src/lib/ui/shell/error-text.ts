import { m } from '../../../i18n/paraglide/messages';

const TEXTS: Readonly<Record<number, readonly [title: () => string, text: () => string]>> = {
  400: [m.app_error_title_400, m.app_error_text_400],
  403: [m.app_error_title_403, m.app_error_text_403],
  404: [m.app_error_title_404, m.app_error_text_404],
  413: [m.app_error_title_413, m.app_error_text_413],
  429: [m.app_error_title_429, m.app_error_text_429]
};

/** What is told about an HTTP status of a page; every other one is our own fault. */
export function errorText(status: number): { title: string; text: string } {
  const [title, text] = TEXTS[status] ?? [m.app_error_title_500, m.app_error_text_500];
  return { title: title(), text: text() };
}
