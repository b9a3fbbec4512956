import type { Style } from "../style.js";

/** `  Label        value`: lines whose values stand below each other. */
export function labelledLines(
  lines: readonly (readonly [label: string, value: string])[],
  style: Style,
): readonly string[] {
  const width = Math.max(...lines.map(([label]) => label.length));
  return lines.map(([label, value]) => `  ${style.dim(label.padEnd(width))}  ${value}`);
}
