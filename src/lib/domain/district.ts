import type { IndicatorKind } from './codes';
import type { IsoDate } from './interval';
import type { Provenance } from './provenance';

export interface DistrictReference {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

/** An official series of one district beside the whole city. */
export interface IndicatorSeries {
  readonly code: string;
  readonly name: string;
  readonly kind: IndicatorKind;
  readonly measuredIn: string;
  readonly isNoisy: boolean;
  readonly values: readonly { readonly on: IsoDate; readonly value: number }[];
  readonly city: readonly { readonly on: IsoDate; readonly value: number }[];
  readonly provenance: Provenance;
}

export interface DistrictDetail extends DistrictReference {
  readonly bounds: readonly [number, number, number, number];
  readonly buildingCount: number;
  readonly unitCount: number;
  readonly blocks: readonly { readonly slug: string; readonly name: string; readonly isAssumption: boolean }[];
  readonly indicators: readonly IndicatorSeries[];
  readonly provenance: Provenance;
}
