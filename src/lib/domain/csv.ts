/** What a spreadsheet would take for a formula or a command at the beginning of a cell. */
const FORMULA = /^[=+\-@\t\r]/;
/** Marks the text as UTF-8 for spreadsheets that would guess otherwise. */
export const CSV_MARK = '\u{FEFF}';

/**
 * One line of CSV with semicolons, as German spreadsheets read it: quoted where need be, null empty. Text that a
 * spreadsheet would run as a formula gets an apostrophe before it (OWASP: CSV injection).
 */
export function formatCsvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(formatCell).join(';')}\r\n`;
}

function formatCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(harmless) || harmless !== harmless.trim() ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
