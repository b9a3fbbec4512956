import type { Stretch } from "./line-difference.js";

/** Lines that stand around a change. */
const context = 3;

/** Two texts as `diff -u` shows them, with the lines of each hunk. Empty when they are equal. */
export function unifiedDifference(
  stretches: readonly Stretch[],
  names: { readonly before: string; readonly after: string },
): string {
  if (stretches.every(({ same }) => same)) return "";
  const hunks: string[] = [];
  let [old, fresh] = [1, 1];
  let hunk = new Hunk(old, fresh);
  for (const [index, stretch] of stretches.entries()) {
    const { same, before, after } = stretch;
    if (same) {
      const isLast = index === stretches.length - 1;
      if (!hunk.isEmpty) hunk.keep(before.slice(0, context));
      if (before.length > (hunk.isEmpty ? context : 2 * context) || isLast) {
        if (!hunk.isEmpty) hunks.push(hunk.toString());
        const kept = isLast ? [] : before.slice(-context);
        hunk = new Hunk(old + before.length - kept.length, fresh + after.length - kept.length);
        hunk.keep(kept, true);
      } else if (hunk.isEmpty) hunk.keep(before, true);
      else hunk.keep(before.slice(context));
    } else hunk.change(before, after);
    old += before.length;
    fresh += after.length;
  }
  if (!hunk.isEmpty) hunks.push(hunk.toString());
  return [`--- ${names.before}`, `+++ ${names.after}`, ...hunks, ""].join("\n");
}

class Hunk {
  readonly #before: number;
  readonly #after: number;
  readonly #lines: string[] = [];
  #counts = { before: 0, after: 0 };
  isEmpty = true;

  constructor(before: number, after: number) {
    this.#before = before;
    this.#after = after;
  }

  /** @param leads whether it stands before the first change */
  keep(lines: readonly string[], leads = false): void {
    for (const line of lines) this.#lines.push(` ${line}`);
    this.#counts.before += lines.length;
    this.#counts.after += lines.length;
    if (!leads) this.isEmpty = false;
  }

  change(before: readonly string[], after: readonly string[]): void {
    for (const line of before) this.#lines.push(`-${line}`);
    for (const line of after) this.#lines.push(`+${line}`);
    this.#counts.before += before.length;
    this.#counts.after += after.length;
    this.isEmpty = false;
  }

  toString(): string {
    const { before, after } = this.#counts;
    // A range without lines is told by the line before it.
    const from = before === 0 ? this.#before - 1 : this.#before;
    const to = after === 0 ? this.#after - 1 : this.#after;
    return [`@@ -${from},${before} +${to},${after} @@`, ...this.#lines].join("\n");
  }
}
