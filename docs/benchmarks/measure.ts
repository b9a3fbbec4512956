/** What the benchmarks make of their readings. */

/** The middle one; the upper of two. @throws RangeError when there is none */
export function median(readings: readonly number[]): number {
  return quantile(readings, 0.5);
}

/** Nearest reading at a share from 0 to 1. @throws RangeError when there is none */
export function quantile(readings: readonly number[], share: number): number {
  const sorted = readings.toSorted((left, right) => left - right);
  const reading = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (reading === undefined) throw new RangeError("At least one round is needed.");
  return reading;
}

/** A median, and between brackets the bounds of the middle half of the readings. */
export function withSpread(readings: readonly number[], digits: number): string {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) =>
    quantile(readings, share).toFixed(digits),
  );
  return `${middle} (${low}–${high})`;
}

/** A Markdown table as `oxfmt` leaves it: the first column to the left, numbers to the right. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = header.map((title, column) =>
    Math.max(4, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [header, rule, ...rows].map(line).join("\n");
}
