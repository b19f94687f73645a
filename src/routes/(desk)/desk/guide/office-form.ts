import { OFFICE_TEXTS } from '$lib/domain/guide';
import type { OfficeInput } from '$lib/server/guide/office-change';
import type { FormReader } from '$lib/server/http/form-reader';
import { readTypedTexts } from '$lib/server/http/text-form';

/** What the form of an office says. */
export function readOffice(form: FormReader, locales: readonly string[]): OfficeInput {
  return {
    facts: {
      address: form.text('address'),
      languages: readLanguages(form.text('languages')),
      email: form.text('email'),
      phone: form.text('phone'),
      website: form.text('website'),
      openingHours: form.text('openingHours')
    },
    texts: readTypedTexts(form, OFFICE_TEXTS, locales)
  };
}

/** Codes as people part them: by commas, semicolons or spaces. */
function readLanguages(text: string | null): string[] {
  const codes = (text ?? '').toLowerCase().split(/[\s,;،]+/);
  return [...new Set(codes.filter((code) => code !== ''))];
}
