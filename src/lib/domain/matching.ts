import { earned, judgeOf, judgeOption, toVerdict, type Judge } from './match-judge';
import type { QuarterParameters } from './quarter';
import type { Space } from './space';
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

/**
 * The options that are worth showing, the best first, each with its reasons. Left out are the whole of a space of
 * which a part fits better, a part that fits no better than the whole, and a pair that fits no better than one of
 * its spaces alone. Of equal scores a whole space stands before a part and a part before a pair, then the later offer
 * first: the order of `options` does not matter.
 */
export function matchIdea(idea: SpaceIdea, options: readonly SpaceOption[], rules: MatchingRules): Match[] {
  return rankIdea(idea, options, { rules, limit: Infinity }).best;
}

/** The first `limit` of `matchIdea`, without the cost of reasons for the others, and how many there are in all. */
export function rankIdea(
  idea: SpaceIdea,
  options: readonly SpaceOption[],
  { rules, limit }: { readonly rules: MatchingRules; readonly limit: number }
): { readonly best: Match[]; readonly total: number } {
  const judged = listJudged(idea, rules);
  const scores = scoreOptions(options, judged);
  const shown = listShown(options, scores);
  const best = keepBest(shown, scores, limit)
    .sort((a, b) => scores[b]! - scores[a]! || compareOptions(options[a]!, options[b]!))
    .slice(0, limit);
  return { best: best.map((at) => explain(options[at]!, judged)), total: shown.length };
}

/** The reasons of one option: exactly one for each criterion that the idea asks for, in the order of `MATCH_CRITERIA`. */
export function explainMatch(idea: SpaceIdea, option: SpaceOption, rules: MatchingRules): Match {
  return explain(option, listJudged(idea, rules));
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

/** A criterion that is asked for, and how it is judged. */
interface Judged extends Pick<MatchReason, 'criterion' | 'origin' | 'outOf'> {
  readonly judge: Judge;
}

function listJudged(idea: SpaceIdea, rules: MatchingRules): readonly Judged[] {
  return listAsked(idea, rules).map(({ criterion, origin }) => ({
    ...{ criterion, origin, outOf: rules.matching.weights[criterion] },
    judge: judgeOf(criterion, idea, rules)
  }));
}

function explain(option: SpaceOption, judged: readonly Judged[]): Match {
  let points = 0;
  let most = 0;
  const reasons = judged.map(({ criterion, origin, outOf, judge }): MatchReason => {
    const share = judgeOption(judge, option);
    const own = outOf * earned(share);
    points += own;
    most += outOf;
    return { criterion, verdict: toVerdict(share), points: own, outOf, origin };
  });
  return { option, score: toScore(points, most), reasons };
}

/** Scores parallel to `options`, exactly as `explain` gives them. */
function scoreOptions(options: readonly SpaceOption[], judged: readonly Judged[]): Float64Array {
  const scores = new Float64Array(options.length);
  let most = 0;
  for (const { outOf, judge } of judged) {
    for (let at = 0; at < options.length; at += 1) scores[at]! += outOf * earned(judgeOption(judge, options[at]!));
    most += outOf;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = toScore(scores[at]!, most);
  return scores;
}

function toScore(points: number, outOf: number): number {
  return outOf === 0 ? 1 : points / outOf;
}

/** Places of the options of which none shows the same space to more advantage. */
function listShown(options: readonly SpaceOption[], scores: Float64Array): number[] {
  // Of most spaces there is the whole alone: only the others need to be looked up.
  const rivals = new Map<number, { whole: number; part: number }>();
  for (const { kind, spaces } of options) {
    if (kind !== 'whole') for (const { listingId } of spaces) rivals.set(listingId, { whole: -1, part: -1 });
  }
  options.forEach(({ kind, spaces: [{ listingId }] }, at) => {
    const rival = kind === 'joined' ? undefined : rivals.get(listingId);
    if (rival && kind === 'whole') rival.whole = scores[at]!;
    if (rival && kind === 'part') rival.part = scores[at]!;
  });
  const shown: number[] = [];
  options.forEach(({ kind, spaces }, at) => {
    const score = scores[at]!;
    const first = rivals.get(spaces[0].listingId);
    if (kind === 'whole' && (first === undefined || score >= first.part)) shown.push(at);
    if (kind === 'part' && score > first!.whole) shown.push(at);
    if (kind === 'joined') {
      const second = rivals.get(spaces[1]!.listingId)!;
      if (score > Math.max(first!.whole, first!.part, second.whole, second.part)) shown.push(at);
    }
  });
  return shown;
}

/** Of `places` those that may be among the first `limit`: with all of the score of the last of these. */
function keepBest(places: number[], scores: Float64Array, limit: number): number[] {
  if (places.length <= limit) return places;
  const rising = Float64Array.from(places, (at) => scores[at]!).sort();
  const least = rising[rising.length - limit] ?? Infinity;
  return places.filter((at) => scores[at]! >= least);
}

const KIND_ORDER: Readonly<Record<SpaceOption['kind'], number>> = { whole: 0, part: 1, joined: 2 };

function compareOptions(a: SpaceOption, b: SpaceOption): number {
  return (
    KIND_ORDER[a.kind] - KIND_ORDER[b.kind] ||
    b.spaces[0].listingId - a.spaces[0].listingId ||
    (b.spaces[1]?.listingId ?? 0) - (a.spaces[1]?.listingId ?? 0)
  );
}
