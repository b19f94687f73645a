import type { SourceNature } from './codes';
import type { IsoDate } from './interval';

/** Where values come from, in the form that pages and exports show. */
export interface Provenance {
  readonly key: string;
  readonly title: string;
  readonly publisher: string;
  readonly licence: string;
  readonly licenceUrl: string | null;
  readonly attribution: string;
  readonly retrievedOn: IsoDate | null;
  readonly nature: SourceNature;
  readonly note: string | null;
}
