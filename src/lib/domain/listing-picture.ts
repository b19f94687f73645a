import { LISTING_FILE_KINDS, isCode, type ListingFileKind } from './codes';
import { checkText } from './free-text';
import { isIsoDate, type IsoDate } from './interval';
import type { Issue } from './refusal';

/** What is taken of one picture; larger ones are refused before they are decoded. */
export const MOST_MEGABYTES = 15;
export const MOST_MEGAPIXELS = 50;
/** Pictures are made no longer than this. */
export const LONGEST_EDGE_PX = 1600;
/** Most pictures of one offer. */
export const MOST_FILES = 20;
/** What one upload may hold altogether: several pictures at once. */
export const MOST_UPLOAD_BYTES = 64_000_000;

/** What the form offers to choose; what counts is the content of a file. */
export const PICTURE_TYPES = 'image/jpeg,image/png,image/webp,image/avif';

/** What people say of a picture. */
export interface PictureWords {
  readonly kind: ListingFileKind;
  /** What is to be seen, for those who do not see it. */
  readonly altText: string;
  /** Who made it, and under which licence it may be shown. */
  readonly credit: string;
  readonly takenOn: IsoDate | null;
}

const MOST_CHARACTERS = 300;

/** What cannot be stored; fields are named as in `PictureWords`. */
export function checkPictureWords(words: PictureWords, today: IsoDate): Issue[] {
  const { kind, altText, credit, takenOn } = words;
  const issues: Issue[] = isCode(LISTING_FILE_KINDS, kind) ? [] : [{ field: 'kind', code: 'unknown_code' }];
  for (const [field, text] of [
    ['altText', altText],
    ['credit', credit]
  ] as const) {
    if (text === '') issues.push({ field, code: 'required' });
    issues.push(...checkText(field, text, MOST_CHARACTERS));
  }
  if (takenOn !== null && !isIsoDate(takenOn)) issues.push({ field: 'takenOn', code: 'not_a_day' });
  else if (takenOn !== null && takenOn > today) issues.push({ field: 'takenOn', code: 'in_the_future' });
  return issues;
}
