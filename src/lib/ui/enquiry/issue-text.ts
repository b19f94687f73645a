import { m } from '../../../i18n/paraglide/messages';
import type { FormIssue } from '../../domain/form';
import { issueText as accountIssue } from '../account/issue-text';

const TEXTS: Readonly<Record<string, () => string>> = {
  form_too_fast: m.enquiry_issue_form_too_fast,
  form_too_old: m.enquiry_issue_form_too_old,
  form_trap: m.enquiry_issue_form_trap,
  text_missing: m.enquiry_issue_text_missing,
  text_too_long: m.enquiry_issue_text_too_long,
  text_characters: m.enquiry_issue_text_characters,
  phone_invalid: m.enquiry_issue_phone_invalid,
  consent_missing: m.enquiry_issue_consent_missing,
  counselling_consent_missing: m.enquiry_issue_counselling_consent_missing,
  language_unknown: m.enquiry_issue_language_unknown,
  request_without_purpose: m.enquiry_issue_request_without_purpose,
  enquiry_withdrawn: m.enquiry_issue_enquiry_withdrawn,
  viewing_changed: m.enquiry_issue_viewing_changed,
  not_a_day: m.enquiry_issue_not_a_day,
  not_a_time: m.enquiry_issue_not_a_time,
  in_the_past: m.enquiry_issue_in_the_past,
  too_far_ahead: m.enquiry_issue_too_far_ahead,
  time_not_there: m.enquiry_issue_time_not_there,
  unknown_code: m.enquiry_issue_unknown_code,
  counselling_taken: m.enquiry_issue_counselling_taken,
  consultation_is_over: m.refusal_consultation_is_over,
  unit_not_in_plan: m.consultation_issue_subject,
  comment_changed: m.consultation_issue_comment_changed,
  comments_none: m.consultation_issue_comments_none
};

/** Why a form around enquiries, requests and comments was refused, in the reader's language; undefined where it was not. */
export function issueText(issue: FormIssue | undefined): string | undefined {
  if (issue === undefined) return undefined;
  return Object.hasOwn(TEXTS, issue.code) ? TEXTS[issue.code]!() : accountIssue(issue);
}
