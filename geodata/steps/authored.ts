import * as v from 'valibot';
import {
  AREA_TYPES,
  BUILDING_PARTS,
  DISCLOSURE_GROUNDS,
  ENERGY_KINDS,
  FUNDING_SOURCES,
  GUIDE_STEP_KINDS,
  INDICATOR_KINDS,
  LISTING_STATUSES,
  LOCATION_PRECISIONS,
  MEASURE_TYPES,
  MILESTONE_KINDS,
  OCCUPANCY_STATUSES,
  PARTY_KINDS,
  PLAN_STATUSES,
  PLAN_USES,
  RENEWAL_STATES,
  SOURCE_NATURES,
  STOREY_TYPES,
  TENANCY_TYPES,
  UNIT_KINDS,
  USE_CLASSES,
  VACANCY_REASONS
} from '../../src/lib/domain/codes';
import { GUIDE_USES } from '../../src/lib/domain/guide';
import { isIsoDate } from '../../src/lib/domain/interval';
import { EXAMPLE_RESULTS, MAX_EXAMPLES, RULE_LENGTHS } from '../../src/lib/domain/plan/plan-rule';
import { PLAN_AREA_KINDS, PLAN_RATIO_KEYS, ZONE_BASES, ZONE_TYPES } from '../../src/lib/domain/plan-codes';
import { MATCH_CRITERIA, SPACE_NEEDS } from '../../src/lib/domain/space-request';

/**
 * What an author may write, file by file. Unknown keys are refused, so that a typing error never silently
 * drops a value. Coordinates are texts of `lon lat` pairs in WGS84, separated by `;`.
 */

const key = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_/-]*$/, 'a key of small letters, digits, "-", "_" and "/"'));
const line = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'));
const day = v.pipe(
  v.string(),
  v.check((text) => isIsoDate(text), 'a calendar day as YYYY-MM-DD')
);
const positive = v.pipe(v.number(), v.gtValue(0, 'more than 0'));
const count = v.pipe(v.number(), v.integer('a whole number'), v.minValue(0, 'not below 0'));
const cents = count;
const ratio = v.pipe(v.number(), v.minValue(0, 'between 0 and 1'), v.maxValue(1, 'between 0 and 1'));
const lon = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
const lat = v.pipe(v.number(), v.minValue(-85), v.maxValue(85));
const coordinates = v.pipe(
  v.string(),
  v.regex(/^-?\d+(\.\d+)? -?\d+(\.\d+)?(; -?\d+(\.\d+)? -?\d+(\.\d+)?)*$/, 'pairs "lon lat" separated by "; "')
);

/** Text per locale; the quarter's first locale must be there. */
const texts = v.record(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, 'a language code')), line);
export type AuthoredTexts = v.InferOutput<typeof texts>;

export const sourcesSchema = v.array(
  v.strictObject({
    key,
    title: texts,
    publisher: line,
    licence: line,
    licenceUrl: v.optional(v.pipe(v.string(), v.url())),
    attribution: line,
    url: v.optional(v.pipe(v.string(), v.url())),
    retrievedOn: v.optional(day),
    nature: v.picklist(SOURCE_NATURES),
    crs: v.optional(line),
    /** How the data was made from its source. */
    method: v.optional(texts)
  })
);
export type AuthoredSource = v.InferOutput<typeof sourcesSchema>[number];

