import type { LineString, Point, Polygon } from 'geojson';
import type {
  AreaType,
  BuildingPart,
  ContextKind,
  DisclosureGround,
  EnergyKind,
  FundingSource,
  GuideStepKind,
  IndicatorKind,
  ListingStatus,
  LocationPrecision,
  MeasureType,
  MilestoneKind,
  OccupancyStatus,
  PartyKind,
  PlanStatus,
  PlanUse,
  RenewalState,
  SourceNature,
  TenancyType,
  UnitKind,
  UseClass,
  VacancyReason
} from '../../src/lib/domain/codes';
import type { Area } from '../../src/lib/domain/geometry';
import type { DateRange, IsoDate } from '../../src/lib/domain/interval';
import type { RuleExample } from '../../src/lib/domain/plan/plan-rule';
import type { RuleCondition } from '../../src/lib/domain/plan/rule-condition';
import type { PlanAreaKind, PlanRatioKey, ZoneBasis, ZoneType } from '../../src/lib/domain/plan-codes';
import type { QuarterSettings } from '../../src/lib/domain/quarter';
import type { StoreyPlace } from './storeys';

/** A text in the quarter's base language and its translations. */
export interface LocalTexts {
  readonly base: string;
  /** By locale, without the base language. */
  readonly others: Readonly<Record<string, string>>;
}

/** A quarter as plain data, ready to be written: everything checked, geometry done, records named by `ref`. */
export interface QuarterDataset {
  readonly slug: string;
  readonly contentHash: string;
  readonly name: LocalTexts;
  readonly settings: QuarterSettings;
  readonly sources: readonly SourceData[];
  readonly districts: readonly DistrictData[];
  readonly blocks: readonly BlockData[];
  readonly contextFeatures: readonly ContextFeatureData[];
  readonly renewalAreas: readonly RenewalAreaData[];
  readonly buildings: readonly BuildingData[];
  readonly parties: readonly PartyData[];
  readonly businesses: readonly BusinessData[];
  readonly overallMeasures: readonly OverallMeasureData[];
  readonly measures: readonly MeasureData[];
  readonly plans: readonly PlanData[];
  readonly planRatios: readonly PlanRatioData[];
  /** In their order. */
  readonly planRules: readonly PlanRuleData[];
  readonly listings: readonly ListingData[];
  readonly offices: readonly OfficeData[];
  /** In their order. */
  readonly guide: readonly GuideStepData[];
  readonly indicators: readonly IndicatorData[];
}

export interface SourceData {
  readonly key: string;
  readonly title: LocalTexts;
  readonly publisher: string;
  readonly licence: string;
  readonly licenceUrl: string | null;
  readonly attribution: string;
  readonly url: string | null;
  readonly retrievedOn: IsoDate | null;
  readonly nature: SourceNature;
  readonly note: LocalTexts | null;
}

export interface DistrictData {
  readonly code: string;
  readonly name: LocalTexts;
  readonly geometry: Polygon;
  readonly source: string;
}

export interface BlockData {
  readonly slug: string;
  readonly name: LocalTexts;
  readonly district: string;
  readonly isAssumption: boolean;
  readonly note: LocalTexts | null;
  readonly zone: {
    readonly type: ZoneType | null;
    readonly basis: ZoneBasis;
    readonly isConsentArea: boolean | null;
    readonly source: string;
  } | null;
  readonly geometry: Polygon;
  readonly source: string;
}

export interface ContextFeatureData {
  readonly kind: ContextKind;
  readonly variant: string | null;
  readonly name: LocalTexts | null;
  readonly geometry: Polygon | LineString | Point;
  readonly source: string;
}

export interface RenewalAreaData {
  readonly ref: string;
  readonly name: LocalTexts;
  readonly statuteOn: IsoDate | null;
  readonly liftedOn: IsoDate | null;
  readonly isComprehensive: boolean | null;
  readonly requiresConsent: boolean | null;
  readonly note: LocalTexts | null;
  readonly geometry: Polygon | null;
  readonly source: string;
}

