import type {
  AreaType,
  EnergyKind,
  LocationPrecision,
  ListingFileKind,
  ListingStatus,
  StoreyType,
  UnitKind,
  UseClass
} from './codes';
import type { IsoDate } from './interval';
import type { Provenance } from './provenance';
import type { UnitReference } from './unit';

/** Photo or floor plan of an offer, to be found at `offerFilePath`. */
export interface OfferFile {
  readonly id: number;
  readonly kind: ListingFileKind;
  readonly sha256: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly altText: string;
  readonly credit: string;
  readonly takenOn: IsoDate | null;
}

/** Where an offered space is; exists only where that may be told. */
export interface OfferPlace {
  readonly unit: UnitReference;
  /** How exactly the place may be shown: `exact` or `building`. */
  readonly precision: LocationPrecision;
  /** On the unit's floor where it is exact, else in the middle of its house. */
  readonly position: readonly [lon: number, lat: number];
  readonly postcode: string | null;
  readonly storeysAbove: number | null;
  readonly builtYear: number | null;
  readonly isMonument: boolean;
}

/**
 * An offer as every page and every format tells it, in the reader's language. Null is "not recorded", never "no";
 * a null rent is "on request".
 */
export interface OfferRecord {
  readonly id: number;
  readonly status: ListingStatus;
  readonly title: string;
  readonly description: string;
  readonly fitOut: string | null;
  /** Conditions of use in the owner's words. */
  readonly conditions: string | null;
  readonly kind: UnitKind;
  /** What the owner offers it for; empty where nobody has said. */
  readonly suitableUses: readonly UseClass[];
  readonly areaSqm: number | null;
  readonly areaType: AreaType | null;
  readonly level: number;
  readonly storeyType: StoreyType;
  readonly frontageM: number | null;
  readonly hasOwnEntrance: boolean;
  readonly isStepFree: boolean | null;
  readonly isDivisible: boolean | null;
  readonly divisibleFromSqm: number | null;
  readonly powerKw: number | null;
  readonly hasExtractor: boolean | null;
  readonly hasToilet: boolean | null;
  /** Cold rent asked, per square metre and month, in cents. */
  readonly rentCentsPerSqm: number | null;
  readonly serviceChargeCentsPerSqm: number | null;
  readonly isVatAdded: boolean;
  readonly depositMonths: number | null;
  readonly minTermMonths: number | null;
  readonly maxTermMonths: number | null;
  readonly energyKind: EnergyKind | null;
  readonly energyKwhPerSqm: number | null;
  readonly contactName: string | null;
  readonly availableOn: IsoDate;
  readonly publishedOn: IsoDate | null;
  readonly confirmedOn: IsoDate | null;
  /** First day on which it is not shown any more. */
  readonly expiresOn: IsoDate | null;
  /** When its record was changed last; an instant in UTC. */
  readonly changedAt: string;
  readonly place: OfferPlace | null;
  readonly block: { readonly slug: string; readonly name: string } | null;
  readonly files: readonly OfferFile[];
  readonly provenance: Provenance;
}

/** The path of a file of an offer; its hash is part of it, so that it may be kept for good. */
export function offerFilePath({ id, sha256 }: Pick<OfferFile, 'id' | 'sha256'>): string {
  return `/listing-files/${id}/${sha256}.webp`;
}

/** The day on which it was last said that the space is free: the confirmation, else the publication. */
export function knownFreeOn({
  confirmedOn,
  publishedOn
}: Pick<OfferRecord, 'confirmedOn' | 'publishedOn'>): IsoDate | null {
  return confirmedOn ?? publishedOn;
}
