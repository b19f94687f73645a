import { checkHours } from '../../src/lib/server/business/opening';
import type { AuthoredUnit } from './authored';
import { checkHistories, checkMilestones } from './histories';
import { checkKeys } from './keys';
import { checkPlanRules } from './plan-rules';
import { checkPlan, dayOfTarget } from './plans';
import { ProblemList } from './problems';
import { beginOf } from './shares';
import { checkTexts } from './translations';
import type { AuthoredContent } from './validate';

/** Checks everything that spans files: keys that must exist, keys that must be unique, dates that must fit. */
export function checkReferences(content: AuthoredContent): void {
  const problems = new ProblemList();
  const check = new ReferenceCheck(content, problems);
  checkKeys(content, problems);
  checkTexts(content, problems);
  checkPlanRules(content, problems);
  check.sources();
  check.quarter();
  check.places();
  check.plans();
  check.listings();
  check.openingHours();
  check.guide();
  check.measures();
  check.indicators();
  for (const { file, building } of content.buildings) checkHistories({ problems, file }, building);
  checkMilestones({ problems, file: `${content.folder}/measures.json` }, content.measures);
  problems.throwIfAny();
}

class ReferenceCheck {
  readonly #content: AuthoredContent;
  readonly #problems: ProblemList;
  readonly #sources: ReadonlySet<string>;
  readonly #districts: ReadonlySet<string>;
  readonly #blocks: ReadonlySet<string>;
  readonly #parties: ReadonlySet<string>;
  readonly #businesses: ReadonlyMap<string, { readonly foundedOn?: string | undefined }>;
  readonly #buildings: ReadonlySet<string>;
  readonly #plans: ReadonlySet<string>;

  constructor(content: AuthoredContent, problems: ProblemList) {
    this.#content = content;
    this.#problems = problems;
    this.#sources = new Set(content.sources.map(({ key }) => key));
    this.#districts = new Set(content.districts.map(({ code }) => code));
    this.#blocks = new Set(content.blocks.map(({ slug }) => slug));
    this.#parties = new Set(content.parties.map(({ ref }) => ref));
    this.#businesses = new Map(content.businesses.map((business) => [business.ref, business]));
    this.#buildings = new Set(content.buildings.map(({ building }) => building.ref));
    this.#plans = new Set(content.plans.map(({ plan }) => plan.ref));
  }