export interface BuildingData {
  readonly ref: string;
  readonly block: string | null;
  readonly district: string | null;
  readonly sequence: number | null;
  readonly name: LocalTexts | null;
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly postcode: string | null;
  readonly isAddressChecked: boolean;
  readonly isCourtyard: boolean;
  readonly storeysAbove: number | null;
  readonly roofStoreys: number | null;
  readonly eavesM: number | null;
  readonly ridgeM: number | null;
  readonly builtYear: number | null;
  readonly isMonument: boolean;
  readonly footprintSqm: number;
  readonly geometry: Polygon;
  readonly source: string;
  readonly renewals: readonly { readonly state: RenewalState; readonly valid: DateRange; readonly source: string }[];
  readonly storeys: readonly StoreyData[];
}

export interface StoreyData extends StoreyPlace {
  readonly part: BuildingPart;
  readonly source: string;
  readonly units: readonly UnitData[];
}

/** Names a unit: codes come back after a split, so the first day belongs to it. */
export interface UnitKey {
  readonly building: string;
  readonly code: string;
  readonly from: IsoDate;
}

export interface UnitData {
  readonly code: string;
  readonly position: number;
  readonly kind: UnitKind;
  readonly areaSqm: number | null;
  readonly areaType: AreaType | null;
  readonly frontageM: number | null;
  readonly hasOwnEntrance: boolean;
  readonly isStepFree: boolean | null;
  readonly isDivisible: boolean | null;
  readonly powerKw: number | null;
  readonly hasExtractor: boolean | null;
  readonly hasToilet: boolean | null;
  readonly hasSecondEscapeRoute: boolean | null;
  readonly isShopUsePlausible: boolean;
  readonly disclosure: DisclosureGround;
  readonly locationPrecision: LocationPrecision;
  readonly geometry: Area;
  readonly valid: DateRange & { readonly from: IsoDate };
  readonly source: string;
  readonly predecessors: readonly UnitKey[];
  readonly occupancies: readonly OccupancyData[];
}

export interface OccupancyData {
  readonly status: OccupancyStatus;
  readonly use: UseClass | null;
  readonly reason: VacancyReason | null;
  readonly activatableMonths: number | null;
  readonly isStartKnown: boolean;
  readonly valid: DateRange;
  readonly checkedOn: IsoDate | null;
  readonly tenancy: {
    readonly type: TenancyType;
    readonly party: string | null;
    readonly business: string | null;
    readonly rentCents: number | null;
    readonly knownEndOn: IsoDate | null;
  } | null;
}

export interface PartyData {
  readonly ref: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly source: string;
}

export interface BusinessData {
  readonly ref: string;
  readonly name: LocalTexts;
  readonly isPublic: boolean;
  readonly party: string | null;
  readonly branch: { readonly scheme: 'WZ2008' | 'WZ2025'; readonly code: string } | null;
  readonly description: LocalTexts | null;
  readonly languages: readonly string[];
  readonly languagesConsent: boolean;
  readonly openingHours: string | null;
  readonly website: string | null;
  readonly foundedOn: IsoDate | null;
  readonly jobs: number | null;
  readonly trainingPlaces: number | null;
  readonly openJobs: number | null;
  readonly openTrainingPlaces: number | null;
  readonly source: string;
}

export interface OfficeData {
  readonly ref: string;
  readonly name: LocalTexts;
  readonly description: LocalTexts;
  readonly address: string | null;
  readonly languages: readonly string[];
  readonly email: string | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly openingHours: string | null;
  readonly source: string;
}

export interface GuideStepData {
  readonly ref: string;
  readonly kind: GuideStepKind;
  readonly uses: readonly UseClass[];
  readonly title: LocalTexts;
  readonly body: LocalTexts;
  readonly duration: LocalTexts | null;
  readonly legalBasis: LocalTexts | null;
  readonly link: string | null;
  readonly office: string | null;
  readonly source: string;
}

export interface OverallMeasureData {
  readonly ref: string;
  readonly renewalArea: string | null;
  readonly title: LocalTexts;
  readonly programme: string;
  readonly legalBasis: string | null;
  readonly startOn: IsoDate | null;
  readonly endOn: IsoDate | null;
  readonly source: string;
}

