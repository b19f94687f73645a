import type { IsoDate } from './interval';
import { rememberDays } from './day-memo';
import type { QuarterParameters } from './quarter';
import type { Space } from './space';
import { hasShopWindow, storeyPlaceOf, suitabilityFor } from './space-facts';
import { MATCH_CRITERIA, SPACE_NEEDS, type MatchCriterion, type SpaceIdea } from './space-request';

/** What can be had: a space as it is, a part of one that can be divided, or two neighbours joined. */
export interface SpaceOption {
  readonly kind: 'whole' | 'part' | 'joined';
  /** One space; of `joined` the two neighbours. */
  readonly spaces: readonly [Space] | readonly [Space, Space];
  /** Of the part, or of both together. */
  readonly areaSqm: number | null;
  /** Cold rent for it and month; null is "on request", of one of them at least, or that its area is not recorded. */
  readonly rentCents: number | null;
}

/** How a criterion was met. `unknown`: not recorded, so it can be neither praised nor blamed. */
export type Verdict = 'met' | 'partly' | 'missed' | 'unknown';

/** Why a match has its points: each criterion that the idea asks for has exactly one. */
export interface MatchReason {
  readonly criterion: MatchCriterion;
  readonly verdict: Verdict;
  /** Of `outOf`. */
  readonly points: number;
  readonly outOf: number;
  /** Wanted by the person, or needed by the use anyway (`MatchingParameters.useNeeds`). */
  readonly origin: 'wish' | 'use';
}

export interface Match {
  readonly option: SpaceOption;
  /** 0–1: points of all reasons as a share of what they are out of; 1 where the idea asks for nothing. */
  readonly score: number;
  readonly reasons: readonly MatchReason[];
}

/** The rules of a quarter that matching goes by. */
export type MatchingRules = Pick<QuarterParameters, 'matching' | 'countsRaisedGroundFloor'>;

/** What is not recorded earns half: it may be so or not. */
const SHARE_OF_UNKNOWN = 0.5;
/** What a space earns for a use that it may suit though nobody offers it for that. */
const SHARE_OF_POSSIBLE_USE = 0.5;

/**
 * The options that are worth showing, the best first, each with its reasons. Left out are the whole of a space of
 * which a part fits better, a part that fits no better than the whole, and a pair that fits no better than one of
 * its spaces alone. Of equal scores a whole space stands before a part and a part before a pair, then the later offer
 * first: the order of `options` does not matter.
 */
export function matchIdea(idea: SpaceIdea, options: readonly SpaceOption[], rules: MatchingRules): Match[] {
  return rankOptions(idea, options, rules).map((option) => explainMatch(idea, option, rules));
}

/** The options in the order of `matchIdea`, without the cost of a reason for each. */
export function rankOptions(idea: SpaceIdea, options: readonly SpaceOption[], rules: MatchingRules): SpaceOption[] {
  const scores = scoreOptions(idea, options, rules);
  const shown = listShown(options, scores);
  return shown
    .sort((a, b) => scores[b]! - scores[a]! || compareOptions(options[a]!, options[b]!))
    .map((at) => options[at]!);
}

/** The reasons of one option: exactly one for each criterion that the idea asks for, in the order of `MATCH_CRITERIA`. */
export function explainMatch(idea: SpaceIdea, option: SpaceOption, rules: MatchingRules): Match {
  const reasons = listAsked(idea, rules).map(({ criterion, origin }): MatchReason => {
    const outOf = rules.matching.weights[criterion];
    const share = judgeOf(criterion, idea, rules)(option);
    return { criterion, verdict: toVerdict(share), points: outOf * earned(share), outOf, origin };
  });
  let points = 0;
  let outOf = 0;
  for (const reason of reasons) {
    points += reason.points;
    outOf += reason.outOf;
  }
  return { option, score: toScore(points, outOf), reasons };
}

/** Is a new space worth a mail? It suits the use and lacks nothing for sure that the use needs. */
export function isWorthAlert({ score, reasons }: Match, { matching }: MatchingRules): boolean {
  const lacks = reasons.some(
    ({ criterion, verdict, origin }) => verdict === 'missed' && (criterion === 'use' || origin === 'use')
  );
  return score >= matching.alertScore && !lacks;
}

/** The criteria that an idea asks for, in the order of `MATCH_CRITERIA`; a need that is wished for counts as a wish. */
export function listAsked(
  idea: SpaceIdea,
  { matching }: MatchingRules
): readonly Pick<MatchReason, 'criterion' | 'origin'>[] {
  const neededBy = new Set(matching.useNeeds.filter(({ use }) => use === idea.use).map(({ need }) => need));
  const wished = new Set<MatchCriterion>(['use', ...idea.needs]);
  if (idea.minSqm !== null || idea.maxSqm !== null) wished.add('area');
  if (idea.maxRentCents !== null) wished.add('rent');
  if (idea.startsOn !== null) wished.add('start');
  const needed = new Set<MatchCriterion>(SPACE_NEEDS.filter((need) => neededBy.has(need)));
  return MATCH_CRITERIA.filter((criterion) => wished.has(criterion) || needed.has(criterion)).map((criterion) => ({
    criterion,
    origin: wished.has(criterion) ? 'wish' : 'use'
  }));
}

