import { explainMatch, isWorthAlert, rankIdea, type MatchingRules, type SpaceOption } from '../../domain/matching';
import type { IsoDate } from '../../domain/interval';
import type { IdeaResult } from '../../domain/space-finding';
import { listOptions } from '../../domain/space-option';
import type { RequestCriteria, SpaceIdea } from '../../domain/space-request';
import { findMisses } from '../../domain/space-search';
import type { ServiceContext } from '../context';
import { getQuarter } from '../quarter';
import { publicSpaces, type PublicSpaces } from './public-spaces';
import { readSpaceCards } from './space-card';
import { neighbourRows } from './space-neighbours';

/** What fits an idea best of what everybody may see: whole spaces, parts and neighbours joined, each with its reasons. */
export async function matchIdea(
  context: ServiceContext,
  idea: SpaceIdea,
  { limit }: { readonly limit: number }
): Promise<IdeaResult> {
  const [spaces, rules] = await Promise.all([publicSpaces(context), readRules(context)]);
  const neighbours = await neighbourRows(context, spaces);
  const options = listOptions({ spaces: spaces.rows.map(({ space }) => space), neighbours }, idea);
  const { best, total } = rankIdea(idea, options, { rules, limit });
  const cards = await readCards(
    context,
    spaces,
    best.map(({ option }) => option)
  );
  const matches = best.flatMap((match) => {
    const shown = match.option.spaces.flatMap(({ listingId }) => cards.get(listingId) ?? []);
    return shown.length === match.option.spaces.length ? [{ match, cards: shown }] : [];
  });
  return { matches, total };
}

/**
 * The listings that are worth a mail to somebody who asked for these criteria, by rising id: what a search finds, or what
 * fits an idea well enough by itself, as a whole or in part. What is promised to somebody already is none.
 * @param options.since only what was published on that day or later
 */
export async function listFitting(
  context: ServiceContext,
  criteria: RequestCriteria,
  { since = null }: { readonly since?: IsoDate | null } = {}
): Promise<readonly number[]> {
  const { rows, columns } = await publicSpaces(context);
  const isNews = (row: number) => {
    const { space, isReserved } = rows[row]!;
    return !isReserved && (since === null || (space.publishedOn !== null && space.publishedOn >= since));
  };
  if (criteria.kind === 'search') {
    const { missed } = findMisses(columns, criteria.filter);
    return rows.flatMap(({ space }, row) => (missed[row] === 0 && isNews(row) ? [space.listingId] : []));
  }
  const { idea } = criteria;
  const rules = await readRules(context);
  const spaces = rows.filter((_, row) => isNews(row)).map(({ space }) => space);
  const fitting = listOptions({ spaces, neighbours: [] }, idea).filter((option) =>
    isWorthAlert(explainMatch(idea, option, rules), rules)
  );
  return [...new Set(fitting.map(({ spaces: [space] }) => space.listingId))];
}

async function readRules(context: ServiceContext): Promise<MatchingRules> {
  return (await getQuarter(context)).settings.parameters;
}

async function readCards(context: ServiceContext, spaces: PublicSpaces, options: readonly SpaceOption[]) {
  const shown = new Set(options.flatMap((option) => option.spaces.map(({ listingId }) => listingId)));
  const cards = await readSpaceCards(
    context,
    spaces.rows.filter(({ space }) => shown.has(space.listingId))
  );
  return new Map(cards.map((card) => [card.listingId, card]));
}
