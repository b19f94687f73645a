/** What is taken of one table; a plan of ten thousand units is far below. */
export const MOST_PLAN_FILE_BYTES = 2_000_000;
export const MOST_PLAN_MEGABYTES = MOST_PLAN_FILE_BYTES / 1_000_000;
/** What the form may send altogether: a file that is somewhat too large is refused at its field. */
export const MOST_PLAN_UPLOAD_BYTES = 8_000_000;
/** Rows of a sheet, those of its head included. */
export const MOST_PLAN_ROWS = 12_000;

/** What the form offers to choose; what counts is the content of a file. */
export const PLAN_FILE_TYPES = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
