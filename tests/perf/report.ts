/** One line of the benchmark. */
export interface Result {
  readonly town: string;
  readonly what: string;
  readonly median: number;
  readonly unit: 'ms' | 'req/s';
  readonly limit?: { readonly what: string; readonly value: number };
  /** What the ratio or the median must be; without it the line is there to be seen. */
  readonly goal?: { readonly text: string; readonly isMet: boolean };
}

export function formatReport(results: readonly Result[]): string {
  const rows = [
    ['town', 'what', 'median', 'limit in the same run', 'ratio', 'goal', ''],
    ...results.map(({ town, what, median, unit, limit, goal }) => [
      town,
      what,
      `${formatNumber(median)} ${unit}`,
      limit ? `${limit.what} ${formatNumber(limit.value)} ${unit}` : '',
      limit ? (median / limit.value).toFixed(2) : '',
      goal?.text ?? '',
      goal ? (goal.isMet ? 'met' : 'MISSED') : ''
    ])
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd()
    )
    .join('\n');
}

function formatNumber(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