export const quarterSchema = v.strictObject({
  name: texts,
  title: texts,
  intro: texts,
  settings: v.strictObject({
    timeZone: v.pipe(line, v.check(isTimeZone, 'an IANA time zone')),
    locality: v.strictObject({
      town: line,
      alpha2: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
      alpha3: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))
    }),
    holidays: v.strictObject({ country: v.pipe(v.string(), v.regex(/^[a-z]{2}$/)), state: line }),
    locales: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))), v.minLength(1)),
    focusBlock: key,
    leadPlan: v.nullable(key),
    timeSpan: v.strictObject({ from: day, to: day }),
    camera: v.strictObject({
      center: v.tuple([lon, lat]),
      zoom: v.pipe(v.number(), v.minValue(0), v.maxValue(24)),
      pitch: v.pipe(v.number(), v.minValue(0), v.maxValue(85)),
      bearing: v.pipe(v.number(), v.minValue(-180), v.maxValue(180))
    }),
    maxBounds: v.tuple([lon, lat, lon, lat]),
    parameters: v.strictObject({
      marketActiveMonths: count,
      availabilityMonths: count,
      countsRaisedGroundFloor: v.boolean(),
      reserve: v.strictObject({ dwelling: ratio, commercial: ratio }),
      minimumCoverage: ratio,
      durationDays: v.tuple([count, count]),
      freshnessDays: v.tuple([count, count, count]),
      disclosureK: count,
      areaTolerance: ratio,
      listing: v.strictObject({ days: count, reminderDays: v.array(count) }),
      requestDays: count,
      enquiryDays: count,
      commentDays: v.strictObject({ answered: count, unanswered: count }),
      walking: v.strictObject({ metres: count, metresPerMinute: count }),
      vatRate: ratio,
      matching: v.strictObject({
        weights: v.strictObject(v.entriesFromList(MATCH_CRITERIA, v.pipe(v.number(), v.minValue(0)))),
        areaTolerance: ratio,
        rentTolerance: ratio,
        waitingDays: count,
        alertScore: ratio,
        strongPowerKw: count,
        useNeeds: v.array(
          v.strictObject({ use: v.picklist(USE_CLASSES), need: v.picklist(SPACE_NEEDS), reason: texts })
        )
      })
    }),
    survey: v.strictObject({
      publisher: line,
      licence: line,
      licenceUrl: v.nullable(line),
      attribution: line,
      nature: v.picklist(SOURCE_NATURES)
    }),
    events: v.array(v.strictObject({ on: day, title: texts, source: line }))
  })
});
export type AuthoredQuarter = v.InferOutput<typeof quarterSchema>;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export const districtsSchema = v.array(v.strictObject({ code: line, name: texts, source: key, outline: coordinates }));
export type AuthoredDistrict = v.InferOutput<typeof districtsSchema>[number];

export const blocksSchema = v.array(
  v.strictObject({
    slug: key,
    name: texts,
    district: line,
    isAssumption: v.boolean(),
    note: v.optional(texts),
    /** Kind of building area (BauNVO) with what it rests on; left out where nobody has recorded it. */
    zone: v.optional(
      v.strictObject({
        type: v.optional(v.picklist(ZONE_TYPES)),
        basis: v.picklist(ZONE_BASES),
        /** Does § 144 BauGB hold? Left out where it is not known. */
        isConsentArea: v.optional(v.boolean()),
        source: key
      })
    ),
    source: key,
    /** Left out, it is the common outline of the block's houses. */
    outline: v.optional(coordinates)
  })
);
export type AuthoredBlock = v.InferOutput<typeof blocksSchema>[number];

export const streetsSchema = v.array(v.strictObject({ name: texts, source: key, axis: coordinates }));
export const stopsSchema = v.array(
  v.strictObject({ name: texts, kind: v.picklist(['tram', 'bus', 'rail']), source: key, position: coordinates })
);
export const massesSchema = v.array(
  v.strictObject({ outline: coordinates, holes: v.optional(v.array(coordinates)), source: key })
);

const historyEntry = v.strictObject({
  from: day,
  status: v.picklist(OCCUPANCY_STATUSES),
  use: v.optional(v.picklist(USE_CLASSES)),
  reason: v.optional(v.picklist(VACANCY_REASONS)),
  activatableMonths: v.optional(count),
  isStartKnown: v.optional(v.boolean()),
  business: v.optional(key),
  party: v.optional(key),
  tenancy: v.optional(v.picklist(TENANCY_TYPES)),
  /** Cold rent per month; restricted. */
  rentCents: v.optional(cents),
  /** The day from which the unit is known to be free again; restricted. */
  knownEndOn: v.optional(day),
  checkedOn: v.optional(day)
});
export type AuthoredHistoryEntry = v.InferOutput<typeof historyEntry>;

