import type { SkipReason } from './building-feature';
import type { ImportReport } from './import-buildings';

const REASONS: Readonly<Record<SkipReason, string>> = {
  no_geometry: 'without a geometry',
  not_a_polygon: 'neither Polygon nor MultiPolygon',
  no_area: 'without an area',
  duplicate: 'the same house as an earlier feature',
  outside_districts: 'outside of every district'
};

/** What an import did, in lines for the console, with the indexes of features (from 0) that need a look. */
export function describeImport(report: ImportReport): string {
  const { read, added, updated, unchanged, corrected, matched, repaired, skipped, hiddenMasses } = report;
  const lines = [`Read ${read} features: ${added} added, ${updated} updated, ${unchanged} unchanged.`];
  if (corrected.length > 0) {
    lines.push(
      `Kept the facts of ${corrected.length} houses that people have corrected (features ${listRanges(corrected)}).`
    );
  }
  if (matched.length > 0) {
    lines.push(`Kept ${matched.length} houses of the quarter's own (features ${listRanges(matched)}).`);
  }
  if (repaired.length > 0) lines.push(`Repaired ${repaired.length} outlines (features ${listRanges(repaired)}).`);
  for (const [reason, indexes] of Object.entries(skipped) as [SkipReason, readonly number[]][]) {
    if (indexes.length > 0)
      lines.push(`Skipped ${indexes.length}, ${REASONS[reason]} (features ${listRanges(indexes)}).`);
  }
  if (hiddenMasses > 0) lines.push(`Hid ${hiddenMasses} drawn masses that imported houses stand for.`);
  return lines.join('\n');
}

/** Indexes in ascending order, runs shortened: `3, 7-9, 12`. */
export function listRanges(indexes: readonly number[]): string {
  const sorted = [...indexes].sort((a, b) => a - b);
  const ranges: [from: number, to: number][] = [];
  for (const index of sorted) {
    const last = ranges.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
