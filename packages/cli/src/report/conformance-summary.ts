import type {
  CheckResult,
  ConformanceFinding,
  ConformanceReport,
} from "@agentflow/core/conformance";
import { countedText, durationText } from "../figures.js";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";

/** Findings of one rule that are listed; the report of `--json` has them all. */
const shownFindings = 5;

/** What a pattern is worth, check by check, and the badge for its README. */
export function conformanceSummary(report: ConformanceReport, style: Style): string {
  const { pattern, cases, checks, passed, score, badge } = report;
  const state = passed ? style.good("✔ conforms") : style.bad("✘ does not conform");
  const total = `${score} of 100`;
  return [
    `${style.bold(terminalLine(`${pattern.package} ${pattern.version}`))}  ${state}`,
    "",
    ...checks.flatMap((check) => checkLines(check, style)),
    "",
    `Score    ${passed ? style.good(total) : style.bad(total)}, with ${countedText(cases.length, "case")}`,
    ...(passed ? [`README   ${badge}`] : []),
  ].join("\n");
}

function checkLines(check: CheckResult, style: Style): readonly string[] {
  const { title, weight, score, duration, findings } = check;
  const points = `${score}/${weight}`.padStart(6);
  const mark = score === weight ? style.good(points) : style.bad(points);
  const rules = new Set(findings.map(({ rule }) => rule));
  return [
    `${mark}  ${title} ${style.dim(durationText(duration))}`,
    ...[...rules].flatMap((rule) =>
      ruleLines(
        findings.filter((finding) => finding.rule === rule),
        style,
      ),
    ),
  ];
}

/** What is wrong with one rule, and once what to do about it. */
function ruleLines(findings: readonly ConformanceFinding[], style: Style): readonly string[] {
  const [first] = findings;
  if (!first) return [];
  const more = findings.length - shownFindings;
  return [
    `        Not so: ${terminalLine(first.rule)}.`,
    ...findings.slice(0, shownFindings).map((finding) => findingLine(finding, style)),
    ...(more > 0 ? [style.dim(`          and ${more} more`)] : []),
    `          → ${terminalLine(first.help)}`,
  ];
}

function findingLine({ severity, message, ...finding }: ConformanceFinding, style: Style): string {
  const label = severity === "error" ? style.bad(severity) : style.caution(severity);
  const place = finding.case === undefined ? "" : `[${finding.case}] `;
  return `          ${label} ${terminalLine(`${place}${message}`)}`;
}
