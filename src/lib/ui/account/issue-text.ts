import { m } from '$i18n/paraglide/messages';
import type { FormIssue } from '../../domain/form';

type Details = Readonly<Record<string, string | number>>;

const TEXTS: Readonly<Record<string, (details: Details) => string>> = {
  sign_in_refused: () => m.account_issue_sign_in_refused(),
  too_many_attempts: ({ retryInS }) => waitText(Number(retryInS)),
  code_refused: () => m.account_issue_code_refused(),
  token_spent: () => m.account_issue_token_spent(),
  email_invalid: () => m.account_issue_email_invalid(),
  email_taken: () => m.account_issue_email_taken(),
  name_invalid: () => m.account_issue_name_invalid(),
  password_missing: () => m.account_issue_password_missing(),
  password_too_short: ({ least }) => m.account_issue_password_too_short({ least: least ?? 10 }),
  password_too_long: ({ most }) => m.account_issue_password_too_long({ most: most ?? 200 }),
  password_common: () => m.account_issue_password_common(),
  password_personal: () => m.account_issue_password_personal(),
  password_wrong: () => m.account_issue_password_wrong(),
  organisation_missing: () => m.account_issue_organisation_missing(),
  organisation_unknown: () => m.account_issue_organisation_unknown(),
  organisation_taken: () => m.account_issue_organisation_taken(),
  organisation_used: () => m.account_issue_organisation_used(),
  role_unknown: () => m.account_issue_role_unknown(),
  role_held: () => m.account_issue_role_held(),
  last_administrator: () => m.account_issue_last_administrator(),
  not_for_all_quarters: () => m.account_issue_not_for_all_quarters(),
  other_account: () => m.account_issue_other_account(),
  missing: () => m.account_issue_missing()
};

/** Why a form or one of its fields was refused, in the reader's language; undefined where it was not. */
export function issueText(issue: FormIssue | undefined): string | undefined {
  if (issue === undefined) return undefined;
  return (TEXTS[issue.code] ?? (() => m.account_issue_other()))(issue.details ?? {});
}

function waitText(seconds: number): string {
  return seconds <= 90
    ? m.account_issue_wait_seconds({ count: seconds })
    : m.account_issue_wait_minutes({ count: Math.ceil(seconds / 60) });
}
