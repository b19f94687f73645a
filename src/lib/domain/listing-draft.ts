import { normaliseEmail } from './account';
import { ENERGY_KINDS, isCode, USE_CLASSES, type EnergyKind, type UnitKind, type UseClass } from './codes';
import { checkText } from './free-text';
import { addDays, isIsoDate, type IsoDate } from './interval';
import { checkTypedTexts, type TypedTexts } from './local-text';
import type { Issue } from './refusal';

/** Texts of an offer that have translations, by the names of their columns. */
export const LISTING_TEXTS = ['title', 'description', 'fit_out', 'conditions'] as const;
export type ListingText = (typeof LISTING_TEXTS)[number];

/** What people fill in about an offer. Amounts are cents per square metre and month, areas square metres. */
export interface ListingDraft {
  readonly texts: TypedTexts<ListingText>;
  readonly suitableUses: readonly UseClass[];
  readonly availableOn: IsoDate;
  /** Null: on request. */
  readonly rentCentsPerSqm: number | null;
  readonly serviceChargeCentsPerSqm: number | null;
  readonly isVatAdded: boolean;
  /** In months of cold rent. */
  readonly depositMonths: number | null;
  readonly minTermMonths: number | null;
  readonly maxTermMonths: number | null;
  /** The smallest part that is let by itself; null: as a whole only. */
  readonly divisibleFromSqm: number | null;
  readonly energyKind: EnergyKind | null;
  /** Final energy per square metre and year. */
  readonly energyKwhPerSqm: number | null;
  readonly contactName: string | null;
  /** Where enquiries go beside the accounts of the organisation; never shown. */
  readonly contactEmail: string | null;
  readonly isAddressReleased: boolean;
}

/** Longest texts, in characters. */
export const LISTING_LENGTHS: Readonly<Record<ListingText, number>> = {
  title: 120,
  description: 4000,
  fit_out: 300,
  conditions: 1000
};
const MOST_CENTS_PER_SQM = 100_000;
const MOST_DEPOSIT_MONTHS = 24;
const MOST_TERM_MONTHS = 1200;
const MOST_KWH_PER_SQM = 2000;
const MOST_CONTACT_CHARACTERS = 100;
/** Nobody offers for a day further away. */
const MOST_DAYS_AHEAD = 3660;

/**
 * What cannot be stored. Fields are named as in `ListingDraft`, those of texts as `textFieldName` does.
 * @param rules the unit's area, today, and whether the public is to read it: then it needs a description
 */
export function checkListingDraft(
  draft: ListingDraft,
  rules: { readonly areaSqm: number | null; readonly today: IsoDate; readonly isForPublic: boolean }
): Issue[] {
  const issues: Issue[] = [];
  const claim = (isWrong: boolean, field: string, code: Issue['code'], details?: Issue['details']) => {
    if (isWrong) issues.push(details ? { field, code, details } : { field, code });
  };
  const inRange = (field: keyof ListingDraft, value: number | null, most: number, isWhole: boolean) => {
    claim(value !== null && !(Number.isFinite(value) && value >= 0 && value <= most), field, 'out_of_range');
    claim(isWhole && value !== null && !Number.isInteger(value), field, 'not_whole');
  };
  const { texts, availableOn, minTermMonths, maxTermMonths, divisibleFromSqm, energyKind, energyKwhPerSqm } = draft;

  const required = rules.isForPublic ? (['title', 'description'] as const) : (['title'] as const);
  issues.push(...checkTypedTexts(texts, { lengths: LISTING_LENGTHS, required }));
  claim(!draft.suitableUses.every((use) => isCode(USE_CLASSES, use)), 'suitableUses', 'unknown_code');
  claim(!isIsoDate(availableOn), 'availableOn', 'not_a_day');
  claim(isIsoDate(availableOn) && availableOn > addDays(rules.today, MOST_DAYS_AHEAD), 'availableOn', 'out_of_range');
  inRange('rentCentsPerSqm', draft.rentCentsPerSqm, MOST_CENTS_PER_SQM, true);
  claim(draft.rentCentsPerSqm === 0, 'rentCentsPerSqm', 'not_positive');
  inRange('serviceChargeCentsPerSqm', draft.serviceChargeCentsPerSqm, MOST_CENTS_PER_SQM, true);
  inRange('depositMonths', draft.depositMonths, MOST_DEPOSIT_MONTHS, true);
  inRange('minTermMonths', minTermMonths, MOST_TERM_MONTHS, true);
  inRange('maxTermMonths', maxTermMonths, MOST_TERM_MONTHS, true);
  claim(
    minTermMonths !== null && maxTermMonths !== null && maxTermMonths < minTermMonths,
    'maxTermMonths',
    'end_not_after_start'
  );
  claim(divisibleFromSqm !== null && !(divisibleFromSqm > 0), 'divisibleFromSqm', 'not_positive');
  claim(
    divisibleFromSqm !== null && rules.areaSqm !== null && divisibleFromSqm >= rules.areaSqm,
    'divisibleFromSqm',
    'larger_than_unit',
    { area: rules.areaSqm ?? 0 }
  );
  claim(energyKind !== null && !isCode(ENERGY_KINDS, energyKind), 'energyKind', 'unknown_code');
  inRange('energyKwhPerSqm', energyKwhPerSqm, MOST_KWH_PER_SQM, false);
  claim(energyKwhPerSqm !== null && (energyKind === null || energyKind === 'exempt'), 'energyKind', 'required');
  issues.push(...checkText('contactName', draft.contactName, MOST_CONTACT_CHARACTERS));
  claim(draft.contactEmail !== null && normaliseEmail(draft.contactEmail) === null, 'contactEmail', 'not_an_email');
  return issues;
}

/** What a space is built as says what it may be used for, until its owner says more. */
const USES_OF_KIND: Readonly<Record<UnitKind, readonly UseClass[]>> = {
  shop: ['retail'],
  gastronomy: ['gastronomy'],
  office: ['office'],
  practice: ['health', 'office'],
  trade: ['workshop'],
  storage: ['storage'],
  dwelling: [],
  community: ['culture', 'education'],
  parking: []
};

/** A dwelling's state is nobody's business (domain notes 2.3), so none is offered. */
export function isOffered(kind: UnitKind): boolean {
  return kind !== 'dwelling';
}

/** What is known of a unit that is to be offered. */
export interface OfferedUnit {
  readonly kind: UnitKind;
  /** The known end of the tenancy that holds today. */
  readonly freeOn: IsoDate | null;
}

/**
 * The form of a new offer as it begins, from what is recorded: the rent stays open, nothing has to be decided.
 * @param start `texts` are written by whoever knows the languages
 */
export function beginDraft(
  unit: OfferedUnit,
  start: { readonly today: IsoDate; readonly texts: TypedTexts<ListingText>; readonly contactName: string | null }
): ListingDraft {
  const { today, texts, contactName } = start;
  return {
    texts,
    suitableUses: USES_OF_KIND[unit.kind],
    availableOn: unit.freeOn !== null && unit.freeOn > today ? unit.freeOn : today,
    ...{ rentCentsPerSqm: null, serviceChargeCentsPerSqm: null, isVatAdded: false, depositMonths: null },
    ...{ minTermMonths: null, maxTermMonths: null, divisibleFromSqm: null, energyKind: null, energyKwhPerSqm: null },
    ...{ contactName, contactEmail: null, isAddressReleased: true }
  };
}

/** The first day on which an offer that is published or confirmed on `day` is not shown any more. */
export function expiryFrom(day: IsoDate, { days }: { readonly days: number }): IsoDate {
  return addDays(day, days);
}
