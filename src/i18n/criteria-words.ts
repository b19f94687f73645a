import type { RequestCriteria, SpaceIdea } from '../lib/domain/space-request';
import { listWishes } from '../lib/domain/space-search';
import { labelLanguage } from '../lib/ui/space/language-name';
import { labelAreaRange } from '../lib/ui/space/space-text';
import { labelWish } from '../lib/ui/space/wish-text';
import { USE_LABELS } from './codes';
import { formatDate, formatEuro } from './format';
import { SPACE_NEED_LABELS } from './offer-codes';
import { m } from './paraglide/messages';

/** What a request wants, wish by wish, in the language of the page or the mail. */
export function listCriteria(criteria: RequestCriteria): readonly string[] {
  if (criteria.kind === 'idea') return listIdea(criteria.idea);
  const wishes = listWishes(criteria.filter).map((wish) => labelWish(wish, criteria.filter));
  return wishes.length === 0 ? [m.enquiry_request_any()] : wishes;
}

function listIdea({ use, maxRentCents, startsOn, needs, languages, ...area }: SpaceIdea): readonly string[] {
  return [
    USE_LABELS[use](),
    labelAreaRange(area),
    maxRentCents === null ? null : m.space_rent_up_to({ rent: formatEuro(maxRentCents) }),
    startsOn === null ? null : m.enquiry_request_start({ date: formatDate(startsOn) }),
    ...needs.map((need) => SPACE_NEED_LABELS[need]()),
    languages.length === 0 ? null : m.enquiry_request_languages({ languages: languages.map(labelLanguage).join(', ') })
  ].filter((text) => text !== null);
}
