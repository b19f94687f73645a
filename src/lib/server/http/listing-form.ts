import { ENERGY_KINDS, isCode, LISTING_FILE_KINDS, USE_CLASSES, type UseClass } from '../../domain/codes';
import type { IsoDate } from '../../domain/interval';
import { LISTING_TEXTS, type ListingDraft, type ListingText } from '../../domain/listing-draft';
import type { PictureWords } from '../../domain/listing-picture';
import { textFieldName, type TypedTexts } from '../../domain/local-text';
import type { SavedAs } from '../listing/listing-change';
import type { FormReader } from './form-reader';

interface ListingReading {
  /** Languages beside the base. */
  readonly otherLocales: readonly string[];
  readonly today: IsoDate;
}

/** The offer that a form describes; amounts are typed in euros. */
export function readListingDraft(form: FormReader, { otherLocales, today }: ListingReading): ListingDraft {
  return {
    texts: readTypedTexts(form, otherLocales),
    suitableUses: readUses(form),
    availableOn: form.require('availableOn', form.day('availableOn'), today),
    rentCentsPerSqm: form.cents('rentCentsPerSqm'),
    serviceChargeCentsPerSqm: form.cents('serviceChargeCentsPerSqm'),
    isVatAdded: form.flag('isVatAdded'),
    depositMonths: form.integer('depositMonths'),
    minTermMonths: form.integer('minTermMonths'),
    maxTermMonths: form.integer('maxTermMonths'),
    divisibleFromSqm: form.number('divisibleFromSqm'),
    energyKind: form.code('energyKind', ENERGY_KINDS),
    energyKwhPerSqm: form.number('energyKwhPerSqm'),
    contactName: form.text('contactName'),
    contactEmail: form.text('contactEmail'),
    isAddressReleased: form.flag('isAddressReleased')
  };
}

function readTypedTexts(form: FormReader, otherLocales: readonly string[]): TypedTexts<ListingText> {
  const read = (locale: string | null) =>
    Object.fromEntries(LISTING_TEXTS.map((field) => [field, form.text(textFieldName(field, locale))])) as Record<
      ListingText,
      string | null
    >;
  return {
    base: read(null),
    others: Object.fromEntries(otherLocales.map((locale) => [locale, read(locale)])),
    confirmed: otherLocales.filter((locale) => form.flag(`confirmed.${locale}`))
  };
}

/** Boxes of one name; what is no use is left out and refused. */
function readUses(form: FormReader): UseClass[] {
  form.text('suitableUses');
  const typed = (form.values.suitableUses ?? '').split(',').filter((text) => text !== '');
  const uses = typed.filter((text): text is UseClass => isCode(USE_CLASSES, text));
  if (uses.length < typed.length) form.refuse('suitableUses', 'unknown_code');
  return [...new Set(uses)];
}

const SAVED_AS = ['draft', 'submit', 'publish'] as const;

/** Which button saved the form. */
export function readSavedAs(form: FormReader): SavedAs {
  return form.code('as', SAVED_AS) ?? 'draft';
}

/** What is said of a picture. */
export function readPictureWords(form: FormReader): PictureWords {
  return {
    kind: form.code('kind', LISTING_FILE_KINDS) ?? 'photo',
    altText: form.require('altText', form.text('altText'), ''),
    credit: form.require('credit', form.text('credit'), ''),
    takenOn: form.day('takenOn')
  };
}

/** The bytes of the files of one field; a browser sends an empty one where none was chosen. */
export async function readFiles(data: FormData, name: string): Promise<Uint8Array[]> {
  const files = data.getAll(name).filter((value): value is File => typeof value !== 'string' && value.size > 0);
  return Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
}
