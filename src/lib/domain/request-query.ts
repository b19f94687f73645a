import { REQUEST_KINDS } from './codes';
import { readIdea, writeIdea } from './idea-query';
import { readSpaceSearch, writeSpaceSearch } from './space-filter';
import type { RequestCriteria } from './space-request';

/** Tells an idea from a search, whose parameters share their names. */
const KIND = 'kind';

/** What is to be stored as a request, from the link that leads to its form; null where it names neither search nor idea. */
export function readCriteria(search: URLSearchParams): RequestCriteria | null {
  const kind = REQUEST_KINDS.find((one) => one === search.get(KIND));
  if (kind === 'search') return { kind, filter: readSpaceSearch(search).filter };
  const idea = kind === 'idea' ? readIdea(search) : null;
  return idea && { kind: 'idea', idea };
}

/** The parameters for `/requests/new`; `readCriteria` gives the same criteria again. */
export function writeCriteria(criteria: RequestCriteria): URLSearchParams {
  const parameters = criteriaParameters(criteria);
  return new URLSearchParams([[KIND, criteria.kind], ...parameters]);
}

/** The parameters with which the finder or the page of an idea shows the same. */
export function criteriaParameters(criteria: RequestCriteria): URLSearchParams {
  if (criteria.kind === 'idea') return writeIdea(criteria.idea);
  return writeSpaceSearch({ filter: criteria.filter, sort: 'newest', page: 1 });
}
