import type { AuthoredTexts } from './authored';
import { assembleBuildings } from './assemble-buildings';
import type {
  BlockData,
  ContextFeatureData,
  DistrictData,
  IndicatorData,
  LocalTexts,
  PlanData,
  QuarterDataset,
  UnitKey
} from './dataset';
import type { RuleExample } from '../../src/lib/domain/plan/plan-rule';
import type { RuleCondition } from '../../src/lib/domain/plan/rule-condition';
import { snapOutlines } from './outlines';
import { dayOfTarget, listParts } from './plans';
import { ProblemList } from './problems';
import { findUnitAt } from './references';
import { parseLine, parsePolygon, parsePositions } from './rings';
import { beginOf } from './shares';
import { toLocalTexts } from './texts';
import type { AuthoredContent } from './validate';

/** Turns checked content into the data set of its quarter. Throws a GeodataError for shapes that cannot be. */
export function assembleQuarter(content: AuthoredContent): QuarterDataset {
  const problems = new ProblemList();
  const assembly = new Assembly(content, problems);
  const districts = assembly.districts();
  const { buildings, outlines } = assembleBuildings(content, districts, problems);
  const blocks = assembly.blocks(outlines);
  const contextFeatures = assembly.contextFeatures();
  const renewalAreas = assembly.renewalAreas();
  const plans = assembly.plans();
  problems.throwIfAny();
  const { name, title, intro, settings } = content.quarter;
  return {
    slug: content.slug,
    contentHash: content.contentHash,
    name: assembly.texts(name),
    settings: { ...settings, title, intro },
    sources: content.sources.map(
      ({ key, title, publisher, licence, licenceUrl, attribution, url, retrievedOn, nature, method }) => ({
        ...{ key, publisher, licence, attribution, nature },
        title: assembly.texts(title),
        licenceUrl: licenceUrl ?? null,
        url: url ?? null,
        retrievedOn: retrievedOn ?? null,
        note: assembly.optionalTexts(method)
      })
    ),
    districts,
    blocks,
    contextFeatures,
    renewalAreas,
    buildings,
    parties: content.parties.map(({ email, phone, ...party }) => ({
      ...party,
      email: email ?? null,
      phone: phone ?? null
    })),
    businesses: assembly.businesses(),
    overallMeasures: content.measures.overallMeasures.map(
      ({ ref, renewalArea, title, programme, legalBasis, startOn, endOn, source }) => ({
        ...{ ref, programme, source },
        renewalArea: renewalArea ?? null,
        title: assembly.texts(title),
        legalBasis: legalBasis ?? null,
        startOn: startOn ?? null,
        endOn: endOn ?? null
      })
    ),
    measures: assembly.measures(),
    plans,
    planRatios: assembly.planRatios(),
    planRules: assembly.planRules(),
    listings: assembly.listings(),
    offices: assembly.offices(),
    guide: assembly.guide(),
    indicators: assembly.indicators()
  };
}

class Assembly {
  readonly #content: AuthoredContent;
  readonly #problems: ProblemList;
  readonly #base: string;

  constructor(content: AuthoredContent, problems: ProblemList) {
    this.#content = content;
    this.#problems = problems;
    this.#base = content.quarter.settings.locales[0]!;
  }

  texts(texts: AuthoredTexts): LocalTexts {
    return toLocalTexts(texts, this.#base);
  }

  optionalTexts(texts: AuthoredTexts | undefined): LocalTexts | null {
    return texts ? this.texts(texts) : null;
  }

  districts(): DistrictData[] {
    const drawn = this.#content.districts.flatMap((district, i) => {
      const geometry = parsePolygon(this.#place('districts', `/${i}/outline`), district.outline);
      return geometry ? [{ district, geometry }] : [];
    });
    const snapped = snapOutlines(drawn.map(({ geometry }) => geometry));
    return drawn.map(({ district: { code, name, source } }, i) => ({
      ...{ code, source },
      name: this.texts(name),
      geometry: snapped[i]!
    }));
  }

