import type { SourceNature } from '../../domain/codes';
import type { Provenance } from '../../domain/provenance';

/** True where at least one of the records is invented, so that a page about them must say so. */
export function hasInvented(
  records: readonly ({ readonly provenance: Provenance } | { readonly nature: SourceNature })[]
): boolean {
  return records.some(
    (record) => ('provenance' in record ? record.provenance.nature : record.nature) === 'illustrative'
  );
}
