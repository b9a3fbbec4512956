import { compareText } from "../template/compare-text.js";
import type { FileDrift } from "./drift-report.js";
import { compareLines } from "./line-difference.js";
import type { DiskFile } from "./package-changes.js";
import { modelPath, recordPath } from "./package-path.js";
import type { PackageRecord } from "./package-record.js";
import type { PackageFile } from "./rendered-package.js";
import { unifiedDifference } from "./unified-difference.js";

/** What a package records of itself is no drift of its own: it follows from the rest. */
const records: readonly string[] = [recordPath, modelPath];

/** The files that would be generated otherwise than the record says they were. */
export function compareFiles(
  record: PackageRecord,
  present: readonly DiskFile[],
  edited: readonly string[],
  rendered: readonly PackageFile[],
): readonly FileDrift[] {
  const recorded = new Map(Object.entries(record.files));
  const fresh = new Map(rendered.map((file) => [file.path, file]));
  const standing = new Map(present.map(({ path, bytes }) => [path, bytes]));
  const paths = [...new Set([...recorded.keys(), ...fresh.keys()])];
  return paths
    .filter((path) => !records.includes(path) && recorded.get(path) !== fresh.get(path)?.digest)
    .toSorted(compareText)
    .map((path) => {
      const before = Buffer.from(standing.get(path) ?? []).toString("utf8");
      const after = fresh.get(path)?.text ?? "";
      const kind = fresh.has(path) ? (recorded.has(path) ? "changed" : "added") : "removed";
      return { path, kind, edited: edited.includes(path), ...linesOf(path, before, after) };
    });
}

function linesOf(path: string, before: string, after: string): Pick<FileDrift, "lines" | "text"> {
  const stretches = compareLines(linesIn(before), linesIn(after));
  const changes = stretches.filter(({ same }) => !same);
  const sum = (side: "before" | "after"): number =>
    changes.reduce((total, stretch) => total + stretch[side].length, 0);
  return {
    lines: { added: sum("after"), removed: sum("before") },
    text: unifiedDifference(stretches, { before: `a/${path}`, after: `b/${path}` }),
  };
}

function linesIn(text: string): readonly string[] {
  if (text === "") return [];
  return text.replace(/\n$/, "").split("\n");
}
