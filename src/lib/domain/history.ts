import type { IsoDate } from './interval';
import type { Issue } from './refusal';

/**
 * One dated state of a thing. Entries of a history are sorted and meet without gap or overlap; `to` is the day
 * after the last one, null while it lasts. `id` is null for an entry that is not stored yet.
 */
export interface Entry<Value> {
  readonly id: number | null;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly value: Value;
}

/** When the thing exists; null is an open end. */
export interface Existence {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

/** A new history, or the fields that refuse it. */
export type Revised<Value> =
  { readonly entries: readonly Entry<Value>[]; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

export interface HistoryChange<Value> {
  readonly from: IsoDate;
  /** The day from which what was recorded before holds again; null: until the next recorded change. */
  readonly to: IsoDate | null;
  readonly value: Value;
}

/**
 * "From this day": `value` holds from `from` on, until `to` or the next recorded change. What was before ends there
 * and stays as it was; what follows `to` goes on. A day before the first entry extends the observed period.
 */
export function changeHistory<Value>(
  history: readonly Entry<Value>[],
  existence: Existence,
  { from, to, value }: HistoryChange<Value>
): Revised<Value> {
  const first = history[0];
  const last = history.at(-1);
  const cut = history.find((entry) => entry.from <= from && (entry.to === null || from < entry.to));
  const issues: Issue[] = [];
  if (existence.from !== null && from < existence.from) {
    issues.push({ field: 'from', code: 'before_unit_exists', details: { day: existence.from } });
  }
  if (existence.to !== null && existence.to <= from) {
    issues.push({ field: 'from', code: 'after_unit_ended', details: { day: existence.to } });
  }
  if (last && last.to !== null && last.to < from && issues.length === 0) {
    issues.push({ field: 'from', code: 'leaves_gap', details: { day: last.to } });
  }
  const next = cut ? cut.to : (history.find((entry) => from < entry.from)?.from ?? existence.to);
  const end = to ?? next;
  if (to !== null && to <= from) issues.push({ field: 'to', code: 'end_not_after_start' });
  if (to !== null && existence.to !== null && existence.to < to) {
    issues.push({ field: 'to', code: 'after_unit_ended', details: { day: existence.to } });
  }
  if (to !== null && first !== undefined && to < first.from) {
    issues.push({ field: 'to', code: 'leaves_gap', details: { day: first.from } });
  }
  if (issues.length > 0) return { issues };
  const kept = history.flatMap((entry): Entry<Value>[] => {
    const isBefore = entry.to !== null && entry.to <= from;
    const isAfter = end !== null && end <= entry.from;
    if (isBefore || isAfter) return [entry];
    const head = entry.from < from ? [{ ...entry, to: from }] : [];
    const tail =
      end !== null && (entry.to === null || end < entry.to)
        ? [{ ...entry, id: head.length > 0 ? null : entry.id, from: end }]
        : [];
    return [...head, ...tail];
  });
  // An entry that begins on the same day and is covered to its end gives its place, and its identity, to the new one.
  const replaced = cut && cut.from === from && !kept.some(({ id }) => id === cut.id) ? cut.id : null;
  return { entries: sortEntries([...kept, { id: replaced, from, to: end, value }]) };
}

export interface HistoryCorrection<Value> {
  readonly id: number;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly value: Value;
}

/**
 * "It was never so": the entry gets other bounds or another value, and its neighbours follow, so that nothing overlaps
 * and nothing is left open. Entries that the new bounds cover vanish. Days outside of the old and the new bounds keep
 * what was recorded, also where the entry goes past its neighbours.
 */
export function correctHistory<Value>(
  history: readonly Entry<Value>[],
  existence: Existence,
  { id, from, to, value }: HistoryCorrection<Value>
): Revised<Value> {
  const index = history.findIndex((entry) => entry.id === id);
  if (index < 0) return { issues: [{ field: 'entry', code: 'not_one_of_this_unit' }] };
  const issues: Issue[] = [];
  if (to !== null && to <= from) issues.push({ field: 'to', code: 'end_not_after_start' });
  if (existence.from !== null && from < existence.from) {
    issues.push({ field: 'from', code: 'before_unit_exists', details: { day: existence.from } });
  }
  if (existence.to !== null && (to === null || existence.to < to)) {
    issues.push({ field: 'to', code: 'after_unit_ended', details: { day: existence.to } });
  }
  if (issues.length > 0) return { issues };
  const old = history[index]!;
  const isApart = (to !== null && to < old.from) || (old.to !== null && old.to < from);
  const others = isApart ? withoutEntry(history, index) : history.filter((_, i) => i !== index);
  const before = others.filter((entry) => entry.from < from);
  const after = others.filter((entry) => to !== null && (entry.to === null || to < entry.to));
  const entries = [
    ...before.map((entry, i) => (i === before.length - 1 ? { ...entry, to: from } : entry)),
    { id, from, to, value },
    ...after.map((entry, i) =>
      i === 0 && to !== null ? { ...entry, id: before.includes(entry) ? null : entry.id, from: to } : entry
    )
  ];
  return { entries };
}

/** Takes out an entry that never was: the one before lasts over its time, or the one after begins earlier. */
export function removeEntry<Value>(history: readonly Entry<Value>[], id: number): Revised<Value> {
  const index = history.findIndex((entry) => entry.id === id);
  if (index < 0) return { issues: [{ field: 'entry', code: 'not_one_of_this_unit' }] };
  if (history.length === 1) return { issues: [{ field: 'entry', code: 'last_entry' }] };
  return { entries: withoutEntry(history, index) };
}

function withoutEntry<Value>(history: readonly Entry<Value>[], index: number): Entry<Value>[] {
  const gone = history[index]!;
  return history.flatMap((entry, i) => {
    if (i === index) return [];
    if (i === index - 1) return [{ ...entry, to: gone.to }];
    return i === index + 1 && index === 0 ? [{ ...entry, from: gone.from }] : [entry];
  });
}

/** Ends a history on a day: nothing may be recorded from that day on. One that ended before stays as it is. */
export function endHistory<Value>(history: readonly Entry<Value>[], on: IsoDate): Revised<Value> {
  const later = history.find((entry) => on <= entry.from);
  if (later) return { issues: [{ field: 'on', code: 'unit_has_later_changes', details: { day: later.from } }] };
  return { entries: history.map((entry) => (entry.to === null || on < entry.to ? { ...entry, to: on } : entry)) };
}

/** True for a history without overlap, without gap and without empty entries. */
export function isSound<Value>(history: readonly Entry<Value>[]): boolean {
  return history.every((entry, i) => {
    const next = history[i + 1];
    if (entry.to !== null && entry.to <= entry.from) return false;
    return next === undefined || entry.to === next.from;
  });
}

function sortEntries<Value>(entries: readonly Entry<Value>[]): Entry<Value>[] {
  return [...entries].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
