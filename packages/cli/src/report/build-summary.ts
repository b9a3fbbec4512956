import { join } from "node:path";
import type { BuildReport, BuildTimings, TestCounts } from "@agentflow/core";
import type { CandidateReport } from "../create/candidates.js";
import { bytesText, countedText, countText, dollarsText, durationText } from "../figures.js";
import { shellWord } from "../shell-word.js";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";
import { diagnosticsText } from "./diagnostics-text.js";
import { labelledLines } from "./labelled-lines.js";
import { lockText } from "./lock-text.js";
import { scorePartLines, scoreText } from "./score-text.js";

/** What the summary tells besides the report. */
export interface SummaryContext {
  /** The chosen pattern's own entry among the candidates. */
  readonly chosen: CandidateReport | undefined;
  /** The package's folder as a person would type it. */
  readonly folder: string;
  /** How the package is imported, as its own README says. */
  readonly importExample: string | undefined;
  readonly verified: boolean;
  /** Every warning and remark in full. */
  readonly verbose: boolean;
}

/** What was built, how good it is, and where to look next. */
export function buildSummary(report: BuildReport, context: SummaryContext, style: Style): string {
  const { name, timings, cost, reuse, score } = report;
  const state = context.verified
    ? style.good("✔ verified and written")
    : style.caution("written, not verified");
  const facts = labelledLines(
    [
      ["Pattern", patternText(report, context.chosen)],
      ["Contents", contentsText(report)],
      ["Folder", style.link(terminalLine(context.folder))],
      ["Pinned", lockText(report.lock, style)],
      ["Time", timingsText(timings)],
      ["Tests", testsText(report.tests, style)],
      ["Cost", `${dollarsText(cost.usd)}, ${countedText(cost.tokens, "token")}`],
      ["Reuse", `${percentText(reuse)} of the code behind it is shared with other integrations`],
      ["Score", scoreText(score, style)],
    ],
    style,
  );
  const parts = scorePartLines(score, style).map((line) => `         ${line}`);
  const diagnostics = diagnosticsText(report.diagnostics, style, context.verbose);
  return [
    `${style.bold(terminalLine(name))}  ${state}`,
    "",
    ...facts,
    ...parts,
    "",
    ...(diagnostics === "" ? [] : [diagnostics, ""]),
    style.bold("Next"),
    ...labelledLines(nextSteps(context), style),
  ].join("\n");
}

/** `128 operations`, in the pattern's own words. */
export function unitsText({ singular, plural, count }: BuildReport["units"]): string {
  return terminalLine(countedText(count, singular, plural));
}

/** `128 operations in 34 files, 1.2 MB`. */
export function contentsText({ units, files, bytes }: BuildReport): string {
  return `${unitsText(units)} in ${countedText(files, "file")}, ${bytesText(bytes)}`;
}

/** The pattern, its version, and why it was chosen. */
export function patternText(
  { pattern }: Pick<BuildReport, "pattern">,
  chosen: CandidateReport | undefined,
): string {
  const reasons = chosen?.reasons ?? [];
  const why = reasons.length > 0 ? `, which ${reasons.join(" and ")}` : "";
  return terminalLine(`${pattern.package} ${pattern.version}${why}`);
}

function timingsText(timings: BuildTimings): string {
  const { total, inspect, render, write, typecheck, tests } = timings;
  const steps = { inspect, render, write, "type check": typecheck, tests };
  const shown = Object.entries(steps).filter(([, duration]) => duration > 0);
  const details = shown.map(([step, duration]) => `${step} ${durationText(duration)}`).join(" · ");
  return details === "" ? durationText(total) : `${durationText(total)} (${details})`;
}

/** `2,446 passed`, and what failed. */
export function testsText({ passed, failed }: TestCounts, style: Style): string {
  if (passed + failed === 0) return style.caution("not run");
  const text = `${countText(passed)} passed`;
  return failed === 0 ? style.good(text) : `${text}, ${style.bad(`${countText(failed)} failed`)}`;
}

function percentText(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

function nextSteps({
  folder,
  importExample,
}: SummaryContext): readonly (readonly [string, string])[] {
  return [
    ["Read", terminalLine(join(folder, "README.md"))],
    ...(importExample === undefined ? [] : [["Import", terminalLine(importExample)] as const]),
    ["Check", `agentflow integrate validate ${shellWord(terminalLine(folder))}`],
  ];
}