  blocks(outlines: ReturnType<typeof assembleBuildings>['outlines']): BlockData[] {
    return this.#content.blocks.flatMap(({ slug, name, district, isAssumption, note, zone, source }) => {
      const geometry = outlines.get(slug);
      if (!geometry) return [];
      return [
        {
          ...{ slug, district, isAssumption, geometry, source },
          name: this.texts(name),
          note: this.optionalTexts(note),
          zone: zone ? { ...zone, type: zone.type ?? null, isConsentArea: zone.isConsentArea ?? null } : null
        }
      ];
    });
  }

  contextFeatures(): ContextFeatureData[] {
    const { masses, streets, stops } = this.#content;
    const shapes = masses.flatMap(({ outline, holes, source }, i): ContextFeatureData[] => {
      const geometry = parsePolygon(this.#place('masses', `/${i}`), outline, holes);
      return geometry ? [{ kind: 'mass', variant: null, name: null, geometry, source }] : [];
    });
    const lines = streets.map(({ name, axis, source }): ContextFeatureData => {
      return { kind: 'street', variant: null, name: this.texts(name), geometry: parseLine(axis), source };
    });
    const points = stops.map(({ name, kind, position, source }): ContextFeatureData => {
      const [coordinates] = parsePositions(position);
      return {
        kind: 'stop',
        variant: kind,
        name: this.texts(name),
        geometry: { type: 'Point', coordinates: coordinates! },
        source
      };
    });
    return [...shapes, ...lines, ...points];
  }

  renewalAreas(): QuarterDataset['renewalAreas'] {
    return this.#content['renewal-areas'].map((area, i) => ({
      ref: area.ref,
      name: this.texts(area.name),
      statuteOn: area.statuteOn ?? null,
      liftedOn: area.liftedOn ?? null,
      isComprehensive: area.isComprehensive ?? null,
      requiresConsent: area.requiresConsent ?? null,
      note: this.optionalTexts(area.note),
      geometry:
        area.outline === undefined ? null : parsePolygon(this.#place('renewal-areas', `/${i}/outline`), area.outline),
      source: area.source
    }));
  }

  businesses(): QuarterDataset['businesses'] {
    return this.#content.businesses.map((business) => ({
      ref: business.ref,
      name: { base: business.name, others: business.names ?? {} },
      isPublic: business.isPublic,
      party: business.party ?? null,
      branch: business.branch ?? null,
      description: this.optionalTexts(business.description),
      languages: business.languages ?? [],
      languagesConsent: business.languagesConsent ?? false,
      openingHours: business.openingHours ?? null,
      website: business.website ?? null,
      foundedOn: business.foundedOn ?? null,
      jobs: business.jobs ?? null,
      trainingPlaces: business.trainingPlaces ?? null,
      openJobs: business.openJobs ?? null,
      openTrainingPlaces: business.openTrainingPlaces ?? null,
      source: business.source
    }));
  }

  measures(): QuarterDataset['measures'] {
    return this.#content.measures.measures.map((measure) => ({
      ref: measure.ref,
      overallMeasure: measure.overallMeasure ?? null,
      type: measure.type,
      title: this.texts(measure.title),
      summary: this.texts(measure.summary),
      buildings: measure.buildings,
      cancelledOn: measure.cancelledOn ?? null,
      milestones: measure.milestones.map(({ kind, plannedOn, actualOn }) => ({
        kind,
        plannedOn: plannedOn ?? null,
        actualOn: actualOn ?? null
      })),
      funding: measure.funding.map(({ approvedCents, paidCents, ...line }) => ({
        ...line,
        approvedCents: approvedCents ?? null,
        paidCents: paidCents ?? null
      })),
      source: measure.source
    }));
  }

  plans(): PlanData[] {
    return this.#content.plans.map(({ file, plan }) => ({
      ref: plan.ref,
      block: plan.block ?? null,
      title: this.texts(plan.title),
      summary: this.texts(plan.summary),
      status: plan.status,
      consultation: plan.consultation ?? null,
      adoptedOn: plan.adoptedOn ?? null,
      decision: plan.decision ?? null,
      horizonOn: plan.horizonOn,
      source: plan.source,
      targets: Object.entries(plan.targets).flatMap(([building, targets]) =>
        targets.map((target) => ({
          unit: this.#unitKey(building, target.unit, dayOfTarget(target, targets, plan)),
          joinedTo:
            target.joinedTo === undefined
              ? null
              : this.#unitKey(building, target.joinedTo, dayOfTarget(target, targets, plan)),
          parts: listParts(target).map(({ use, targetOn, areaSqm, frontageM, ...words }) => ({
            ...{ use, targetOn, areaSqm: areaSqm ?? null, frontageM: frontageM ?? null },
            ...this.#planWords(words)
          }))
        }))
      ),
      areas: (plan.areas ?? []).flatMap(({ id, kind, use, storeys, outline, targetOn, ...words }, i) => {
        const place = { problems: this.#problems, file, pointer: `/areas/${i}/outline` };
        const geometry = parsePolygon(place, outline);
        return geometry === null ? [] : [{ id, kind, use, storeys, geometry, targetOn, ...this.#planWords(words) }];
      })
    }));
  }

  #planWords({
    wish,
    reason
  }: {
    readonly wish?: AuthoredTexts | undefined;
    readonly reason?: AuthoredTexts | undefined;
  }) {
    return { wish: this.optionalTexts(wish), reason: this.optionalTexts(reason) };
  }

  planRatios(): QuarterDataset['planRatios'] {
    return this.#content['plan-ratios'].map(({ use, link, ...ratio }) => ({
      ...ratio,
      use: use ?? null,
      link: link ?? null
    }));
  }

  planRules(): QuarterDataset['planRules'] {
    return this.#content['plan-rules'].map(({ title, hint, link, condition, examples, ...rule }) => ({
      ...rule,
      title: this.texts(title),
      hint: this.texts(hint),
      link: link ?? null,
      // Checked with the references.
      condition: condition as RuleCondition,
      examples: examples as readonly RuleExample[]
    }));
  }

  offices(): QuarterDataset['offices'] {
    return this.#content.offices.map((office) => ({
      ref: office.ref,
      name: this.texts(office.name),
      description: this.texts(office.description),
      address: office.address ?? null,
      languages: office.languages ?? [],
      email: office.email ?? null,
      phone: office.phone ?? null,
      website: office.website ?? null,
      openingHours: office.openingHours ?? null,
      source: office.source
    }));
  }

  guide(): QuarterDataset['guide'] {
    return this.#content.guide.map((step) => ({
      ref: step.ref,
      kind: step.kind,
      uses: step.uses ?? [],
      title: this.texts(step.title),
      body: this.texts(step.body),
      duration: this.optionalTexts(step.duration),
      legalBasis: this.optionalTexts(step.legalBasis),
      link: step.link ?? null,
      office: step.office ?? null,
      source: step.source
    }));
  }

  listings(): QuarterDataset['listings'] {
    return this.#content.listings.map((listing) => ({
      ref: listing.ref,
      unit: this.#unitKey(listing.building, listing.unit, listing.availableOn),
      status: listing.status,
      title: this.texts(listing.title),
      description: this.texts(listing.description),
      fitOut: this.optionalTexts(listing.fitOut),
      availableOn: listing.availableOn,
      rentCentsPerSqm: listing.rentCentsPerSqm ?? null,
      serviceChargeCentsPerSqm: listing.serviceChargeCentsPerSqm ?? null,
      depositMonths: listing.depositMonths ?? null,
      contactName: listing.contactName ?? null,
      suitableUses: listing.suitableUses ?? [],
      conditions: this.optionalTexts(listing.conditions),
      isVatAdded: listing.isVatAdded ?? false,
      minTermMonths: listing.minTermMonths ?? null,
      maxTermMonths: listing.maxTermMonths ?? null,
      divisibleFromSqm: listing.divisibleFromSqm ?? null,
      energyKind: listing.energyKind ?? null,
      energyKwhPerSqm: listing.energyKwhPerSqm ?? null,
      confirmedOn: listing.confirmedOn ?? null,
      publishedOn: listing.publishedOn ?? null,
      expiresOn: listing.expiresOn ?? null,
      isAddressReleased: listing.isAddressReleased ?? true,
      source: listing.source
    }));
  }

  indicators(): IndicatorData[] {
    return this.#content.indicators.map(({ code, name, kind, measuredIn, isNoisy, method, source, values }) => ({
      ...{ code, kind, measuredIn },
      name: this.texts(name),
      method: this.optionalTexts(method),
      observations: Object.entries(values).flatMap(([place, series]) =>
        Object.entries(series).map(([on, value]) => ({
          district: place === 'city' ? null : place,
          on: on.length === 4 ? `${on}-12-31` : on,
          value,
          isNoisy: isNoisy ?? false,
          source
        }))
      )
    }));
  }

  #place(name: string, pointer: string) {
    return { problems: this.#problems, file: `${this.#content.folder}/${name}.json`, pointer };
  }

  #unitKey(ref: string, code: string, on: string): UnitKey {
    const house = this.#content.buildings.find(({ building }) => building.ref === ref)!.building;
    return { building: ref, code, from: beginOf(findUnitAt(house.parts ?? [], code, on)!) };
  }
}
