import { getLocale } from '$i18n/paraglide/runtime';
import type { FormValues } from '../../domain/form';
import { LISTING_TEXTS, type ListingDraft, type ListingText } from '../../domain/listing-draft';
import { textFieldName, type LocalText, type TypedTexts } from '../../domain/local-text';
import { typeNumber } from '../../domain/typed';

const CENTS_PER_EURO = 100;

/** An offer's terms by the names of their fields, as its reader would type them. */
export function typeTerms(draft: Omit<ListingDraft, 'texts'>): FormValues {
  const number = (value: number | null) => (value === null ? '' : typeNumber(value, getLocale()));
  const euros = (cents: number | null) => number(cents === null ? null : cents / CENTS_PER_EURO);
  return {
    suitableUses: draft.suitableUses.join(','),
    availableOn: draft.availableOn,
    rentCentsPerSqm: euros(draft.rentCentsPerSqm),
    serviceChargeCentsPerSqm: euros(draft.serviceChargeCentsPerSqm),
    isVatAdded: draft.isVatAdded ? 'yes' : '',
    depositMonths: number(draft.depositMonths),
    minTermMonths: number(draft.minTermMonths),
    maxTermMonths: number(draft.maxTermMonths),
    divisibleFromSqm: number(draft.divisibleFromSqm),
    energyKind: draft.energyKind ?? '',
    energyKwhPerSqm: number(draft.energyKwhPerSqm),
    contactName: draft.contactName ?? '',
    contactEmail: draft.contactEmail ?? '',
    isAddressReleased: draft.isAddressReleased ? 'yes' : ''
  };
}

/** Texts by the names of their fields, as they were written for a new offer. */
export function typeNewTexts({ base, others }: TypedTexts<ListingText>): FormValues {
  const languages = [[null, base] as const, ...Object.entries(others)];
  return Object.fromEntries(
    languages.flatMap(([locale, texts]) =>
      LISTING_TEXTS.map((field) => [textFieldName(field, locale), texts[field] ?? ''])
    )
  );
}

/** Stored texts by the names of their fields. */
export function typeTexts(texts: Readonly<Record<ListingText, LocalText>>): FormValues {
  return Object.fromEntries(
    LISTING_TEXTS.flatMap((field) => [
      [field, texts[field].base ?? ''],
      ...Object.entries(texts[field].others).map(([locale, { text }]) => [textFieldName(field, locale), text])
    ])
  );
}

/** Languages in which a text is older than its original. */
export function listOutdated(texts: Readonly<Record<ListingText, LocalText>>): ReadonlySet<string> {
  return new Set(
    LISTING_TEXTS.flatMap((field) =>
      Object.entries(texts[field].others).flatMap(([locale, { isOutdated }]) => (isOutdated ? [locale] : []))
    )
  );
}
