import type { UnitKind } from './codes';
import type { IsoDate } from './interval';

/** One thing that search found, with what its label needs. */
export type SearchHit =
  | {
      readonly entity: 'building';
      readonly id: number;
      readonly street: string | null;
      readonly houseNumber: string | null;
      readonly name: string | null;
      readonly district: string | null;
    }
  | { readonly entity: 'business'; readonly id: number; readonly name: string; readonly address: string | null }
  | {
      readonly entity: 'unit';
      readonly id: number;
      readonly code: string;
      readonly kind: UnitKind;
      readonly address: string | null;
    };

export interface SearchAnswer {
  readonly query: string;
  readonly on: IsoDate;
  readonly hits: readonly SearchHit[];
}
