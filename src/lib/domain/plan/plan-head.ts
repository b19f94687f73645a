import type { PlanStatus } from '../codes';
import type { IsoDate } from '../interval';
import type { Provenance } from '../provenance';

/** What there is to say of a use plan beside its content, in the reader's language. */
export interface PlanHead {
  readonly id: number;
  readonly ref: string;
  /** Versions of one plan share it. */
  readonly series: string;
  /** From 1 on. */
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly status: PlanStatus;
  readonly adoptedOn: IsoDate | null;
  /** Who decided, and where that can be read. */
  readonly decision: string | null;
  readonly withdrawnOn: IsoDate | null;
  /** First and last day on which the public may comment. */
  readonly consultation: { readonly from: IsoDate; readonly to: IsoDate } | null;
  readonly horizonOn: IsoDate;
  /** The block that it is about; null: the whole quarter. */
  readonly blockId: number | null;
  readonly blockName: string | null;
  /** The plan that it was copied from; null where there is none that the reader may see. */
  readonly basedOn: { readonly id: number; readonly title: string; readonly version: number } | null;
  /** Of the versions that the reader may see. */
  readonly isLatestVersion: boolean;
  readonly provenance: Provenance;
}
