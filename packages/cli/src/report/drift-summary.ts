import type { Comparison, DriftReport, FileDrift } from "@agentflow/core";
import { countedText, countText, durationText } from "../figures.js";
import { shellWord } from "../shell-word.js";
import type { Style } from "../style.js";
import { terminalBlock, terminalLine } from "../terminal-text.js";
import { diagnosticsText } from "./diagnostics-text.js";
import { labelledLines } from "./labelled-lines.js";

/** What of a report is to be shown besides the differences. */
export interface DriftDetails {
  /** The package's folder as a person would type it. */
  readonly folder: string;
  /** The lines of files. */
  readonly files: boolean;
  readonly scripts: boolean;
  /** Paths of scripts that were written. */
  readonly written: readonly string[];
}

/** Differences and files that are listed; the report of `--json` has them all. */
const listed = 100;

/** How a service has drifted, one difference a line. */
export function driftSummary(report: DriftReport, details: DriftDetails, style: Style): string {
  const { name, pattern, comparison, files, timings, changes } = report;
  const own = [...changes.edited, ...changes.missing];
  const facts = labelledLines(
    [
      ["Pattern", terminalLine(`${pattern.package} ${pattern.version}`)],
      ["Folder", style.link(terminalLine(details.folder))],
      ["Time", durationText(timings.total)],
    ],
    style,
  );
  const diagnostics = diagnosticsText(report.diagnostics, style);
  const sections = [
    [`${style.bold(terminalLine(name))}  ${stateText(report, style)}`],
    facts,
    comparison ? differenceLines(comparison, style) : [],
    fileLines(files, style),
    own.length === 0 ? [] : editLines(own, style),
    details.files ? files.map(({ text }) => terminalBlock(text.trimEnd())) : [],
    details.scripts
      ? (comparison?.scripts ?? []).map(({ text }) => terminalBlock(text.trimEnd()))
      : [],
    diagnostics === "" ? [] : [diagnostics],
    nextLines(report, details, style),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** The same in one line. */
export function driftLine(report: DriftReport, style: Style): string {
  return `${terminalLine(report.name)}: ${stateText(report, style)}`;
}

function stateText({ drifted, comparison, files }: DriftReport, style: Style): string {
  if (!drifted) return style.good("✔ no drift");
  const differences = comparison?.differences ?? [];
  const breaking = differences.filter((difference) => difference.breaking).length;
  const counts = [
    ...(differences.length === 0 ? [] : [countedText(differences.length, "difference")]),
    ...(breaking === 0 ? [] : [`${countText(breaking)} breaking`]),
    ...(files.length === 0 ? [] : [`${countedText(files.length, "file")} to generate anew`]),
  ];
  return style.caution(`drifted: ${counts.join(", ")}`);
}

function differenceLines({ differences, notes }: Comparison, style: Style): readonly string[] {
  if (differences.length === 0) return [];
  const marks = { added: style.good("+"), removed: style.bad("-"), changed: style.caution("~") };
  return [
    style.bold("What differs"),
    ...differences.slice(0, listed).map(({ kind, subject, detail, breaking }) => {
      const text = `${subject}${detail === "" ? "" : `: ${detail}`}`;
      return `  ${marks[kind]} ${terminalLine(text)}${breaking ? ` ${style.bad("(breaking)")}` : ""}`;
    }),
    ...moreLines(differences.length, style),
    ...notes.map((note) => `  ${terminalLine(note)}`),
  ];
}

function fileLines(files: readonly FileDrift[], style: Style): readonly string[] {
  if (files.length === 0) return [];
  return [
    style.bold("Files that would be generated otherwise"),
    ...files.slice(0, listed).map(({ path, kind, lines, edited }) => {
      const counts = `${style.good(`+${lines.added}`)} ${style.bad(`-${lines.removed}`)}`;
      const remark = edited ? style.caution(" (you edited it)") : "";
      return `  ${kind.padEnd(7)}  ${terminalLine(path)}  ${counts}${remark}`;
    }),
    ...moreLines(files.length, style),
  ];
}

function editLines(paths: readonly string[], style: Style): readonly string[] {
  return [
    style.bold("Your own changes of generated files, which are no drift"),
    ...paths.slice(0, listed).map((path) => `  ${terminalLine(path)}`),
    ...moreLines(paths.length, style),
  ];
}

function moreLines(count: number, style: Style): readonly string[] {
  return count > listed
    ? [style.dim(`  and ${countText(count - listed)} more: see them all with --json`)]
    : [];
}

function nextLines(
  { drifted, comparison }: DriftReport,
  { folder, scripts, written }: DriftDetails,
  style: Style,
): readonly string[] {
  if (written.length > 0) {
    return [
      style.bold("Written, to be reviewed"),
      ...written.map((path) => `  ${terminalLine(path)}`),
    ];
  }
  if (!drifted || scripts || (comparison?.scripts.length ?? 0) === 0) return [];
  const command = `agentflow integrate diff ${shellWord(terminalLine(folder))} --sql`;
  return [style.bold("Next"), ...labelledLines([["SQL", command]], style)];
}
