import {
  type Candidate,
  discoverPatterns,
  type Requirements,
  scoreManifest,
} from "@agentflow/core";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";

/** How one installed pattern fits, as `--explain --json` prints it. */
export interface CandidateReport {
  readonly package: string;
  readonly version: string;
  readonly id: string;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly rejected?: string;
}

/** How each installed pattern fits by its manifest, best first: what there is to say when none was chosen. */
export async function scoreInstalled(
  requirements: Requirements,
  project: string,
): Promise<readonly Candidate[]> {
  const { patterns } = await discoverPatterns(project);
  // The sort keeps the order of equals, and discovery's is the same everywhere.
  return patterns
    .map((pattern) => scoreManifest(pattern, requirements))
    .toSorted((left, right) => right.score - left.score);
}

export function candidateReport({ pattern, score, reasons, rejected }: Candidate): CandidateReport {
  return {
    package: pattern.packageName,
    version: pattern.version,
    id: pattern.manifest.id,
    score,
    reasons,
    ...(rejected !== undefined && { rejected }),
  };
}

/** One line for each pattern, and one for each reason. */
export function candidatesText(candidates: readonly CandidateReport[], style: Style): string {
  if (candidates.length === 0) return `${style.bold("Patterns")}\n  none is installed`;
  const lines = candidates.flatMap((candidate) => [
    `  ${candidate.score.toFixed(2)}  ${style.bold(terminalLine(candidate.package))} ${terminalLine(candidate.version)}`,
    ...candidate.reasons.map((reason) => `        ${terminalLine(reason)}`),
    ...(candidate.rejected === undefined
      ? []
      : [`        ${style.caution("out of the question:")} ${terminalLine(candidate.rejected)}`]),
  ]);
  return [style.bold("Patterns"), ...lines].join("\n");
}