export interface MeasureData {
  readonly ref: string;
  readonly overallMeasure: string | null;
  readonly type: MeasureType;
  readonly title: LocalTexts;
  readonly summary: LocalTexts;
  readonly buildings: readonly string[];
  readonly cancelledOn: IsoDate | null;
  readonly milestones: readonly {
    readonly kind: MilestoneKind;
    readonly plannedOn: IsoDate | null;
    readonly actualOn: IsoDate | null;
  }[];
  readonly funding: readonly {
    readonly programme: string;
    readonly year: number;
    readonly source: FundingSource;
    readonly plannedCents: number;
    readonly approvedCents: number | null;
    readonly paidCents: number | null;
  }[];
  readonly source: string;
}

/** What a plan wants in words, per locale. */
export interface PlanWordsData {
  readonly wish: LocalTexts | null;
  readonly reason: LocalTexts | null;
}

export interface PlanPartData extends PlanWordsData {
  readonly use: PlanUse;
  readonly targetOn: IsoDate;
  /** Of a part of a divided unit; else null. */
  readonly areaSqm: number | null;
  readonly frontageM: number | null;
}

export interface PlanAreaData extends PlanWordsData {
  /** UUID. */
  readonly id: string;
  readonly kind: PlanAreaKind;
  readonly use: PlanUse;
  readonly storeys: number;
  readonly geometry: Polygon;
  readonly targetOn: IsoDate;
}

export interface PlanData {
  readonly ref: string;
  readonly block: string | null;
  readonly title: LocalTexts;
  readonly summary: LocalTexts;
  readonly status: PlanStatus;
  readonly consultation: { readonly from: IsoDate; readonly to: IsoDate } | null;
  readonly adoptedOn: IsoDate | null;
  readonly decision: string | null;
  readonly horizonOn: IsoDate;
  readonly source: string;
  readonly targets: readonly {
    readonly unit: UnitKey;
    /** The unit whose parts it shares; then it has none. */
    readonly joinedTo: UnitKey | null;
    /** One, or several where the plan divides the unit. */
    readonly parts: readonly PlanPartData[];
  }[];
  readonly areas: readonly PlanAreaData[];
}

export interface PlanRatioData {
  readonly key: PlanRatioKey;
  /** Null: for all uses. */
  readonly use: UseClass | null;
  readonly value: number;
  readonly citation: string;
  readonly link: string | null;
  readonly isAssumption: boolean;
  readonly source: string;
}

export interface PlanRuleData {
  readonly ref: string;
  readonly title: LocalTexts;
  readonly hint: LocalTexts;
  readonly legalSource: string;
  readonly link: string | null;
  readonly condition: RuleCondition;
  readonly examples: readonly RuleExample[];
  readonly source: string;
}

export interface ListingData {
  readonly ref: string;
  readonly unit: UnitKey;
  readonly status: ListingStatus;
  readonly title: LocalTexts;
  readonly description: LocalTexts;
  readonly fitOut: LocalTexts | null;
  readonly availableOn: IsoDate;
  readonly rentCentsPerSqm: number | null;
  readonly serviceChargeCentsPerSqm: number | null;
  readonly depositMonths: number | null;
  readonly contactName: string | null;
  readonly suitableUses: readonly UseClass[];
  readonly conditions: LocalTexts | null;
  readonly isVatAdded: boolean;
  readonly minTermMonths: number | null;
  readonly maxTermMonths: number | null;
  readonly divisibleFromSqm: number | null;
  readonly energyKind: EnergyKind | null;
  readonly energyKwhPerSqm: number | null;
  readonly confirmedOn: IsoDate | null;
  readonly publishedOn: IsoDate | null;
  readonly expiresOn: IsoDate | null;
  readonly isAddressReleased: boolean;
  readonly source: string;
}

export interface IndicatorData {
  readonly code: string;
  readonly name: LocalTexts;
  readonly kind: IndicatorKind;
  readonly measuredIn: string;
  readonly method: LocalTexts | null;
  readonly observations: readonly {
    /** Null is the whole city. */
    readonly district: string | null;
    readonly on: IsoDate;
    readonly value: number;
    readonly isNoisy: boolean;
    readonly source: string;
  }[];
}
