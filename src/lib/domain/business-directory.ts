import { BRANCH_GROUPS, type BranchGroup } from './branch';
import { isCode } from './codes';
import { readMinute } from './opening-hours';

/** Days of the week from Monday, as they stand in an address. */
export const WEEKDAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When a business has to be open: now, or on a day of the week at a minute of the day. */
export type OpenWish = 'now' | { readonly weekday: Weekday; readonly minute: number };

/** What a reader looks for among the businesses; null, false and '' do not restrict. */
export interface DirectoryFilter {
  readonly branch: BranchGroup | null;
  /** ISO 639-1. */
  readonly language: string | null;
  readonly open: OpenWish | null;
  readonly hasTraining: boolean;
  readonly hasJobs: boolean;
  readonly text: string;
}

/** What the filter asks of one business. Languages are those that it consented to show. */
export interface DirectoryEntry {
  readonly branchGroup: BranchGroup;
  readonly languages: readonly string[];
  /** Null where its hours are not known or do not say. */
  readonly isOpenNow: boolean | null;
  /** As for `isOpenNow`, at the day and hour that the filter names. */
  readonly isOpenThen: boolean | null;
  readonly openJobs: number | null;
  readonly openTrainingPlaces: number | null;
  /** Everything of it that can be read, in the reader's language. */
  readonly searchText: string;
}

/** How many businesses each choice would leave, with all other choices as they are. */
export interface DirectoryFacets {
  readonly branches: readonly { readonly branch: BranchGroup; readonly count: number }[];
  readonly languages: readonly { readonly language: string; readonly count: number }[];
  readonly openNow: number;
  readonly training: number;
  readonly jobs: number;
}

const MOST_TEXT = 80;

/** Reads the filter from an address; what cannot be read does not restrict. Never throws. */
export function readDirectoryFilter(search: URLSearchParams): DirectoryFilter {
  const branch = search.get('branch');
  const language = search.get('language');
  return {
    branch: isCode(BRANCH_GROUPS, branch) ? branch : null,
    language: language !== null && /^[a-z]{2}$/.test(language) ? language : null,
    open: readOpenWish(search),
    hasTraining: search.get('training') === '1',
    hasJobs: search.get('jobs') === '1',
    text: (search.get('q') ?? '').trim().slice(0, MOST_TEXT)
  };
}

function readOpenWish(search: URLSearchParams): OpenWish | null {
  const weekday = search.get('open');
  if (weekday === 'now') return 'now';
  if (!isCode(WEEKDAYS, weekday)) return null;
  return { weekday, minute: readMinute(search.get('hour') ?? '') ?? 12 * 60 };
}

export function isDirectoryFilterEmpty(filter: DirectoryFilter): boolean {
  const { branch, language, open, hasTraining, hasJobs, text } = filter;
  return branch === null && language === null && open === null && !hasTraining && !hasJobs && text === '';
}

/** Without accents and case, so that a name is found as people type it. */
function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

type Rule = (entry: DirectoryEntry, filter: DirectoryFilter) => boolean;

const RULES = {
  branch: ({ branchGroup }, { branch }) => branch === null || branchGroup === branch,
  language: ({ languages }, { language }) => language === null || languages.includes(language),
  open: ({ isOpenNow, isOpenThen }, { open }) => open === null || (open === 'now' ? isOpenNow : isOpenThen) === true,
  hasTraining: ({ openTrainingPlaces }, { hasTraining }) => !hasTraining || (openTrainingPlaces ?? 0) > 0,
  hasJobs: ({ openJobs }, { hasJobs }) => !hasJobs || (openJobs ?? 0) > 0,
  text: ({ searchText }, { text }) => {
    const found = fold(searchText);
    return fold(text)
      .split(/\s+/)
      .every((word) => found.includes(word));
  }
} as const satisfies Record<keyof DirectoryFilter, Rule>;

const NAMES = Object.keys(RULES) as (keyof DirectoryFilter)[];

/** True where every rule of the filter, or every other than `except`, lets the business through. */
export function isListed(entry: DirectoryEntry, filter: DirectoryFilter, except?: keyof DirectoryFilter): boolean {
  return NAMES.every((name) => name === except || RULES[name](entry, filter));
}

/** The counts beside the choices; a choice that would leave nothing is there with 0 only where it is chosen. */
export function countDirectory(entries: readonly DirectoryEntry[], filter: DirectoryFilter): DirectoryFacets {
  const without = (name: keyof DirectoryFilter) => entries.filter((entry) => isListed(entry, filter, name));
  const [anyBranch, anyLanguage, anyHour] = [without('branch'), without('language'), without('open')];
  const spoken = [...new Set(entries.flatMap(({ languages }) => languages))].sort();
  return {
    branches: BRANCH_GROUPS.map((branch) => ({
      branch,
      count: anyBranch.filter(({ branchGroup }) => branchGroup === branch).length
    })).filter(({ branch, count }) => count > 0 || branch === filter.branch),
    languages: [...new Set([...spoken, ...(filter.language ? [filter.language] : [])])]
      .map((language) => ({
        language,
        count: anyLanguage.filter((entry) => entry.languages.includes(language)).length
      }))
      .filter(({ language, count }) => count > 0 || language === filter.language),
    openNow: anyHour.filter(({ isOpenNow }) => isOpenNow === true).length,
    training: without('hasTraining').filter((entry) => RULES.hasTraining(entry, { ...filter, hasTraining: true }))
      .length,
    jobs: without('hasJobs').filter((entry) => RULES.hasJobs(entry, { ...filter, hasJobs: true })).length
  };
}
