import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Viewing } from './enquiry-record';

const PRODUCT = { company: 'IQ_Ost', product: 'Viewings' };
const MINUTE_MS = 60_000;

/** What an entry of a calendar says beside its time. */
export interface CalendarFacts {
  /** In the language of whoever gets it. */
  readonly summary: string;
  readonly organizer: { readonly name: string; readonly email: string };
  /** Whom the entry is for; in a mail their program offers to answer. */
  readonly attendee: { readonly name: string; readonly email: string };
}

/**
 * A viewing as an iCalendar invitation (RFC 5546, 3.2.2), or as its end where it was cancelled (3.2.5). Times are in
 * UTC: each calendar shows them in its own zone, and none has to know the quarter's.
 */
export function writeInvitation(viewing: Viewing, facts: CalendarFacts): string {
  const method = viewing.state === 'cancelled' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({ prodId: PRODUCT, method });
  const status = viewing.state === 'proposed' ? ICalAttendeeStatus.NEEDSACTION : ICalAttendeeStatus.ACCEPTED;
  calendar.createEvent({
    ...eventOf(viewing, facts.summary),
    organizer: facts.organizer,
    attendees: [{ ...facts.attendee, rsvp: false, role: ICalAttendeeRole.REQ, status }]
  });
  return calendar.toString();
}

/** The viewings of an enquiry as a file to keep (RFC 5546, 3.2.1). */
export function writeViewings(viewings: readonly Viewing[], summary: string): string {
  const calendar = ical({ prodId: PRODUCT, method: ICalCalendarMethod.PUBLISH });
  for (const viewing of viewings) calendar.createEvent(eventOf(viewing, summary));
  return calendar.toString();
}

function eventOf(viewing: Viewing, summary: string) {
  const { id, sequence, startsAt, durationMinutes, place, changedAt } = viewing;
  return {
    id: `${id}@viewing.iq-ost`,
    ...{ sequence, summary, location: place, stamp: changedAt },
    start: startsAt,
    end: new Date(startsAt.getTime() + durationMinutes * MINUTE_MS),
    status: STATUS[viewing.state]
  };
}

const STATUS: Readonly<Record<Viewing['state'], ICalEventStatus>> = {
  proposed: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  held: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED
};
