import type {
  AreaType,
  BuildingPart,
  DurationClass,
  FreshnessClass,
  ListingStatus,
  PlanDifference,
  PlanUse,
  PlanStatus,
  ShownStatus,
  SourceNature,
  StoreyType,
  UnitKind,
  UseClass,
  VacancyReason
} from './codes';
import type { BuildingReference } from './building';
import type { DateRange, IsoDate } from './interval';
import type { Provenance } from './provenance';

export interface UnitReference {
  readonly id: number;
  readonly code: string;
  readonly kind: UnitKind;
  readonly areaSqm: number | null;
  readonly building: BuildingReference;
}

/** A unit as of a date, as far as the reader may see it. Lease dates, rents and natural persons are never part of it. */
export interface UnitDetail extends UnitReference {
  readonly part: BuildingPart;
  readonly level: number;
  readonly storeyType: StoreyType;
  readonly position: number;
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
  readonly valid: DateRange;
  /** Newest first. One `withheld` entry where the unit's own status is not public. */
  readonly history: readonly UnitHistoryEntry[];
  readonly target: {
    readonly plan: { readonly id: number; readonly title: string; readonly status: PlanStatus };
    readonly use: PlanUse;
    readonly wish: string | null;
    readonly reason: string | null;
    readonly targetOn: IsoDate;
  } | null;
  readonly listing: ListingSummary | null;
  readonly predecessors: readonly UnitReference[];
  readonly successors: readonly UnitReference[];
  readonly provenance: Provenance;
}

export interface UnitHistoryEntry {
  readonly valid: DateRange;
  readonly status: ShownStatus;
  readonly use: UseClass | null;
  readonly reason: VacancyReason | null;
  readonly isStartKnown: boolean;
  readonly checkedOn: IsoDate | null;
  readonly business: { readonly id: number; readonly name: string } | null;
  readonly nature: SourceNature;
}

/** A unit's values under every theme, as of a date. */
export interface UnitAttributes {
  readonly status: ShownStatus;
  readonly use: UseClass | null;
  readonly target: UseClass | null;
  readonly difference: PlanDifference;
  readonly duration: DurationClass | null;
  readonly freshness: FreshnessClass;
}

export interface ListingSummary {
  readonly id: number;
  readonly title: string;
  readonly status: ListingStatus;
  readonly rentCentsPerSqm: number | null;
  readonly availableOn: IsoDate;
}

export interface ListingDetail extends ListingSummary {
  /** Null where the address is not released: then only the block is named. */
  readonly unit: UnitReference | null;
  readonly kind: UnitKind;
  readonly areaSqm: number | null;
  readonly block: { readonly slug: string; readonly name: string } | null;
  readonly description: string;
  readonly serviceChargeCentsPerSqm: number | null;
  readonly depositMonths: number | null;
  readonly fitOut: string | null;
  readonly contactName: string | null;
  readonly publishedOn: IsoDate | null;
  readonly expiresOn: IsoDate | null;
  readonly provenance: Provenance;
}

export interface BusinessDetail {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly branch: { readonly scheme: 'WZ2008' | 'WZ2025'; readonly code: string } | null;
  /** Empty unless the business consented to show them. */
  readonly languages: readonly string[];
  readonly openingHours: string | null;
  readonly website: string | null;
  readonly foundedOn: IsoDate | null;
  readonly jobs: number | null;
  readonly trainingPlaces: number | null;
  /** Offered at present. */
  readonly openJobs: number | null;
  readonly openTrainingPlaces: number | null;
  /** Where it is as of the asked date. */
  readonly units: readonly UnitReference[];
  readonly use: UseClass | null;
  readonly provenance: Provenance;
}
