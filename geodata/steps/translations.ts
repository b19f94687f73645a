import type { ProblemList } from './problems';
import type { AuthoredContent } from './validate';

/** Keys whose values are texts per locale. */
const TEXT_KEYS = new Set([
  'name',
  'names',
  'title',
  'hint',
  'intro',
  'summary',
  'description',
  'fitOut',
  'body',
  'duration',
  'legalBasis',
  'wish',
  'reason',
  'note',
  'method'
]);

const FILES_WITH_TEXTS = [
  'quarter',
  'measures',
  'districts',
  'blocks',
  'streets',
  'stops',
  'businesses',
  'listings',
  'offices',
  'guide',
  'plan-rules',
  'renewal-areas',
  'indicators'
] as const;

/** Checks that every text has the base language, and no language that the quarter does not have. */
export function checkTexts(content: AuthoredContent, problems: ProblemList): void {
  const { folder } = content;
  const { locales } = content.quarter.settings;
  const visit = (file: string, pointer: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      const isText = TEXT_KEYS.has(key) && typeof item === 'object' && item !== null;
      if (isText) checkText({ problems, file, pointer: `${pointer}/${key}` }, Object.keys(item as object), locales);
      else visit(file, `${pointer}/${key}`, item);
    }
  };
  visit('sources.json', '', content.sources);
  for (const name of FILES_WITH_TEXTS) visit(`${folder}/${name}.json`, '', content[name]);
  for (const { file, building } of content.buildings) visit(file, '', building);
  for (const { file, plan } of content.plans) visit(file, '', plan);
}

interface TextPlace {
  readonly problems: ProblemList;
  readonly file: string;
  readonly pointer: string;
}

function checkText({ problems, file, pointer }: TextPlace, given: readonly string[], locales: readonly string[]): void {
  const base = locales[0]!;
  const isNameInOtherScripts = pointer.endsWith('/names');
  if (!given.includes(base) && !isNameInOtherScripts) problems.add(file, pointer, `has no text in "${base}"`);
  for (const locale of given) {
    if (!locales.includes(locale)) problems.add(file, `${pointer}/${locale}`, 'the quarter has no such language');
  }
}
