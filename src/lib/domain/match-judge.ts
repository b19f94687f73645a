import { rememberDays } from './day-memo';
import type { IsoDate } from './interval';
import type { MatchingRules, SpaceOption, Verdict } from './matching';
import type { Space } from './space';
import { hasShopWindow, storeyPlaceOf, suitabilityFor } from './space-facts';
import type { MatchCriterion, SpaceIdea } from './space-request';

/** What is not recorded earns half: it may be so or not. */
const SHARE_OF_UNKNOWN = 0.5;
/** What a space earns for a use that it may suit though nobody offers it for that. */
const SHARE_OF_POSSIBLE_USE = 0.5;

/** How far a criterion is met, 0–1, or that it is not known. */
export type Share = number | typeof UNKNOWN;
const UNKNOWN = -1;

/**
 * How a criterion is judged: of the option, or of each of its spaces. Of two that are joined some things both must
 * have (`worst`), of others one is enough (`best`).
 */
export type Judge =
  | { readonly of: 'option'; readonly share: (option: SpaceOption) => Share }
  | { readonly of: 'worst' | 'best'; readonly share: (space: Space) => Share };

export function judgeOption(judge: Judge, option: SpaceOption): Share {
  if (judge.of === 'option') return judge.share(option);
  const { spaces } = option;
  const first = judge.share(spaces[0]);
  if (spaces.length === 1) return first;
  const second = judge.share(spaces[1]);
  const isFirstBetter = earned(first) >= earned(second);
  return isFirstBetter === (judge.of === 'best') ? first : second;
}

/** The share of its points that a criterion earns. */
export function earned(share: Share): number {
  return share === UNKNOWN ? SHARE_OF_UNKNOWN : share;
}

export function toVerdict(share: Share): Verdict {
  if (share === UNKNOWN) return 'unknown';
  if (share === 1) return 'met';
  return share === 0 ? 'missed' : 'partly';
}

/** How the quarter judges a criterion of the idea. */
export function judgeOf(criterion: MatchCriterion, idea: SpaceIdea, rules: MatchingRules): Judge {
  const { areaTolerance, rentTolerance, waitingDays, strongPowerKw } = rules.matching;
  const raised = rules.countsRaisedGroundFloor;
  switch (criterion) {
    case 'use':
      return { of: 'worst', share: (space) => SHARE_OF_SUITABILITY[suitabilityFor(space, idea.use)] };
    case 'area':
      return { of: 'option', share: ({ areaSqm }) => shareOfArea(areaSqm, idea, areaTolerance) };
    case 'rent': {
      const most = idea.maxRentCents ?? Infinity;
      const share = (rentCents: number | null) =>
        rentCents === null ? UNKNOWN : fade(rentCents - most, most * rentTolerance);
      return { of: 'option', share: ({ rentCents }) => share(rentCents) };
    }
    case 'start': {
      const wanted = idea.startsOn ?? LAST_DAY;
      const day = rememberDays();
      const share = (freeOn: IsoDate) => (freeOn <= wanted ? 1 : fade(day(freeOn) - day(wanted), waitingDays));
      return { of: 'worst', share: ({ availableOn }) => share(availableOn) };
    }
    case 'ground_floor':
      return { of: 'worst', share: (space) => (storeyPlaceOf(space, raised) === 'ground' ? 1 : 0) };
    case 'frontage':
      return { of: 'best', share: (space) => shareOf(hasShopWindow(space, raised)) };
    case 'step_free':
      return { of: 'worst', share: ({ isStepFree }) => shareOf(isStepFree) };
    case 'power':
      return { of: 'best', share: ({ powerKw }) => shareOf(powerKw === null ? null : powerKw >= strongPowerKw) };
    case 'extractor':
      return { of: 'best', share: ({ hasExtractor }) => shareOf(hasExtractor) };
    case 'toilet':
      return { of: 'best', share: ({ hasToilet }) => shareOf(hasToilet) };
  }
}

const SHARE_OF_SUITABILITY = { suits: 1, possible: SHARE_OF_POSSIBLE_USE, unsuited: 0 } as const;
const LAST_DAY: IsoDate = '9999-12-31';

function shareOfArea(areaSqm: number | null, { minSqm, maxSqm }: SpaceIdea, tolerance: number): Share {
  if (areaSqm === null) return UNKNOWN;
  if (minSqm !== null && areaSqm < minSqm) return fade(minSqm - areaSqm, minSqm * tolerance);
  if (maxSqm !== null && areaSqm > maxSqm) return fade(areaSqm - maxSqm, maxSqm * tolerance);
  return 1;
}

/** 1 where nothing is in excess, 0 from `tolerance` on, evenly less between. */
function fade(excess: number, tolerance: number): number {
  return excess <= 0 ? 1 : Math.max(0, 1 - excess / tolerance);
}

function shareOf(is: boolean | null): Share {
  if (is === null) return UNKNOWN;
  return is ? 1 : 0;
}