const unit = v.strictObject({
  code: line,
  /** First day of its existence; left out, that of its first entry. */
  from: v.optional(day),
  /** The day on which it ceased to exist. */
  to: v.optional(day),
  /** Codes of units of the same storey that ended on the day this one began. */
  predecessors: v.optional(v.pipe(v.array(line), v.minLength(1))),
  kind: v.picklist(UNIT_KINDS),
  areaSqm: v.optional(positive),
  /** Left out: living area for dwellings, else usable area. */
  areaType: v.optional(v.picklist(AREA_TYPES)),
  frontageM: v.optional(positive),
  hasOwnEntrance: v.optional(v.boolean()),
  isStepFree: v.optional(v.boolean()),
  isDivisible: v.optional(v.boolean()),
  powerKw: v.optional(positive),
  hasExtractor: v.optional(v.boolean()),
  hasToilet: v.optional(v.boolean()),
  hasSecondEscapeRoute: v.optional(v.boolean()),
  isShopUsePlausible: v.optional(v.boolean()),
  disclosure: v.optional(v.picklist(DISCLOSURE_GROUNDS)),
  locationPrecision: v.optional(v.picklist(LOCATION_PRECISIONS)),
  history: v.pipe(v.array(historyEntry), v.minLength(1, 'at least one entry'))
});
export type AuthoredUnit = v.InferOutput<typeof unit>;

const storey = v.strictObject({
  type: v.picklist(STOREY_TYPES),
  /** Left out, height and base follow from eaves and ridge. */
  heightM: v.optional(positive),
  baseM: v.optional(v.number()),
  /** From left to right as seen from the street. */
  units: v.pipe(v.array(unit), v.minLength(1, 'at least one unit'))
});
export type AuthoredStorey = v.InferOutput<typeof storey>;

const part = v.strictObject({
  part: v.picklist(BUILDING_PARTS),
  /** Left out, the whole footprint of the building. */
  footprint: v.optional(coordinates),
  eavesM: v.optional(positive),
  ridgeM: v.optional(positive),
  /** From below. */
  storeys: v.pipe(v.array(storey), v.minLength(1))
});
export type AuthoredPart = v.InferOutput<typeof part>;

export const buildingSchema = v.strictObject({
  ref: key,
  block: v.optional(key),
  sequence: v.optional(count),
  isCourtyard: v.optional(v.boolean()),
  name: v.optional(texts),
  street: v.optional(line),
  houseNumber: v.optional(line),
  postcode: v.optional(line),
  isAddressChecked: v.optional(v.boolean()),
  storeysAbove: v.optional(count),
  roofStoreys: v.optional(count),
  eavesM: v.optional(positive),
  ridgeM: v.optional(positive),
  builtYear: v.optional(v.pipe(v.number(), v.integer(), v.minValue(800), v.maxValue(2100))),
  isMonument: v.optional(v.boolean()),
  source: key,
  /** Source of the units, their history, the renewals, and of storeys that no map shows. */
  unitSource: key,
  footprint: coordinates,
  renewals: v.optional(v.array(v.strictObject({ from: day, state: v.picklist(RENEWAL_STATES) }))),
  parts: v.optional(v.array(part))
});
export type AuthoredBuilding = v.InferOutput<typeof buildingSchema>;

export const partiesSchema = v.array(
  v.strictObject({
    ref: key,
    kind: v.picklist(PARTY_KINDS),
    name: line,
    email: v.optional(v.pipe(v.string(), v.email())),
    phone: v.optional(line),
    source: key
  })
);

export const businessesSchema = v.array(
  v.strictObject({
    ref: key,
    name: line,
    /** The name in other scripts. */
    names: v.optional(texts),
    isPublic: v.boolean(),
    party: v.optional(key),
    branch: v.optional(
      v.strictObject({
        scheme: v.picklist(['WZ2008', 'WZ2025']),
        code: v.pipe(v.string(), v.regex(/^\d{2}(\.\d{1,2}(\.\d)?)?$/))
      })
    ),
    description: v.optional(texts),
    languages: v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z]{2}$/)))),
    languagesConsent: v.optional(v.boolean()),
    openingHours: v.optional(line),
    website: v.optional(v.pipe(v.string(), v.url())),
    foundedOn: v.optional(day),
    jobs: v.optional(count),
    trainingPlaces: v.optional(count),
    openJobs: v.optional(count),
    openTrainingPlaces: v.optional(count),
    source: key
  })
);

