import type { Diagnostic } from "@agentflow/core";
import { diagnosticText } from "../diagnostic-text.js";
import { countedText } from "../figures.js";
import type { Style } from "../style.js";
import { warningGroupText } from "./warning-group-text.js";

/** Errors that are printed in full; the report of `--json` has them all. */
const shown = 10;

/**
 * The first errors in full, warnings grouped by their code, and what is only worth knowing counted; all of them in full
 * when `verbose`. Empty without any.
 */
export function diagnosticsText(
  diagnostics: readonly Diagnostic[],
  style: Style,
  verbose = false,
): string {
  const of = (severity: Diagnostic["severity"]) =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity);
  const [errors, warnings, remarks] = [of("error"), of("warning"), of("info")];
  if (verbose) {
    return [...errors, ...warnings, ...remarks]
      .map((diagnostic) => diagnosticText(diagnostic, style))
      .join("\n");
  }
  const groups = [...Map.groupBy(warnings, ({ code }) => code).values()].map((group) =>
    warningGroupText(group, style),
  );
  const hidden = [
    ...(errors.length > shown ? [countedText(errors.length - shown, "more problem")] : []),
    ...groups.flatMap(({ hidden: more }) => more),
    ...(remarks.length > 0 ? [`${countedText(remarks.length, "remark")} (${codes(remarks)})`] : []),
  ];
  return [
    ...errors.slice(0, shown).map((diagnostic) => diagnosticText(diagnostic, style)),
    ...groups.map(({ text }) => text),
    ...(hidden.length > 0
      ? [style.dim(`And ${hidden.join(" and ")}: see them all with --verbose or --json.`)]
      : []),
  ].join("\n");
}

function codes(diagnostics: readonly Diagnostic[]): string {
  return [...new Set(diagnostics.map(({ code }) => code))].toSorted().join(", ");
}
