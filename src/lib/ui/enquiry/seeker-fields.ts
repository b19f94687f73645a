import type { FormIssues, FormValues } from '../../domain/form';
import type { FieldReader } from '../record-form/record-form';
import { issueText } from './issue-text';

/** A form of somebody without an account, as it came back. */
export interface SentForm {
  readonly issues: FormIssues;
  readonly values: FormValues;
  /** To send it again with. */
  readonly stamp?: string;
}

/** What the fields show: what came back refused, else what they begin with. */
export function seekerFields(sent: SentForm | null | undefined, first: FormValues = {}): FieldReader {
  const value = (name: string) => (sent ? (sent.values[name] ?? '') : (first[name] ?? ''));
  return {
    value,
    isTicked: (name) => value(name) !== '',
    issue: (name) => issueText(sent?.issues[name])
  };
}
