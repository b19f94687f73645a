import { sql } from 'drizzle-orm';
import { everyPlanFileWords } from '../../src/i18n/plan-file-words';
import { USE_CLASSES } from '../../src/lib/domain/codes';
import { GEO_LAYERS } from '../../src/lib/domain/geo-manifest';
import { OUTCOME_CHOICES } from '../../src/lib/domain/plan/plan-comment';
import { EMPTY_SPACE_FILTER, SPACE_SORTS, type SpaceFilter } from '../../src/lib/domain/space';
import type { SpaceIdea } from '../../src/lib/domain/space-request';
import { getAttributeTable } from '../../src/lib/server/focus/attribute-table';
import { getBuilding } from '../../src/lib/server/building/building';
import { listBuildings } from '../../src/lib/server/building/building-list';
import { getBusiness, listBusinesses } from '../../src/lib/server/business/business';
import { listDirectory } from '../../src/lib/server/business/directory';
import { countComments, getConsultation } from '../../src/lib/server/consultation/comment-list';
import type { ServiceContext } from '../../src/lib/server/context';
import { getDistrict, listDistricts } from '../../src/lib/server/district';
import { getAnswerFigure } from '../../src/lib/server/enquiry/answer-figure';
import { getEnquiryOffer } from '../../src/lib/server/enquiry/enquiry';
import { getFigures, getVacancySeries } from '../../src/lib/server/stock/figure';
import { loadFocus, loadHouse } from '../../src/lib/server/focus/focus';
import { geoManifest } from '../../src/lib/server/geo/manifest';
import { findLayer, findTile } from '../../src/lib/server/geo/resource';
import { listGuideSteps } from '../../src/lib/server/guide/guide-step';
import { listOffices } from '../../src/lib/server/guide/office';
import { findExpose } from '../../src/lib/server/listing/expose';
import { getListingFile } from '../../src/lib/server/listing/listing-file';
import { listOffers } from '../../src/lib/server/listing/offer';
import { getListing, listListings } from '../../src/lib/server/listing/listing';
import { getMeasure, listMeasures } from '../../src/lib/server/measure/measure';
import { listSources } from '../../src/lib/server/record/provenance';
import { getQuarter } from '../../src/lib/server/quarter';
import { exportPlanGeoJson } from '../../src/lib/server/use-plan/plan-file/plan-geojson';
import { readPlanSheet } from '../../src/lib/server/use-plan/plan-file/plan-sheet';
import { exportPlanWorkbook } from '../../src/lib/server/use-plan/plan-file/plan-workbook';
import { getRequestTerms } from '../../src/lib/server/request/request';
import { search } from '../../src/lib/server/search/search';
import { listPaths } from '../../src/lib/server/sitemap';
import { listFitting, matchIdea } from '../../src/lib/server/space/space-idea';
import { listSpaceCards, searchSpaces } from '../../src/lib/server/space/space-search';
import { getUnit } from '../../src/lib/server/unit/unit';
import { listHints, readRuleGround } from '../../src/lib/server/use-plan/rule-facts';
import { comparePlanSides } from '../../src/lib/server/use-plan/plan-comparison';
import { readEffectSheet } from '../../src/lib/server/use-plan/plan-effects';
import { listPlanRatios } from '../../src/lib/server/use-plan/plan-ratio';
import { readPlanRealisation } from '../../src/lib/server/use-plan/plan-realisation';
import { readTargetPicture } from '../../src/lib/server/use-plan/target-picture';
import { getUsePlan, listUsePlanDetails, listUsePlans } from '../../src/lib/server/use-plan/use-plan';

const NO_DIRECTORY_FILTER = {
  ...{ branch: null, language: null, open: null, text: '' },
  ...{ hasTraining: false, hasJobs: false }
} as const;
const IDEA: SpaceIdea = {
  ...{ use: 'gastronomy', minSqm: 40, maxSqm: 100, maxRentCents: 100_000, startsOn: null },
  ...{ needs: ['step_free'], languages: ['ar'] }
};
/** What nothing fulfils: answered with the nearest misses. */
const IMPOSSIBLE: SpaceFilter = { ...EMPTY_SPACE_FILTER, minSqm: 9000, hasExtractor: true, maxRentCents: 1 };

/** An answer of a service under the name of its call. */
export type Answer = readonly [call: string, bytes: string];

