import type { GuideStepKind, SourceNature, UseClass } from './codes';
import { checkText, checkWebAddress } from './free-text';
import type { Issue } from './refusal';

/** Uses that somebody opens a place of their own for; dwellings have no steps to a shop. */
export const GUIDE_USES = [
  'retail',
  'gastronomy',
  'health',
  'office',
  'culture',
  'education',
  'workshop',
  'storage'
] as const satisfies readonly UseClass[];
export type GuideUse = (typeof GUIDE_USES)[number];

/** Who can be asked, in the reader's language. */
export interface Office {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly address: string | null;
  /** ISO 639-1, those in which one is advised there. */
  readonly languages: readonly string[];
  readonly email: string | null;
  readonly phone: string | null;
  readonly website: string | null;
  /** In the syntax of OpenStreetMap's `opening_hours`. */
  readonly openingHours: string | null;
  readonly nature: SourceNature;
}

/** One step to one's own shop, in the reader's language. */
export interface GuideStep {
  readonly id: number;
  /** Lasting name, by which a link finds the step and a browser remembers that it is done. */
  readonly ref: string;
  readonly kind: GuideStepKind;
  /** Empty: for every use. */
  readonly uses: readonly UseClass[];
  readonly title: string;
  /** Paragraphs parted by an empty line; a line that begins with "- " is an item of a list. */
  readonly body: string;
  readonly duration: string | null;
  readonly legalBasis: string | null;
  readonly link: string | null;
  readonly office: Office | null;
  readonly nature: SourceNature;
}

/** Texts of a step and of an office that have translations, by the names of their columns. */
export const STEP_TEXTS = ['title', 'body', 'duration', 'legal_basis'] as const;
export const OFFICE_TEXTS = ['name', 'description'] as const;
export type StepText = (typeof STEP_TEXTS)[number];
export type OfficeText = (typeof OFFICE_TEXTS)[number];

/** Longest texts, in characters. */
export const GUIDE_LENGTHS: Readonly<Record<StepText | OfficeText, number>> = {
  title: 120,
  body: 4000,
  duration: 200,
  legal_basis: 300,
  name: 160,
  description: 1000
};

/** What the desk decides about a step beside its texts. */
export interface StepFacts {
  readonly kind: GuideStepKind;
  readonly uses: readonly UseClass[];
  readonly link: string | null;
  readonly officeId: number | null;
}

/** What the desk decides about an office beside its texts. */
export interface OfficeFacts {
  readonly address: string | null;
  readonly languages: readonly string[];
  readonly email: string | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly openingHours: string | null;
}

/** A part of a step's text as it is set. */
export type BodyPart =
  { readonly kind: 'paragraph'; readonly text: string } | { readonly kind: 'list'; readonly items: readonly string[] };

/** Reads a step's text: an empty line ends a paragraph, lines that begin with "- " make a list. */
export function readBody(body: string): readonly BodyPart[] {
  const parts: BodyPart[] = [];
  let paragraph: string[] = [];
  let items: string[] = [];
  const close = () => {
    if (paragraph.length > 0) parts.push({ kind: 'paragraph', text: paragraph.join(' ') });
    if (items.length > 0) parts.push({ kind: 'list', items });
    [paragraph, items] = [[], []];
  };
  for (const line of body.split(/\r?\n/).map((text) => text.trim())) {
    if (line === '') close();
    else if (line.startsWith('- ')) {
      if (paragraph.length > 0) close();
      items.push(line.slice(2).trim());
    } else if (items.length > 0) {
      close();
      paragraph.push(line);
    } else paragraph.push(line);
  }
  close();
  return parts;
}

/** True for a step that somebody with this use has to take; without a use, every step is shown. */
export function isStepFor({ uses }: Pick<GuideStep, 'uses'>, use: UseClass | null): boolean {
  return use === null || uses.length === 0 || uses.includes(use);
}

const MAX_LANGUAGES = 30;

/** What cannot be stored of a step's facts; fields are named as in `StepFacts`. */
export function checkStepFacts({ link, uses }: StepFacts): Issue[] {
  return [
    ...checkWebAddress('link', link),
    ...(uses.every((use) => (GUIDE_USES as readonly UseClass[]).includes(use))
      ? []
      : [{ field: 'uses', code: 'unknown_code' } as const])
  ];
}

/** What cannot be stored of an office's facts; fields are named as in `OfficeFacts`. */
export function checkOfficeFacts({ address, languages, email, phone, website, openingHours }: OfficeFacts): Issue[] {
  const issues: Issue[] = [
    ...checkText('address', address, 200),
    ...checkText('phone', phone, 60),
    ...checkText('email', email, 200),
    ...checkText('openingHours', openingHours, 200),
    ...checkWebAddress('website', website)
  ];
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    issues.push({ field: 'email', code: 'out_of_range' });
  if (languages.length > MAX_LANGUAGES) issues.push({ field: 'languages', code: 'out_of_range' });
  if (!languages.every((code) => /^[a-z]{2}$/.test(code))) issues.push({ field: 'languages', code: 'unknown_code' });
  return issues;
}
