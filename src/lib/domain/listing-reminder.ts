import type { BuildingReference } from './building';
import { addDays, type IsoDate } from './interval';

/** What a reminder is about, and in which words it is written. */
export interface Reminder {
  readonly locale: string;
  /** Null where only an address is known. */
  readonly name: string | null;
  readonly title: string;
  readonly house: BuildingReference;
  /** First day on which the offer is not shown any more. */
  readonly expiresOn: IsoDate;
}

/**
 * Which reminder of an offer is due: the nearest to its end of those whose day has come; null where none is, or its
 * time is over. One that was missed is not made up for once a later one is due.
 */
export function dueReminder(
  expiresOn: IsoDate,
  { today, reminderDays }: { readonly today: IsoDate; readonly reminderDays: readonly number[] }
): number | null {
  if (expiresOn <= today) return null;
  const due = reminderDays.filter((days) => addDays(today, days) >= expiresOn);
  return due.length === 0 ? null : Math.min(...due);
}