/** Calls every service that the public reaches, for every record, on several days. */
export async function walkServices(context: ServiceContext, days: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  const keep = (call: string, value: unknown) => answers.push([call, JSON.stringify(value)]);
  const idsOf = async (table: string) => {
    const rows = await context.db.execute<{ id: number }>(sql`select id from ${sql.identifier(table)} order by id`);
    return rows.map(({ id }) => id);
  };
  const attempt = async (call: string, read: () => Promise<unknown>) => {
    const [settled] = await Promise.allSettled([read()]);
    keep(call, settled.status === 'fulfilled' ? settled.value : String(settled.reason));
  };
  keep('getQuarter', await getQuarter(context));
  keep('loadFocus', await loadFocus(context));
  keep('listSources', await listSources(context));
  keep('listBuildings', await listBuildings(context));
  keep('listListings', await listListings(context));
  keep('listUsePlans', await listUsePlans(context));
  keep('listUsePlanDetails', await listUsePlanDetails(context, context.today));
  for (const id of await idsOf('use_plan')) {
    await attempt(`listHints ${id}`, () => listHints(context, id));
    await attempt(`readRuleGround ${id}`, () => readRuleGround(context, id));
  }
  keep('getVacancySeries', await getVacancySeries(context, { kind: 'block' }));
  for (const { code } of await listDistricts(context)) keep(`getDistrict ${code}`, await getDistrict(context, code));
  for (const id of await idsOf('building')) {
    await attempt(`loadHouse ${id}`, () => loadHouse(context, id));
    await attempt(`getBuilding ${id}`, () => getBuilding(context, id, context.today));
  }
  await walkOffers();
  await walkComparisons();
  for (const id of await idsOf('use_plan')) {
    await attempt(`countComments ${id}`, () => countComments(context, id));
    for (const outcome of [null, ...OUTCOME_CHOICES])
      await attempt(`getConsultation ${id} ${outcome}`, () => getConsultation(context, id, { subject: null, outcome }));
  }
  for (const day of days) {
    keep(`listMeasures ${day}`, await listMeasures(context, { date: day }));
    keep(`listBusinesses ${day}`, await listBusinesses(context, { date: day }));
    keep(`getAttributeTable ${day}`, await getAttributeTable(context, { scope: { kind: 'quarter' }, date: day }));
    keep(`getFigures ${day}`, await getFigures(context, { scope: { kind: 'block' }, date: day }));
    for (const id of await idsOf('unit')) await attempt(`getUnit ${id} ${day}`, () => getUnit(context, id, day));
    for (const id of await idsOf('business'))
      await attempt(`getBusiness ${id} ${day}`, () => getBusiness(context, id, day));
    for (const id of await idsOf('measure'))
      await attempt(`getMeasure ${id} ${day}`, () => getMeasure(context, id, day));
    for (const id of await idsOf('use_plan'))
      await attempt(`getUsePlan ${id} ${day}`, () => getUsePlan(context, id, day));
  }
  return answers;

  /** Every plan beside today and beside every other. */
  async function walkComparisons(): Promise<void> {
    const plans = await idsOf('use_plan');
    const planReader = { origin: 'https://karte.example.org', languages: everyPlanFileWords() };
    keep('listPlanRatios', await listPlanRatios(context));
    for (const to of plans) {
      await attempt(`readTargetPicture ${to}`, () => readTargetPicture(context, to));
      await attempt(`readPlanSheet ${to}`, () => readPlanSheet(context, to));
      await attempt(`exportPlanGeoJson ${to}`, () => exportPlanGeoJson(context, to, planReader));
      await attempt(`exportPlanWorkbook ${to}`, async () => (await exportPlanWorkbook(context, to, planReader)).told);
      await attempt(`readPlanRealisation ${to}`, () => readPlanRealisation(context, to));
      await attempt(`readEffectSheet ${to}`, () => readEffectSheet(context, { planId: to, besideIds: plans }));
      for (const from of [null, ...plans])
        await attempt(`comparePlanSides ${from} ${to}`, () => comparePlanSides(context, { from, to }));
    }
  }

  /** What somebody who looks for a space meets. */
  async function walkOffers(): Promise<void> {
    const listings = await idsOf('listing');
    for (const id of listings) {
      await attempt(`getListing ${id}`, () => getListing(context, id));
      await attempt(`findExpose ${id}`, () => findExpose(context, id));
      await attempt(`getEnquiryOffer ${id}`, () => getEnquiryOffer(context, id));
    }
    const files = await context.db.execute<{ id: number; sha256: string }>(
      sql`select id, sha256 from listing_file order by id`
    );
    for (const { id, sha256 } of files)
      await attempt(`getListingFile ${id}`, () =>
        getListingFile(context, id, sha256).then(({ data }) => Buffer.from(data).toString())
      );
    for (const sort of SPACE_SORTS)
      keep(`searchSpaces ${sort}`, await searchSpaces(context, { filter: EMPTY_SPACE_FILTER, sort, page: 1 }));
    keep('searchSpaces impossible', await searchSpaces(context, { filter: IMPOSSIBLE, sort: 'newest', page: 1 }));
    keep('listSpaceCards', await listSpaceCards(context, listings));
    keep('matchIdea', await matchIdea(context, IDEA, { limit: 1000 }));
    keep('listFitting', await listFitting(context, { kind: 'idea', idea: IDEA }));
    keep('listOffers', await listOffers(context));
    keep('getAnswerFigure', await getAnswerFigure(context));
    keep('getRequestTerms', await getRequestTerms(context));
    keep('listOffices', await listOffices(context));
    for (const use of [null, ...USE_CLASSES]) keep(`listGuideSteps ${use}`, await listGuideSteps(context, { use }));
    keep('listPaths', await listPaths(context, { offset: 0, limit: 50_000 }));
    const now = new Date(`${context.today}T12:00:00Z`);
    for (const date of days) {
      const question = { date, filter: NO_DIRECTORY_FILTER, wordsOf: () => '', now };
      keep(`listDirectory ${date}`, await listDirectory(context, question));
    }
  }
}

/** Every layer and the tiles around the given places. */
export async function walkGeometry(
  context: ServiceContext,
  tiles: readonly { readonly z: number; readonly x: number; readonly y: number }[]
): Promise<Answer[]> {
  const hash = '0'.repeat(16);
  const answers: Answer[] = [['geoManifest', JSON.stringify(await geoManifest(context))]];
  for (const layer of GEO_LAYERS) {
    const { resource } = await findLayer(context, { hash, layer });
    answers.push([`layer ${layer}`, resource.bodies.identity.toString()]);
  }
  for (const { z, x, y } of tiles) {
    const { resource } = await findTile(context, { hash, z: `${z}`, x: `${x}`, y: `${y}` });
    answers.push([`tile ${z}/${x}/${y}`, resource.bodies.identity.toString('latin1')]);
  }
  return answers;
}

export async function walkSearch(context: ServiceContext, queries: readonly string[]): Promise<Answer[]> {
  return Promise.all(
    queries.map(async (query): Promise<Answer> => [
      `search ${query}`,
      JSON.stringify((await search(context, query)).hits)
    ])
  );
}
