import * as v from 'valibot';
import {
  blocksSchema,
  buildingSchema,
  businessesSchema,
  districtsSchema,
  guideSchema,
  indicatorsSchema,
  listingsSchema,
  massesSchema,
  measuresSchema,
  officesSchema,
  partiesSchema,
  planRatiosSchema,
  planRulesSchema,
  planSchema,
  quarterSchema,
  renewalAreasSchema,
  sourcesSchema,
  stopsSchema,
  streetsSchema,
  type AuthoredBuilding,
  type AuthoredPlan
} from './authored';
import { ProblemList } from './problems';
import type { AuthoredFiles } from './read';

/** A list file that may be missing, then it is empty. */
const LISTS = {
  districts: districtsSchema,
  blocks: blocksSchema,
  streets: streetsSchema,
  stops: stopsSchema,
  masses: massesSchema,
  parties: partiesSchema,
  businesses: businessesSchema,
  listings: listingsSchema,
  offices: officesSchema,
  guide: guideSchema,
  'plan-ratios': planRatiosSchema,
  'plan-rules': planRulesSchema,
  'renewal-areas': renewalAreasSchema,
  indicators: indicatorsSchema
} as const;

type Lists = { readonly [Name in keyof typeof LISTS]: v.InferOutput<(typeof LISTS)[Name]> };

/** A quarter whose every file has the right shape. References between files are not checked yet. */
export interface AuthoredContent extends Lists {
  readonly slug: string;
  readonly contentHash: string;
  /** Folder of the quarter within `geodata/`, for messages. */
  readonly folder: string;
  readonly sources: v.InferOutput<typeof sourcesSchema>;
  readonly quarter: v.InferOutput<typeof quarterSchema>;
  readonly measures: v.InferOutput<typeof measuresSchema>;
  /** By file, in the order of the file names. */
  readonly buildings: readonly { readonly file: string; readonly building: AuthoredBuilding }[];
  readonly plans: readonly { readonly file: string; readonly plan: AuthoredPlan }[];
}

/** Checks the shape of every file. Throws a GeodataError that names each wrong place. */
export function validateFiles({ slug, files, contentHash }: AuthoredFiles): AuthoredContent {
  const problems = new ProblemList();
  const folder = `quarters/${slug}`;
  const buildings: { file: string; building: AuthoredBuilding }[] = [];
  const plans: { file: string; plan: AuthoredPlan }[] = [];
  const parse = <Schema extends v.GenericSchema>(schema: Schema, file: string, fallback?: unknown) => {
    const input = files.has(file) ? files.get(file) : fallback;
    const result = v.safeParse(schema, input);
    if (!result.success) {
      for (const issue of result.issues) problems.add(file, toPointer(issue), toMessage(issue));
    }
    return result.output as v.InferOutput<Schema>;
  };
  const known = new Set([
    'sources.json',
    ...['quarter', 'measures', ...Object.keys(LISTS)].map((name) => `${folder}/${name}.json`)
  ]);
  for (const file of files.keys()) {
    if (file.startsWith(`${folder}/buildings/`)) buildings.push({ file, building: parse(buildingSchema, file) });
    else if (file.startsWith(`${folder}/plans/`)) plans.push({ file, plan: parse(planSchema, file) });
    else if (!known.has(file)) problems.add(file, '', 'a file of this name is not known');
  }
  const list = <Name extends keyof typeof LISTS>(name: Name) => parse(LISTS[name], `${folder}/${name}.json`, []);
  const content: AuthoredContent = {
    slug,
    contentHash,
    folder,
    sources: parse(sourcesSchema, 'sources.json'),
    quarter: parse(quarterSchema, `${folder}/quarter.json`),
    measures: parse(measuresSchema, `${folder}/measures.json`, { overallMeasures: [], measures: [] }),
    districts: list('districts'),
    blocks: list('blocks'),
    streets: list('streets'),
    stops: list('stops'),
    masses: list('masses'),
    parties: list('parties'),
    businesses: list('businesses'),
    listings: list('listings'),
    offices: list('offices'),
    guide: list('guide'),
    'plan-ratios': list('plan-ratios'),
    'plan-rules': list('plan-rules'),
    'renewal-areas': list('renewal-areas'),
    indicators: list('indicators'),
    buildings,
    plans
  };
  problems.throwIfAny();
  return content;
}

function toPointer(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).map(({ key }) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function toMessage(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'this key is not known';
  if (issue.received === 'undefined') return `is missing (expected ${issue.expected ?? 'a value'})`;
  if (issue.type === 'picklist') return `${issue.received} is none of ${issue.expected}`;
  return issue.kind === 'schema' ? `expected ${issue.expected}, found ${issue.received}` : issue.message;
}
