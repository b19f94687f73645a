import type { FundingSource, MeasureState, MeasureType, MilestoneKind, RenewalState, SourceNature } from './codes';
import type { DateRange, IsoDate } from './interval';
import type { Provenance } from './provenance';

/** A place by its address, enough to name and link it. `label` is ready to read, such as `Eisenbahnstraße 83`. */
export interface BuildingReference {
  readonly id: number;
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly sequence: number | null;
  readonly isCourtyard: boolean;
}

/** A house with its facts; units of the focus block come from `Focus`, other houses carry them as `units`. */
export interface BuildingDetail extends BuildingReference {
  readonly ref: string;
  readonly postcode: string | null;
  readonly name: string | null;
  readonly isAddressChecked: boolean;
  readonly district: { readonly code: string; readonly name: string } | null;
  readonly block: { readonly slug: string; readonly name: string; readonly isAssumption: boolean } | null;
  readonly storeysAbove: number | null;
  readonly roofStoreys: number | null;
  readonly eavesM: number | null;
  readonly ridgeM: number | null;
  readonly builtYear: number | null;
  readonly isMonument: boolean;
  readonly footprintSqm: number;
  readonly center: readonly [lon: number, lat: number];
  readonly bounds: readonly [number, number, number, number];
  readonly renewals: readonly {
    readonly state: RenewalState;
    readonly valid: DateRange;
    readonly nature: SourceNature;
  }[];
  readonly measures: readonly MeasureSummary[];
  readonly provenance: Provenance;
}

export interface MeasureSummary {
  readonly id: number;
  readonly title: string;
  readonly type: MeasureType;
  /** State as of the asked date. */
  readonly state: MeasureState;
  readonly startOn: IsoDate | null;
  readonly completionOn: IsoDate | null;
  /** Public money in cents, all sources but the owner's. */
  readonly publicCents: number;
  readonly nature: SourceNature;
}

export interface MeasureDetail extends MeasureSummary {
  readonly summary: string;
  readonly overall: { readonly title: string; readonly programme: string; readonly legalBasis: string | null } | null;
  readonly buildings: readonly BuildingReference[];
  readonly milestones: readonly {
    readonly kind: MilestoneKind;
    readonly plannedOn: IsoDate | null;
    readonly actualOn: IsoDate | null;
  }[];
  /** Public sources with cents; the owner's own share only as a class. */
  readonly funding: readonly {
    readonly source: FundingSource;
    readonly plannedCents: number;
    readonly approvedCents: number | null;
    readonly paidCents: number | null;
  }[];
  readonly fundingYears: readonly {
    readonly year: number;
    readonly plannedCents: number;
    readonly paidCents: number | null;
  }[];
  readonly ownerShare: 'none' | 'minor' | 'half' | 'major';
  readonly provenance: Provenance;
}
