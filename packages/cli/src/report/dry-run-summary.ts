import type { BuildReport } from "@agentflow/core";
import type { CandidateReport } from "../create/candidates.js";
import type { PlannedFileSize } from "../create/build-observer.js";
import { bytesText } from "../figures.js";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";
import { contentsText, patternText } from "./build-summary.js";
import { diagnosticsText } from "./diagnostics-text.js";
import { labelledLines } from "./labelled-lines.js";
import { lockText } from "./lock-text.js";

/** The files that a build would write, with their sizes. */
export function dryRunSummary(
  report: BuildReport,
  context: {
    readonly chosen: CandidateReport | undefined;
    readonly folder: string;
    readonly files: readonly PlannedFileSize[];
    /** Every warning and remark in full. */
    readonly verbose: boolean;
  },
  style: Style,
): string {
  const { files, chosen, folder } = context;
  const sizes = files.map(({ bytes }) => bytesText(bytes));
  const width = Math.max(0, ...sizes.map((size) => size.length));
  const diagnostics = diagnosticsText(report.diagnostics, style, context.verbose);
  return [
    `${style.bold(terminalLine(report.name))}  ${style.caution("nothing was written")}`,
    "",
    ...labelledLines(
      [
        ["Pattern", patternText(report, chosen)],
        ["Contents", contentsText(report)],
        ["Folder", style.link(terminalLine(folder))],
        ["Pinned", lockText(report.lock, style)],
      ],
      style,
    ),
    "",
    ...files.map(
      ({ path }, index) => `  ${(sizes[index] ?? "").padStart(width)}  ${terminalLine(path)}`,
    ),
    ...(diagnostics === "" ? [] : ["", diagnostics]),
  ].join("\n");
}