/** Scores parallel to `options`, exactly as `explainMatch` gives them. */
function scoreOptions(idea: SpaceIdea, options: readonly SpaceOption[], rules: MatchingRules): Float64Array {
  const scores = new Float64Array(options.length);
  let outOf = 0;
  for (const { criterion } of listAsked(idea, rules)) {
    const weight = rules.matching.weights[criterion];
    const judge = judgeOf(criterion, idea, rules);
    for (let at = 0; at < options.length; at += 1) scores[at]! += weight * earned(judge(options[at]!));
    outOf += weight;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = toScore(scores[at]!, outOf);
  return scores;
}

function toScore(points: number, outOf: number): number {
  return outOf === 0 ? 1 : points / outOf;
}

/** Places of the options of which none shows the same space to more advantage. */
function listShown(options: readonly SpaceOption[], scores: Float64Array): number[] {
  const whole = new Map<number, number>();
  const part = new Map<number, number>();
  options.forEach(({ kind, spaces: [{ listingId }] }, at) => {
    if (kind === 'whole') whole.set(listingId, scores[at]!);
    if (kind === 'part') part.set(listingId, scores[at]!);
  });
  const alone = (listingId: number) => Math.max(whole.get(listingId) ?? -1, part.get(listingId) ?? -1);
  const shown: number[] = [];
  options.forEach(({ kind, spaces: [first, second] }, at) => {
    const rival = {
      whole: () => part.get(first.listingId) ?? -1,
      part: () => whole.get(first.listingId) ?? -1,
      joined: () => Math.max(alone(first.listingId), second === undefined ? -1 : alone(second.listingId))
    }[kind]();
    if (kind === 'whole' ? scores[at]! >= rival : scores[at]! > rival) shown.push(at);
  });
  return shown;
}

const KIND_ORDER: Readonly<Record<SpaceOption['kind'], number>> = { whole: 0, part: 1, joined: 2 };

function compareOptions(a: SpaceOption, b: SpaceOption): number {
  return (
    KIND_ORDER[a.kind] - KIND_ORDER[b.kind] ||
    b.spaces[0].listingId - a.spaces[0].listingId ||
    (b.spaces[1]?.listingId ?? 0) - (a.spaces[1]?.listingId ?? 0)
  );
}

/** How far a criterion is met, 0–1, or that it is not known. */
type Share = number | typeof UNKNOWN;
const UNKNOWN = -1;
type Judge = (option: SpaceOption) => Share;

function earned(share: Share): number {
  return share === UNKNOWN ? SHARE_OF_UNKNOWN : share;
}

function toVerdict(share: Share): Verdict {
  if (share === UNKNOWN) return 'unknown';
  if (share === 1) return 'met';
  return share === 0 ? 'missed' : 'partly';
}

function judgeOf(criterion: MatchCriterion, idea: SpaceIdea, rules: MatchingRules): Judge {
  const { areaTolerance, rentTolerance, waitingDays, strongPowerKw } = rules.matching;
  const raised = rules.countsRaisedGroundFloor;
  switch (criterion) {
    case 'use':
      return ({ spaces }) => worst(spaces, (space) => SHARE_OF_SUITABILITY[suitabilityFor(space, idea.use)]);
    case 'area':
      return ({ areaSqm }) => shareOfArea(areaSqm, idea, areaTolerance);
    case 'rent': {
      const most = idea.maxRentCents ?? Infinity;
      return ({ rentCents }) => (rentCents === null ? UNKNOWN : fade(rentCents - most, most * rentTolerance));
    }
    case 'start': {
      const wanted = idea.startsOn ?? LAST_DAY;
      const day = rememberDays();
      return ({ spaces }) => {
        const free = latest(spaces);
        return free <= wanted ? 1 : fade(day(free) - day(wanted), waitingDays);
      };
    }
    case 'ground_floor':
      return ({ spaces }) => worst(spaces, (space) => (storeyPlaceOf(space, raised) === 'ground' ? 1 : 0));
    case 'frontage':
      return ({ spaces }) => best(spaces, (space) => shareOf(hasShopWindow(space, raised)));
    case 'step_free':
      return ({ spaces }) => worst(spaces, ({ isStepFree }) => shareOf(isStepFree));
    case 'power':
      return ({ spaces }) => best(spaces, ({ powerKw }) => shareOf(powerKw === null ? null : powerKw >= strongPowerKw));
    case 'extractor':
      return ({ spaces }) => best(spaces, ({ hasExtractor }) => shareOf(hasExtractor));
    case 'toilet':
      return ({ spaces }) => best(spaces, ({ hasToilet }) => shareOf(hasToilet));
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

/** Of a joined option what both must have. */
function worst(spaces: SpaceOption['spaces'], share: (space: Space) => Share): Share {
  const first = share(spaces[0]);
  if (spaces[1] === undefined) return first;
  const second = share(spaces[1]);
  return earned(first) <= earned(second) ? first : second;
}

/** Of a joined option what one of them is enough for. */
function best(spaces: SpaceOption['spaces'], share: (space: Space) => Share): Share {
  const first = share(spaces[0]);
  if (spaces[1] === undefined) return first;
  const second = share(spaces[1]);
  return earned(first) >= earned(second) ? first : second;
}

function latest([first, second]: SpaceOption['spaces']): IsoDate {
  return second !== undefined && second.availableOn > first.availableOn ? second.availableOn : first.availableOn;
}