  sources(): void {
    const { content, known } = { content: this.#content, known: this.#sources };
    const lists = [
      'districts',
      'blocks',
      'streets',
      'stops',
      'masses',
      'parties',
      'businesses',
      'listings',
      'offices',
      'guide',
      'plan-ratios',
      'plan-rules',
      'renewal-areas',
      'indicators'
    ] as const;
    for (const name of lists) {
      for (const [i, { source }] of content[name].entries())
        this.#refer(this.#file(name), `/${i}/source`, known, source);
    }
    for (const kind of ['overallMeasures', 'measures'] as const) {
      for (const [i, { source }] of content.measures[kind].entries()) {
        this.#refer(this.#file('measures'), `/${kind}/${i}/source`, known, source);
      }
    }
    for (const { file, building } of content.buildings) {
      this.#refer(file, '/source', known, building.source);
      this.#refer(file, '/unitSource', known, building.unitSource);
    }
    for (const { file, plan } of content.plans) this.#refer(file, '/source', known, plan.source);
  }

  quarter(): void {
    const file = this.#file('quarter');
    const { settings } = this.#content.quarter;
    this.#refer(file, '/settings/focusBlock', this.#blocks, settings.focusBlock);
    this.#refer(file, '/settings/leadPlan', this.#plans, settings.leadPlan ?? undefined);
    const { from, to } = settings.timeSpan;
    if (from >= to) this.#problems.add(file, '/settings/timeSpan', `${to} is not after ${from}`);
    const [west, south, east, north] = settings.maxBounds;
    if (west >= east || south >= north) this.#problems.add(file, '/settings/maxBounds', 'west, south, east, north');
    for (const [i, { on }] of settings.events.entries()) {
      if (on < from || on >= to)
        this.#problems.add(file, `/settings/events/${i}/on`, `${on} is outside of the time span`);
    }
  }

  places(): void {
    for (const [i, { district, zone }] of this.#content.blocks.entries()) {
      this.#refer(this.#file('blocks'), `/${i}/district`, this.#districts, district);
      this.#refer(this.#file('blocks'), `/${i}/zone/source`, this.#sources, zone?.source);
    }
    for (const [i, { party }] of this.#content.businesses.entries()) {
      this.#refer(this.#file('businesses'), `/${i}/party`, this.#parties, party);
    }
    for (const { file, building } of this.#content.buildings) {
      this.#refer(file, '/block', this.#blocks, building.block);
      for (const [pointer, { business, party, from }] of historyEntries(building.parts ?? [])) {
        this.#refer(file, `${pointer}/business`, new Set(this.#businesses.keys()), business);
        this.#refer(file, `${pointer}/party`, this.#parties, party);
        const foundedOn = business === undefined ? undefined : this.#businesses.get(business)?.foundedOn;
        if (foundedOn && foundedOn > from) {
          this.#problems.add(file, `${pointer}/business`, `"${business}" was founded on ${foundedOn}, after ${from}`);
        }
      }
    }
  }

  plans(): void {
    for (const { file, plan } of this.#content.plans) {
      this.#refer(file, '/block', this.#blocks, plan.block);
      for (const [building, targets] of Object.entries(plan.targets)) {
        const pointer = `/targets/${building.replaceAll('/', '~1')}`;
        this.#refer(file, pointer, this.#buildings, building);
        const seen = new Set<string>();
        for (const [i, target] of targets.entries()) {
          const { unit } = target;
          if (seen.has(unit)) this.#problems.add(file, `${pointer}/${i}/unit`, `"${unit}" has two targets`);
          seen.add(unit);
          const on = dayOfTarget(target, targets, plan);
          this.#unitAt({ file, pointer: `${pointer}/${i}/unit`, building, unit, on });
        }
      }
      checkPlan(this.#problems, {
        ...{ file, plan, areaTolerance: this.#content.quarter.settings.parameters.areaTolerance },
        findUnit: (building, code, on) => {
          const house = this.#content.buildings.find((item) => item.building.ref === building)?.building;
          return findUnitAt(house?.parts ?? [], code, on);
        }
      });
    }
  }

  listings(): void {
    const file = this.#file('listings');
    for (const [i, listing] of this.#content.listings.entries()) {
      this.#refer(file, `/${i}/building`, this.#buildings, listing.building);
      this.#unitAt({
        file,
        pointer: `/${i}/unit`,
        building: listing.building,
        unit: listing.unit,
        on: listing.availableOn
      });
      if (listing.status !== 'draft' && listing.status !== 'review' && !listing.publishedOn) {
        this.#problems.add(file, `/${i}`, `"${listing.status}" needs publishedOn`);
      }
    }
  }

  openingHours(): void {
    for (const name of ['businesses', 'offices'] as const) {
      for (const [i, { openingHours }] of this.#content[name].entries()) {
        const [issue] = checkHours('openingHours', openingHours ?? null, this.#content.quarter.settings.holidays);
        if (!issue) continue;
        this.#problems.add(this.#file(name), `/${i}/openingHours`, `cannot be read from "${issue.details?.part}" on`);
      }
    }
  }

  guide(): void {
    const offices = new Set(this.#content.offices.map(({ ref }) => ref));
    for (const [i, { office }] of this.#content.guide.entries()) {
      this.#refer(this.#file('guide'), `/${i}/office`, offices, office);
    }
  }

  measures(): void {
    const file = this.#file('measures');
    const { measures, overallMeasures } = this.#content.measures;
    const areas = new Set(this.#content['renewal-areas'].map(({ ref }) => ref));
    const overall = new Set(overallMeasures.map(({ ref }) => ref));
    for (const [i, { renewalArea }] of overallMeasures.entries()) {
      this.#refer(file, `/overallMeasures/${i}/renewalArea`, areas, renewalArea);
    }
    for (const [i, measure] of measures.entries()) {
      this.#refer(file, `/measures/${i}/overallMeasure`, overall, measure.overallMeasure);
      for (const [b, building] of measure.buildings.entries()) {
        this.#refer(file, `/measures/${i}/buildings/${b}`, this.#buildings, building);
      }
    }
  }

  indicators(): void {
    const places = new Set([...this.#districts, 'city']);
    for (const [i, { values }] of this.#content.indicators.entries()) {
      for (const place of Object.keys(values))
        this.#refer(this.#file('indicators'), `/${i}/values/${place}`, places, place);
    }
  }

  #file(name: string): string {
    return `${this.#content.folder}/${name}.json`;
  }

  #refer(file: string, pointer: string, known: ReadonlySet<string>, key: string | undefined): void {
    if (key !== undefined && !known.has(key)) this.#problems.add(file, pointer, `there is no "${key}"`);
  }

  #unitAt({
    file,
    pointer,
    building,
    unit,
    on
  }: {
    file: string;
    pointer: string;
    building: string;
    unit: string;
    on: string;
  }): void {
    const house = this.#content.buildings.find((item) => item.building.ref === building)?.building;
    if (house && !findUnitAt(house.parts ?? [], unit, on)) {
      this.#problems.add(file, pointer, `${building} has no unit "${unit}" on ${on}`);
    }
  }
}

type Parts = readonly { readonly storeys: readonly { readonly units: readonly AuthoredUnit[] }[] }[];

/** The unit of this code that exists on a day. */
export function findUnitAt(parts: Parts, code: string, on: string): AuthoredUnit | undefined {
  return parts
    .flatMap(({ storeys }) => storeys.flatMap(({ units }) => units))
    .find((unit) => unit.code === code && beginOf(unit) <= on && (unit.to === undefined || on < unit.to));
}

function historyEntries(parts: Parts): [pointer: string, entry: AuthoredUnit['history'][number]][] {
  return parts.flatMap(({ storeys }, p) =>
    storeys.flatMap(({ units }, s) =>
      units.flatMap(({ history }, u) =>
        history.map((entry, h): [string, typeof entry] => [`/parts/${p}/storeys/${s}/units/${u}/history/${h}`, entry])
      )
    )
  );
}
