import type { OwnPart } from '../../domain/account';
import type { FormIssues, FormValues } from '../../domain/form';

/** What a form of one's own page has come back with. */
export interface OwnForm {
  readonly part: OwnPart;
  readonly isDone: boolean;
  readonly issues: FormIssues;
  readonly values: FormValues;
}
