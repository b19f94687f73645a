import { checkText } from './free-text';
import { isIsoDate, type IsoDate } from './interval';
import type { Issue } from './refusal';

/** What a business, or the desk for it, may correct in its entry. */
export interface BusinessFacts {
  readonly name: string;
  readonly description: string | null;
  /** ISO 639-1; shown with consent only. */
  readonly languages: readonly string[];
  readonly languagesConsent: boolean;
  /** In the syntax of OpenStreetMap's `opening_hours`. */
  readonly openingHours: string | null;
  readonly website: string | null;
  readonly foundedOn: IsoDate | null;
  readonly jobs: number | null;
  readonly trainingPlaces: number | null;
  /** Offered at present. */
  readonly openJobs: number | null;
  readonly openTrainingPlaces: number | null;
}

/** Texts of an entry that have translations, by the names of their columns. */
export const BUSINESS_TEXTS = ['description'] as const;
export type BusinessText = (typeof BUSINESS_TEXTS)[number];

export const BUSINESS_TEXT_LENGTHS: Readonly<Record<BusinessText, number>> = { description: 1000 };

const MAX_WEBSITE_LENGTH = 300;
const MAX_COUNT = 30_000;
const MAX_LANGUAGES = 20;

/** What cannot be stored; fields are named as in `BusinessFacts`. */
export function checkBusinessFacts(facts: BusinessFacts, today: IsoDate): Issue[] {
  const issues: Issue[] = [];
  const claim = (isWrong: boolean, field: string, code: Issue['code']) => {
    if (isWrong) issues.push({ field, code });
  };
  const { name, description, languages, openingHours, website, foundedOn } = facts;
  claim(name === '', 'name', 'required');
  issues.push(
    ...checkText('name', name, 100),
    ...checkText('description', description, 1000),
    ...checkText('openingHours', openingHours, 200),
    ...checkText('website', website, MAX_WEBSITE_LENGTH)
  );
  claim(website !== null && website.length <= MAX_WEBSITE_LENGTH && !isWebAddress(website), 'website', 'out_of_range');
  claim(languages.length > MAX_LANGUAGES, 'languages', 'out_of_range');
  claim(!languages.every((code) => /^[a-z]{2}$/.test(code)), 'languages', 'unknown_code');
  claim(foundedOn !== null && !isIsoDate(foundedOn), 'foundedOn', 'not_a_day');
  claim(foundedOn !== null && foundedOn > today, 'foundedOn', 'in_the_future');
  for (const field of ['jobs', 'trainingPlaces', 'openJobs', 'openTrainingPlaces'] as const) {
    const count = facts[field];
    claim(count !== null && !(Number.isInteger(count) && count >= 0 && count <= MAX_COUNT), field, 'out_of_range');
  }
  return issues;
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  return ['https:', 'http:'].includes(new URL(text).protocol);
}
