import type { PackageChanges, ValidationReport } from "@agentflow/core";
import { durationText } from "../figures.js";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";
import { testsText, unitsText } from "./build-summary.js";
import { diagnosticsText } from "./diagnostics-text.js";
import { labelledLines } from "./labelled-lines.js";
import { scorePartLines, scoreText } from "./score-text.js";

/** Whether a package holds as it stands, and if not, why. */
export function validationSummary(
  report: ValidationReport,
  { folder, verbose }: { readonly folder: string; readonly verbose: boolean },
  style: Style,
): string {
  const { name, pattern, units, changes, score, timings, valid } = report;
  const state = valid ? style.good("✔ every check held") : style.bad("✘ does not hold");
  const facts = labelledLines(
    [
      ["Pattern", terminalLine(`${pattern.package} ${pattern.version}`)],
      ["Contents", unitsText(units)],
      ["Folder", style.link(terminalLine(folder))],
      ["Changes", changesText(changes)],
      ["Time", durationText(timings.total)],
      ["Tests", testsText(report.tests, style)],
      ["Score", scoreText(score, style)],
    ],
    style,
  );
  const diagnostics = diagnosticsText(report.diagnostics, style, verbose);
  return [
    `${style.bold(terminalLine(name))}  ${state}`,
    "",
    ...facts,
    ...scorePartLines(score, style).map((line) => `         ${line}`),
    ...(diagnostics === "" ? [] : ["", diagnostics]),
  ].join("\n");
}

function changesText({ edited, missing, added }: PackageChanges): string {
  const counts = [
    [edited.length, "edited"],
    [missing.length, "missing"],
    [added.length, "of your own"],
  ] as const;
  const shown = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return shown.length === 0 ? "none since it was generated" : `files: ${shown.join(", ")}`;
}
