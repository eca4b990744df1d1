/** One measured thing. `limit` is a bound on p95, `target` one on `ratio`, from above or below; both optional. */
export interface Measure {
  readonly name: string;
  /** What was measured on: rows, products, runs. */
  readonly size: number;
  readonly unit: string;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly limit?: number;
  readonly ratio?: number;
  readonly target?: number;
  readonly ok: boolean;
}

export interface Bounds {
  readonly limit?: number;
  readonly ratio?: number;
  readonly target?: number;
  /** The ratio has to reach its target, where otherwise it must not pass it. */
  readonly reach?: boolean;
  /** What was measured on, where it is not the number of samples. */
  readonly size?: number;
}

/** Quantiles of samples, and whether they keep within limit and target. */
export function measure(
  name: string,
  unit: string,
  samples: readonly number[],
  bounds: Bounds = {},
): Measure {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN);
  const p95 = at(0.95);
  const { limit, ratio, target, reach = false } = bounds;
  const withinLimit = limit === undefined || p95 <= limit;
  const withinTarget =
    target === undefined || (ratio !== undefined && (reach ? ratio >= target : ratio <= target));
  return {
    name,
    size: bounds.size ?? samples.length,
    unit,
    p50: at(0.5),
    p95,
    max: at(1),
    ...(limit === undefined ? {} : { limit }),
    ...(ratio === undefined ? {} : { ratio: round(ratio) }),
    ...(target === undefined ? {} : { target }),
    ok: sorted.length > 0 && withinLimit && withinTarget,
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Prints a table, and with `--json` one JSON array as the last line. @returns the exit code */
export function report(measures: readonly Measure[], json: boolean): number {
  const headings = ['name', 'size', 'unit', 'p50', 'p95', 'max', 'limit', 'ratio', 'target', 'ok'] as const;
  const rows = measures.map((row) =>
    headings.map((heading) => (heading === 'ok' ? (row.ok ? 'yes' : 'NO') : String(row[heading] ?? ''))),
  );
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  console.log(line(headings));
  for (const row of rows) console.log(line(row));
  if (json) console.log(JSON.stringify(measures));
  return measures.every(({ ok }) => ok) ? 0 : 1;
}
