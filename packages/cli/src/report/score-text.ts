import type { Score, ScorePart } from "@agentflow/core";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";

/** Findings of one part that are listed; the report of `--json` has them all. */
const shownFindings = 5;

/** `100 of 100`; never without saying so when something was not measured. */
export function scoreText({ total, measured }: Score, style: Style): string {
  const points = `${pointsText(total)} of 100`;
  if (measured < 100) return style.caution(`${points} (${pointsText(measured)} measured)`);
  return total >= 95 ? style.good(points) : style.bad(points);
}

/** One line for each part, and below it why points are missing. */
export function scorePartLines(score: Score, style: Style): readonly string[] {
  return score.parts.flatMap((part) => {
    const line = `${pointsOf(part, style)}  ${terminalLine(part.title)}`;
    // Why it was not measured is the same for every part, and the diagnostics tell it once.
    if (part.score === null) return [`${line} ${style.dim("(not measured)")}`];
    return part.score === part.weight ? [line] : [line, ...findingLines(part, style)];
  });
}

function pointsOf({ score, weight }: ScorePart, style: Style): string {
  const points = `${score === null ? "–" : pointsText(score)}/${weight}`.padStart(7);
  if (score === null) return style.caution(points);
  return score === weight ? style.good(points) : style.bad(points);
}

function findingLines({ findings }: ScorePart, style: Style): readonly string[] {
  const lines = findings
    .slice(0, shownFindings)
    .map((finding) => `           ${terminalLine(finding)}`);
  const more = findings.length - shownFindings;
  return more > 0 ? [...lines, style.dim(`           and ${more} more`)] : lines;
}

function pointsText(points: number): string {
  return String(Number(points.toFixed(1)));
}
