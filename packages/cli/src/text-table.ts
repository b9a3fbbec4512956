import type { Style } from "./style.js";
import { terminalLine } from "./terminal-text.js";

/** Columns as wide as their widest cell, two spaces apart; the first row is a heading. */
export function textTable(
  heading: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  style: Style,
): string {
  const cells = rows.map((row) => row.map((cell) => terminalLine(String(cell))));
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [style.dim(line(heading)), ...cells.map(line)].join("\n");
}