/** Who can be asked on the way to one's own shop. */
export const officesSchema = v.array(
  v.strictObject({
    ref: key,
    name: texts,
    description: texts,
    address: v.optional(line),
    languages: v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z]{2}$/)))),
    email: v.optional(v.pipe(v.string(), v.email())),
    phone: v.optional(line),
    website: v.optional(v.pipe(v.string(), v.url())),
    openingHours: v.optional(line),
    source: key
  })
);

/** The steps to one's own shop, in their order. */
export const guideSchema = v.array(
  v.strictObject({
    ref: key,
    kind: v.picklist(GUIDE_STEP_KINDS),
    /** Left out: for every kind of use. */
    uses: v.optional(v.pipe(v.array(v.picklist(GUIDE_USES)), v.minLength(1))),
    title: texts,
    /** Paragraphs parted by an empty line; lines that begin with "- " are a list. */
    body: texts,
    duration: v.optional(texts),
    legalBasis: v.optional(texts),
    link: v.optional(v.pipe(v.string(), v.url())),
    office: v.optional(key),
    source: key
  })
);

const planWords = { wish: v.optional(texts), reason: v.optional(texts) };
const planPart = v.strictObject({
  use: v.picklist(PLAN_USES),
  targetOn: day,
  ...planWords,
  areaSqm: v.optional(positive),
  frontageM: v.optional(positive)
});
/** A use by a day; or the unit of the same house whose targets it shares; or the parts that it is divided into. */
const planTarget = v.pipe(
  v.strictObject({
    unit: line,
    use: v.optional(v.picklist(PLAN_USES)),
    targetOn: v.optional(day),
    ...planWords,
    joinedTo: v.optional(line),
    parts: v.optional(v.pipe(v.array(planPart), v.minLength(2)))
  }),
  v.check(({ use, targetOn, wish, reason, joinedTo, parts }) => {
    const isUse = use !== undefined && targetOn !== undefined;
    if (joinedTo === undefined && parts === undefined) return isUse;
    const isBare = [use, targetOn, wish, reason].every((value) => value === undefined);
    return isBare && (joinedTo === undefined || parts === undefined);
  }, 'needs use and targetOn, or joinedTo, or parts')
);
export type AuthoredPlanTarget = v.InferOutput<typeof planTarget>;

export const planSchema = v.strictObject({
  ref: key,
  block: v.optional(key),
  title: texts,
  summary: texts,
  status: v.picklist(PLAN_STATUSES),
  /** First and last day on which the public may comment. */
  consultation: v.optional(v.strictObject({ from: day, to: day })),
  adoptedOn: v.optional(day),
  decision: v.optional(line),
  horizonOn: day,
  source: key,
  /** By reference of the building. */
  targets: v.record(v.string(), v.array(planTarget)),
  /** New buildings and parts of the courtyard; `id` stays the same whatever else changes. */
  areas: v.optional(
    v.array(
      v.strictObject({
        id: v.pipe(v.string(), v.uuid()),
        kind: v.picklist(PLAN_AREA_KINDS),
        use: v.picklist(PLAN_USES),
        storeys: count,
        outline: coordinates,
        targetOn: day,
        ...planWords
      })
    )
  )
});
export type AuthoredPlan = v.InferOutput<typeof planSchema>;

const factValue = v.union([v.string(), v.number(), v.boolean()]);

/** Hints on targets of plans. What a condition and an example may say is checked with the references. */
export const planRulesSchema = v.array(
  v.strictObject({
    ref: key,
    title: v.record(v.string(), v.pipe(line, v.maxLength(RULE_LENGTHS.title))),
    hint: v.record(v.string(), v.pipe(line, v.maxLength(RULE_LENGTHS.hint))),
    legalSource: v.pipe(line, v.maxLength(RULE_LENGTHS.legalSource)),
    link: v.optional(v.pipe(v.string(), v.url(), v.maxLength(RULE_LENGTHS.link))),
    /** `RuleCondition` of domain/plan/rule-condition.ts. */
    condition: v.unknown(),
    /** A rule that fails one of its own examples is refused. */
    examples: v.pipe(
      v.array(v.strictObject({ facts: v.record(v.string(), factValue), expected: v.picklist(EXAMPLE_RESULTS) })),
      v.minLength(2, 'at least two examples'),
      v.maxLength(MAX_EXAMPLES)
    ),
    source: key
  })
);

