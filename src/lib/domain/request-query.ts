import { readIdea, writeIdea } from './idea-query';
import { readSpaceSearch, writeSpaceSearch } from './space-filter';
import type { RequestCriteria } from './space-request';

/** Tells an idea from a search, whose parameters share their names. */
const IS_IDEA = 'idea';

/**
 * What is to be stored as a request, from the link that leads to its form: a search unless it says that it is an idea;
 * null where that does not say for which use.
 */
export function readCriteria(search: URLSearchParams): RequestCriteria | null {
  if (search.get(IS_IDEA) !== '1') return { kind: 'search', filter: readSpaceSearch(search).filter };
  const idea = readIdea(search);
  return idea && { kind: 'idea', idea };
}

/** The parameters for `/requests/new`; `readCriteria` gives the same criteria again. */
export function writeCriteria(criteria: RequestCriteria): URLSearchParams {
  const parameters = criteriaParameters(criteria);
  return criteria.kind === 'idea' ? new URLSearchParams([[IS_IDEA, '1'], ...parameters]) : parameters;
}

/** The parameters with which the finder or the page of an idea shows the same. */
export function criteriaParameters(criteria: RequestCriteria): URLSearchParams {
  if (criteria.kind === 'idea') return writeIdea(criteria.idea);
  return writeSpaceSearch({ filter: criteria.filter, sort: 'newest', page: 1 });
}
