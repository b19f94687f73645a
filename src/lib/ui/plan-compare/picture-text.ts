import { TARGET_STATE_COUNTS } from '../../../i18n/comparison-codes';
import { formatCount, formatMonth } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import { dayBefore } from '../../domain/interval';
import { TARGET_STATES } from '../../domain/plan/comparison-codes';
import type { WantedGroup } from '../../domain/plan/target-picture';

/** "3 gewünscht: 1 angesiedelt, 1 reserviert, 1 noch belegt bis März 2027"; the end is that of the last day in use. */
export function describeWanted(group: WantedGroup): string {
  const states = TARGET_STATES.filter((state) => group.states[state] > 0).map((state) =>
    state === 'occupied' && group.untilOn.length > 0
      ? describeOccupied(group)
      : TARGET_STATE_COUNTS[state]({ count: formatCount(group.states[state]) })
  );
  return m.compare_sentence({
    wanted: m.compare_wanted({ count: group.wanted }),
    states: states.join(m.house_comma())
  });
}

function describeOccupied({ states, untilOn }: WantedGroup): string {
  const months = [...new Set(untilOn.map((day) => formatMonth(dayBefore(day))))];
  const words = { count: formatCount(states.occupied), ends: months.join(m.house_comma()) };
  return untilOn.length === states.occupied
    ? m.compare_state_occupied_until(words)
    : m.compare_state_occupied_partly(words);
}
