import {
  type BuildReport,
  type Diagnostic,
  diagnosticOf,
  errorCodes,
  isAgentFlowError,
} from "@agentflow/core";
import { locationText } from "../diagnostic-text.js";
import { countedText, durationText } from "../figures.js";
import { contentsText } from "../report/build-summary.js";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";

/** One line for a build that wrote a package: what it has, how many warnings, and how long it took. */
export function builtLine(report: BuildReport, style: Style): string {
  const warnings = report.diagnostics.filter(
    ({ severity, code }) => severity === "warning" && code !== errorCodes.notVerified,
  );
  return [
    `${style.good("✔")} ${style.bold(terminalLine(report.name))}`,
    contentsText(report),
    ...(warnings.length > 0 ? [style.caution(countedText(warnings.length, "warning"))] : []),
    style.dim(durationText(report.timings.total)),
  ].join("  ");
}

/** One line for a build that failed: why, and where. */
export function failedLine(name: string, error: unknown, style: Style): string {
  const { code, message, location } = failureOf(error);
  const place = location ? ` at ${style.link(locationText(location))}` : "";
  return (
    `${style.bad("✘")} ${style.bold(terminalLine(name))}  ${code}: ${terminalLine(message)}` +
    `${place}  ${style.dim("what stood there before still stands")}`
  );
}

function failureOf(error: unknown): Pick<Diagnostic, "code" | "message" | "location"> {
  if (isAgentFlowError(error)) return diagnosticOf(error);
  return {
    code: errorCodes.internal,
    message: `The build failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`,
  };
}
