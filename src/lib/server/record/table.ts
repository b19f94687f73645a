/** One page of a longer list. Pages count from 1. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly page: number;
  readonly pageCount: number;
  readonly total: number;
}

/** Rows on one page of a list. */
export const PAGE_SIZE = 50;
/** No list is read further than this: the offset must fit PostgreSQL's integer. */
const LAST_PAGE = 1_000_000;

/** The slice to read. Anything but a whole number from 1 gives the first page. */
export function readPage(asked: number | undefined): { page: number; limit: number; offset: number } {
  const isPage = asked !== undefined && Number.isInteger(asked) && asked >= 1 && asked <= LAST_PAGE;
  const page = isPage ? asked : 1;
  return { page, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
}

/** A page with its place among all; an empty list has one page. */
export function toPage<Row>(rows: readonly Row[], place: { readonly page: number; readonly total: number }): Page<Row> {
  return { rows, page: place.page, pageCount: Math.max(1, Math.ceil(place.total / PAGE_SIZE)), total: place.total };
}
