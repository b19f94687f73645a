import { toDayNumber, type IsoDate } from './interval';

/** `toDayNumber` for long lists in which few days come often: each day is read once. */
export function rememberDays(): (date: IsoDate) => number {
  const known = new Map<IsoDate, number>();
  return (date) => {
    const before = known.get(date);
    if (before !== undefined) return before;
    const day = toDayNumber(date);
    known.set(date, day);
    return day;
  };
}