/** Ratios by which the effects of a plan are worked out, once for all uses or per use class. */
export const planRatiosSchema = v.array(
  v.strictObject({
    key: v.picklist(PLAN_RATIO_KEYS),
    use: v.optional(v.picklist(USE_CLASSES)),
    value: v.pipe(v.number(), v.minValue(0, 'not below 0')),
    /** Who published it, and where; in the base language. */
    citation: line,
    link: v.optional(v.pipe(v.string(), v.url())),
    /** A rule of thumb, or invented for the demonstration. */
    isAssumption: v.boolean(),
    source: key
  })
);

export const listingsSchema = v.array(
  v.strictObject({
    ref: key,
    building: key,
    unit: line,
    status: v.picklist(LISTING_STATUSES),
    title: texts,
    description: texts,
    fitOut: v.optional(texts),
    availableOn: day,
    /** Left out: on request. */
    rentCentsPerSqm: v.optional(cents),
    serviceChargeCentsPerSqm: v.optional(cents),
    depositMonths: v.optional(count),
    contactName: v.optional(line),
    suitableUses: v.optional(v.array(v.picklist(USE_CLASSES))),
    conditions: v.optional(texts),
    isVatAdded: v.optional(v.boolean()),
    minTermMonths: v.optional(count),
    maxTermMonths: v.optional(count),
    divisibleFromSqm: v.optional(v.pipe(v.number(), v.minValue(1))),
    energyKind: v.optional(v.picklist(ENERGY_KINDS)),
    energyKwhPerSqm: v.optional(v.pipe(v.number(), v.minValue(0))),
    confirmedOn: v.optional(day),
    publishedOn: v.optional(day),
    expiresOn: v.optional(day),
    isAddressReleased: v.optional(v.boolean()),
    source: key
  })
);

export const measuresSchema = v.strictObject({
  overallMeasures: v.array(
    v.strictObject({
      ref: key,
      renewalArea: v.optional(key),
      title: texts,
      programme: line,
      legalBasis: v.optional(line),
      startOn: v.optional(day),
      endOn: v.optional(day),
      source: key
    })
  ),
  measures: v.array(
    v.strictObject({
      ref: key,
      overallMeasure: v.optional(key),
      type: v.picklist(MEASURE_TYPES),
      title: texts,
      summary: texts,
      buildings: v.array(key),
      cancelledOn: v.optional(day),
      milestones: v.array(
        v.strictObject({ kind: v.picklist(MILESTONE_KINDS), plannedOn: v.optional(day), actualOn: v.optional(day) })
      ),
      funding: v.array(
        v.strictObject({
          programme: line,
          year: v.pipe(count, v.minValue(1950), v.maxValue(2100)),
          source: v.picklist(FUNDING_SOURCES),
          plannedCents: cents,
          approvedCents: v.optional(cents),
          paidCents: v.optional(cents)
        })
      ),
      source: key
    })
  )
});
export type AuthoredMeasures = v.InferOutput<typeof measuresSchema>;

export const renewalAreasSchema = v.array(
  v.strictObject({
    ref: key,
    name: texts,
    statuteOn: v.optional(day),
    liftedOn: v.optional(day),
    isComprehensive: v.optional(v.boolean()),
    requiresConsent: v.optional(v.boolean()),
    note: v.optional(texts),
    outline: v.optional(coordinates),
    source: key
  })
);

export const indicatorsSchema = v.array(
  v.strictObject({
    code: key,
    name: texts,
    kind: v.picklist(INDICATOR_KINDS),
    measuredIn: v.picklist(['persons', 'percent', 'dwellings', 'eur_per_sqm', 'units', 'buildings']),
    isNoisy: v.optional(v.boolean()),
    method: v.optional(texts),
    source: key,
    /** By district code, or `city`; then by year (31 December) or day. */
    values: v.record(
      v.string(),
      v.record(v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}-\d{2})?$/, 'a year or a day')), v.number())
    )
  })
);
