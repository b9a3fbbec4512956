import { relative } from "node:path";
import type { IntegrationPreview, UpgradePreview, UpgradeReport } from "@agentflow/core";
import { countedText, countText } from "../figures.js";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";

/** Files of one integration that are listed; the report of `--json` has them all. */
const listed = 20;

/** What an upgrade would change, one file a line. */
export function upgradePreviewText(
  preview: UpgradePreview,
  workingDirectory: string,
  style: Style,
): string {
  const { integrations, missing, outside, bases, deprecated } = preview;
  const notes = [
    ...bases.filter(({ from, to }) => from !== to).map(baseText),
    ...(deprecated === undefined ? [] : [`deprecated: ${deprecated}`]),
    ...missing.map((directory) => `${relative(workingDirectory, directory)} is gone, and stays so`),
    ...outside.map((directory) => `${directory} lies outside the project, and is left alone`),
  ];
  const sections = [
    [
      style.bold(terminalLine(headline(preview))),
      ...notes.map((note) => `  ${terminalLine(note)}`),
    ],
    ...integrations.map((integration) => integrationLines(integration, workingDirectory, style)),
    ...(integrations.length === 0 ? [["No integration is made by it."]] : []),
  ];
  return sections.map((lines) => lines.join("\n")).join("\n\n");
}

/** What an upgrade came to. */
export function upgradeSummary(
  report: UpgradeReport,
  workingDirectory: string,
  style: Style,
): string {
  const name = terminalLine(report.installedAs);
  if (report.from === report.to && report.integrations.length === 0) {
    return `${name} is at ${terminalLine(report.to)} already, and so is everything that it makes.`;
  }
  if (!report.applied) {
    const text = upgradePreviewText(report, workingDirectory, style);
    return `${text}\n\n${style.caution("Nothing was changed.")}`;
  }
  const tests = report.rebuilt.reduce((sum, { tests: { passed } }) => sum + passed, 0);
  const made = `${countedText(report.rebuilt.length, "integration")} made anew, ${countedText(tests, "test")} passed`;
  const kept = report.kept.map((path) => `  ${terminalLine(relative(workingDirectory, path))}`);
  return [
    `${style.good("✔")} ${style.bold(terminalLine(headline(report)))}: ${made}.`,
    ...(kept.length === 0 ? [] : ["", style.bold("What you had edited is kept in"), ...kept]),
  ].join("\n");
}

function headline({ package: name, installedAs, from, to }: UpgradePreview): string {
  const alias = installedAs === name ? "" : ` (installed as ${installedAs})`;
  return `${name}${alias} ${from} → ${to}`;
}

function baseText({ package: name, from, to }: UpgradePreview["bases"][number]): string {
  return `${name} ${from ?? "(not installed)"} → ${to}`;
}

function integrationLines(
  { name, directory, version, files, edited }: IntegrationPreview,
  workingDirectory: string,
  style: Style,
): readonly string[] {
  const folder = terminalLine(relative(workingDirectory, directory) || ".");
  const lines = files.slice(0, listed).map(({ path, kind, lines: { added, removed } }) => {
    const counts = `${style.good(`+${added}`)} ${style.bad(`-${removed}`)}`;
    return `  ${kind.padEnd(7)}  ${terminalLine(path)}  ${counts}`;
  });
  const more = files.length - lines.length;
  return [
    `${style.bold(terminalLine(name))} in ${style.link(folder)}, made by ${terminalLine(version)}`,
    ...(files.length === 0 ? ["  no file differs"] : lines),
    ...(more > 0 ? [style.dim(`  and ${countText(more)} more: see them all with --json`)] : []),
    ...edited.map(
      (path) =>
        `  ${style.caution("edited")}   ${terminalLine(path)}  is made anew; a copy is kept`,
    ),
  ];
}
