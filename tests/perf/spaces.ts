import { sql as statement } from 'drizzle-orm';
import { UNIT_KINDS, USE_CLASSES } from '../../src/lib/domain/codes';
import { rankIdea, type MatchingRules } from '../../src/lib/domain/matching';
import type { Space } from '../../src/lib/domain/space';
import type { SpaceSearchState } from '../../src/lib/domain/space-finding';
import { listOptions } from '../../src/lib/domain/space-option';
import type { SpaceIdea } from '../../src/lib/domain/space-request';
import type { ServiceContext } from '../../src/lib/server/context';
import { openDatabase, type Sql } from '../../src/lib/server/db/client';
import { getQuarter } from '../../src/lib/server/quarter';
import * as spaceIdea from '../../src/lib/server/space/space-idea';
import { searchSpaces } from '../../src/lib/server/space/space-search';
import { contextOf, TODAY } from '../support/factories';
import { medianMs } from './measurement';
import { readRawSpaces } from './raw-query';
import type { Result } from './report';

export interface SpaceRun {
  readonly town: string;
  readonly databaseUrl: string;
  readonly isQuick: boolean;
  readonly say: (text: string) => void;
}

const RANKED = 10_000;
/** As many matches as the page of an idea asks for at most. */
const SHOWN = 20;

/** What the finder and "my idea" take over all offers of the town, and what the first reader after a change waits. */
export async function measureSpaces({ town, databaseUrl, isQuick, say }: SpaceRun): Promise<Result[]> {
  const { db, sql, close } = openDatabase(databaseUrl, { poolSize: 2, statementTimeoutMs: 0 });
  const results: Result[] = [];
  const add = (result: Omit<Result, 'town'>): void => {
    results.push({ town, ...result });
    say(`  ${result.what}: ${result.median.toFixed(2)} ${result.unit}`);
  };
  const rounds = isQuick ? 5 : 20;
  try {
    const context = contextOf(db, { quarter: 'iq-ost' });
    const { settings } = await getQuarter(context);
    const ranked = await medianMs(rounds, rank(settings.parameters));
    add({
      ...{ what: `rank ${RANKED} units for an idea, reasons for ${SHOWN}`, median: ranked, unit: 'ms' },
      goal: { text: 'under 50 ms', isMet: ranked < 50 }
    });

    const { cards } = await searchSpaces(context, ANYTHING);
    const offered = `${cards.total} offers`;
    // Another rent each round: an answer that is kept would measure nothing.
    const filtered = await medianMs(rounds, (round) => searchSpaces(context, everyFilter(round)));
    const raw = await medianMs(rounds, (round) => readRawSpaces(sql, TODAY, everyFilter(round).filter.maxRentCents!));
    add({
      ...{ what: `finder, every filter, ${offered}`, median: filtered, unit: 'ms' },
      limit: { what: 'raw count', value: raw },
      goal: { text: 'under 100 ms', isMet: filtered < 100 }
    });
    const open = await medianMs(rounds, () => searchSpaces(context, ANYTHING));
    add({ what: `finder, no filter, ${offered}`, median: open, unit: 'ms', limit: { what: 'raw count', value: raw } });
    const idea = await medianMs(rounds, () => spaceIdea.matchIdea(context, IDEA, { limit: SHOWN }));
    add({ what: `my idea, ${offered}`, median: idea, unit: 'ms', limit: { what: 'raw count', value: raw } });

    const search = (round: number) => searchSpaces(context, everyFilter(round));
    const heavyRounds = isQuick ? 2 : 5;
    const reloaded = await medianMs(heavyRounds, search, () => raiseOffers(context));
    for (const [what, change] of [
      ['one changed unit', changeUnit],
      ['one changed offer', changeOffer]
    ] as const) {
      const followed = await medianMs(rounds, search, (round) => change(sql, round));
      add({
        ...{ what: `finder, every filter, first after ${what}`, median: followed, unit: 'ms' },
        limit: { what: 'after a full reload', value: reloaded }
      });
    }
  } finally {
    await close();
  }
  return results;
}

const ANYTHING: SpaceSearchState = {
  filter: {
    ...{ uses: [], minSqm: null, maxSqm: null, maxRentCents: null, withOnRequest: true, storeys: [] },
    ...{ hasFrontage: false, isStepFree: false, minPowerKw: null, hasExtractor: false, hasToilet: false },
    ...{ isDivisible: false, availableBy: null }
  },
  sort: 'newest',
  page: 1
};

/** Every filter is set, and yet some are found. */
const everyFilter = (round: number): SpaceSearchState => ({
  filter: {
    ...{ uses: ['retail', 'gastronomy'], minSqm: 41, maxSqm: 98, maxRentCents: 90_000 + round, withOnRequest: true },
    ...{ storeys: ['ground'], hasFrontage: true, isStepFree: true, minPowerKw: 11, hasExtractor: true },
    ...{ hasToilet: true, isDivisible: true, availableBy: '2027-06-30' }
  },
  sort: 'rent',
  page: 1
});

const IDEA: SpaceIdea = {
  ...{ use: 'gastronomy', minSqm: 40, maxSqm: 60, maxRentCents: 60_000, startsOn: '2027-01-01' },
  ...{ needs: ['ground_floor', 'step_free', 'toilet'], languages: ['ar', 'de'] }
};

/** Spaces of all kinds, some to be divided, each second one with a neighbour. */
function rank(rules: MatchingRules): () => Promise<unknown> {
  const spaces = Array.from({ length: RANKED }, (_, row) => makeSpace(row));
  const neighbours = Array.from({ length: RANKED / 2 }, (_, pair) => [2 * pair, 2 * pair + 1] as const);
  return async () => rankIdea(IDEA, listOptions({ spaces, neighbours }, IDEA), { rules, limit: SHOWN });
}

/** Written out as the server does: an object that is spread together takes ten times as long to read. */
function makeSpace(row: number): Space {
  return {
    listingId: row + 1,
    unitId: row + 1,
    buildingId: row >> 1,
    kind: UNIT_KINDS[row % UNIT_KINDS.length]!,
    suitableUses: row % 3 === 0 ? [] : [USE_CLASSES[row % USE_CLASSES.length]!],
    areaSqm: row % 11 === 0 ? null : 20 + (row % 280),
    divisibleFromSqm: row % 5 === 0 ? 30 : null,
    isDivisible: row % 2 === 0,
    rentCentsPerSqm: row % 4 === 0 ? null : 500 + (row % 900),
    serviceChargeCentsPerSqm: 200,
    level: (row % 5) - 1,
    storeyType: 'EG',
    frontageM: row % 3 === 0 ? 6 : null,
    isStepFree: row % 2 === 0,
    powerKw: row % 7 === 0 ? null : row % 60,
    hasExtractor: row % 6 === 0,
    hasToilet: row % 9 === 0 ? null : true,
    availableOn: `2027-0${1 + (row % 9)}-01`,
    publishedOn: '2026-10-01'
  };
}

/** Makes the next search read all offers: the list of changes lacks a revision. */
function raiseOffers({ db }: ServiceContext): Promise<unknown> {
  return db.execute(statement`update revision set value = value + 1 where scope = 'offers'`);
}

function changeUnit(sql: Sql, round: number): Promise<unknown> {
  return sql`update unit set area_sqm = ${40 + (round % 50)} where id = (select min(unit_id) from listing where ref like 'synthetic/%')`;
}

function changeOffer(sql: Sql, round: number): Promise<unknown> {
  return sql`update listing set rent_cents_per_sqm = ${800 + round} where id = (select max(id) from listing)`;
}
