import { textFieldName, type TypedTexts } from '../../domain/local-text';
import type { FormReader } from './form-reader';

/** Reads the texts of a record in every language of the quarter, the base language first. */
export function readTypedTexts<Field extends string>(
  form: FormReader,
  fields: readonly Field[],
  locales: readonly string[]
): TypedTexts<Field> {
  const read = (locale: string | null) =>
    Object.fromEntries(fields.map((field) => [field, readText(form, textFieldName(field, locale))])) as Record<
      Field,
      string | null
    >;
  const others = locales.slice(1);
  return {
    base: read(null),
    others: Object.fromEntries(others.map((locale) => [locale, read(locale)])),
    confirmed: others.filter((locale) => form.flag(`confirmed.${locale}`))
  };
}

/** Browsers send line ends as CR LF; stored are plain ones, so that an unchanged text is one. */
function readText(form: FormReader, name: string): string | null {
  return form.text(name)?.replaceAll('\r\n', '\n') ?? null;
}
