import { refusalText } from '../../../i18n/refusals';
import type { ChangeDetail } from '../../domain/change';
import type { FormIssues, FormValues } from '../../domain/form';

/** What a form of a record gets back: whose it is, and what was refused or saved. */
export interface RefusedRecordForm {
  readonly key: string;
  readonly issues: FormIssues;
  readonly values: FormValues;
  readonly meanwhile: { readonly version: number; readonly changes: readonly ChangeDetail[] } | null;
}

/** What the fields of a form show: what was sent back refused, else what is recorded. */
export interface FieldReader {
  readonly value: (name: string) => string;
  readonly isTicked: (name: string) => boolean;
  /** Why a field was refused, in the reader's language. */
  readonly issue: (name: string) => string | undefined;
}

/** @param recorded by the names of the fields; a ticked box is any text */
export function readFields(recorded: FormValues, refused: RefusedRecordForm | null): FieldReader {
  const value = (name: string) => refused?.values[name] ?? recorded[name] ?? '';
  return {
    value,
    isTicked: (name) => value(name) !== '',
    issue: (name) => {
      const issue = refused?.issues[name];
      return issue && refusalText(issue.code, issue.details);
    }
  };
}
