import { isCode } from '../codes';
import { readId } from '../id-list';
import { COMPARISON_FORMS, type ComparisonForm } from './comparison-codes';

/** What is compared, and how it is shown, as the address of the page says. */
export interface ComparisonChoice {
  /** Null is today. */
  readonly from: number | null;
  /** Null where the address names no plan. */
  readonly to: number | null;
  readonly form: ComparisonForm;
}

/** Reads `from=today|<id>`, `to=<id>` and `form`; what is none of these is as if it were not there. */
export function readComparison(search: URLSearchParams): ComparisonChoice {
  const form = search.get('form');
  return {
    from: readId(search.get('from') ?? ''),
    to: readId(search.get('to') ?? ''),
    form: isCode(COMPARISON_FORMS, form) ? form : 'difference'
  };
}

/** The query of a choice; the usual form is left out. */
export function writeComparison({ from, to, form }: ComparisonChoice): string {
  const search = new URLSearchParams({ from: from === null ? 'today' : String(from) });
  if (to !== null) search.set('to', String(to));
  if (form !== 'difference') search.set('form', form);
  return search.toString();
}
