import { STATUS_LABELS, VACANCY_REASON_LABELS } from '../../../i18n/codes';
import { formatDate } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import type { UnitHistoryEntry } from '../../domain/unit';

/** The head of a status sentence: `leer seit 14.04.2026`, `leer mindestens seit …` where nobody knows the start. */
export function labelStatusSince({ status, valid, isStartKnown }: UnitHistoryEntry): string {
  const label = STATUS_LABELS[status]();
  if (status === 'withheld' || valid.from === null) return label;
  const date = formatDate(valid.from);
  return isStartKnown
    ? m.records_unit_status_since({ status: label, date })
    : m.records_unit_status_at_least_since({ status: label, date });
}

/**
 * What is known beside the status, ready to be joined: the reason of a vacancy, and when it was last checked.
 * That nobody has checked is said only of the present (an open end), where somebody still can.
 */
export function listStatusNotes({ status, reason, checkedOn, valid }: UnitHistoryEntry): readonly string[] {
  if (status === 'withheld') return [];
  const notes = reason === null ? [] : [VACANCY_REASON_LABELS[reason]()];
  if (checkedOn !== null) return [...notes, m.records_unit_checked({ date: formatDate(checkedOn) })];
  return valid.to === null ? [...notes, m.records_unit_never_checked()] : notes;
}
