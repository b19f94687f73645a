import { UNIT_KIND_LABELS, USE_LABELS } from '../../../i18n/codes';
import { formatDate, formatEuro, formatArea, formatMeasure, formatMetres, formatSpan } from '../../../i18n/format';
import { SPACE_NEED_LABELS } from '../../../i18n/offer-codes';
import { m } from '../../../i18n/paraglide/messages';
import { getLocale } from '../../../i18n/paraglide/runtime';
import { toDayNumber, type IsoDate } from '../../domain/interval';
import type { MatchingRules, MatchReason, SpaceOption } from '../../domain/matching';
import type { Space } from '../../domain/space';
import { storeyPlaceOf, suitabilityFor } from '../../domain/space-facts';
import type { MatchCriterion, SpaceIdea } from '../../domain/space-request';
import { labelAreaRange, labelStorey } from './space-text';
import { labelAreaMiss } from './wish-text';

/** What a sentence about a match is made of. */
export interface ReasonContext {
  readonly option: SpaceOption;
  readonly idea: SpaceIdea;
  readonly rules: MatchingRules;
  readonly today: IsoDate;
}

/** What a criterion is called. */
export function labelCriterion(criterion: MatchCriterion): string {
  switch (criterion) {
    case 'use':
      return m.space_criterion_use();
    case 'area':
      return m.space_criterion_area();
    case 'rent':
      return m.space_criterion_rent();
    case 'start':
      return m.space_criterion_start();
    default:
      return SPACE_NEED_LABELS[criterion]();
  }
}

/**
 * One reason as a sentence with its numbers. Where the use needs what is missing or not recorded, why it does follows
 * in the reader's language: `kein Abzug. Wer kocht, braucht Abluft über Dach.`
 */
export function labelReason(reason: MatchReason, context: ReasonContext): string {
  const fact = labelFact(reason, context);
  const why = reason.verdict === 'met' ? null : findNeed(reason.criterion, context);
  return why === null ? fact : m.space_fact_because({ fact, reason: why });
}

/** Why the use of the idea needs it; null where it does not. */
function findNeed(criterion: MatchCriterion, { idea, rules }: ReasonContext): string | null {
  const need = rules.matching.useNeeds.find(({ use, need: needed }) => use === idea.use && needed === criterion);
  return need?.reason[getLocale()] ?? need?.reason['de'] ?? null;
}

function labelFact({ criterion, verdict }: MatchReason, context: ReasonContext): string {
  const { option, idea } = context;
  const isMet = verdict === 'met';
  const isUnknown = verdict === 'unknown';
  switch (criterion) {
    case 'use':
      return labelUse(option, idea);
    case 'area':
      return option.areaSqm !== null && isMet
        ? m.space_fact_area_met({ area: formatArea(option.areaSqm), range: labelAreaRange(idea) ?? '' })
        : labelAreaMiss(option.areaSqm, idea);
    case 'rent':
      return labelRent(option.rentCents, idea.maxRentCents ?? 0);
    case 'start':
      return labelStart(context);
    case 'ground_floor':
      return labelGroundFloor(context);
    case 'frontage':
      if (isMet) return labelFrontage(option);
      return isUnknown ? m.space_fact_frontage_unknown() : m.space_fact_frontage_missed();
    case 'step_free':
      if (isMet) return m.space_fact_step_free_met();
      return isUnknown ? m.space_fact_step_free_unknown() : m.space_fact_step_free_missed();
    case 'power':
      return labelPower(context);
    case 'extractor':
      if (isMet) return m.space_fact_extractor_met();
      return isUnknown ? m.space_fact_extractor_unknown() : m.space_fact_extractor_missed();
    case 'toilet':
      if (isMet) return m.space_fact_toilet_met();
      return isUnknown ? m.space_fact_toilet_unknown() : m.space_fact_toilet_missed();
  }
}

const WORST_FIRST = ['unsuited', 'possible', 'suits'] as const;

/** Of two joined spaces the one that suits the use less decides. */
function labelUse({ spaces }: SpaceOption, idea: SpaceIdea): string {
  const use = USE_LABELS[idea.use]();
  const judged = spaces.map((space: Space) => ({ space, suitability: suitabilityFor(space, idea.use) }));
  const [worst] = judged.sort((a, b) => WORST_FIRST.indexOf(a.suitability) - WORST_FIRST.indexOf(b.suitability));
  if (worst === undefined || worst.suitability === 'unsuited') return m.space_fact_use_missed({ use });
  if (worst.suitability === 'possible') return m.space_fact_use_possible({ use });
  return worst.space.suitableUses.length > 0
    ? m.space_fact_use_suits({ use })
    : m.space_fact_use_kind({ use, kind: UNIT_KIND_LABELS[worst.space.kind]() });
}

function labelRent(cents: number | null, limitCents: number): string {
  const limit = formatEuro(limitCents);
  if (cents === null) return m.space_fact_rent_unknown({ limit });
  const rent = formatEuro(cents);
  return cents <= limitCents
    ? m.space_fact_rent_met({ rent, limit })
    : m.space_fact_rent_over({ rent, limit, difference: formatEuro(cents - limitCents) });
}

function labelStart({ option, idea, today }: ReasonContext): string {
  const free = option.spaces.map(({ availableOn }: Space) => availableOn).reduce((a, b) => (a > b ? a : b));
  const wanted = idea.startsOn ?? today;
  if (free <= today) return m.space_fact_start_now();
  const date = formatDate(free);
  return free <= wanted
    ? m.space_fact_start_met({ date, wanted: formatDate(wanted) })
    : m.space_fact_start_late({ date, delay: formatSpan(toDayNumber(free) - toDayNumber(wanted)) });
}

function labelGroundFloor({ option, rules }: ReasonContext): string {
  const above = option.spaces.find((space: Space) => storeyPlaceOf(space, rules.countsRaisedGroundFloor) !== 'ground');
  return above === undefined ? m.space_fact_ground_met() : m.space_fact_ground_missed({ storey: labelStorey(above) });
}

/** Joined windows are as wide as both together. */
function labelFrontage({ spaces }: SpaceOption): string {
  const width = spaces.reduce((sum, { frontageM }) => sum + (frontageM ?? 0), 0);
  return width === 0 ? m.space_fact_frontage_met_plain() : m.space_fact_frontage_met({ length: formatMetres(width) });
}

function labelPower({ option, rules }: ReasonContext): string {
  const known = option.spaces.flatMap(({ powerKw }: Space) => (powerKw === null ? [] : [powerKw]));
  const strong = rules.matching.strongPowerKw;
  const most = Math.max(...known);
  if (most >= strong) return m.space_fact_power_met({ power: formatMeasure(most) });
  if (known.length < option.spaces.length) return m.space_fact_power_unknown();
  return m.space_fact_power_missed({ power: formatMeasure(most), wanted: formatMeasure(strong) });
}
