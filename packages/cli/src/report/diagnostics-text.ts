import type { Diagnostic } from "@agentflow/core";
import { diagnosticText } from "../diagnostic-text.js";
import { countedText } from "../figures.js";
import type { Style } from "../style.js";

/** Diagnostics that are printed in full; the report of `--json` has them all. */
const shown = 10;

/** Errors and warnings, the first few in full; what is only worth knowing is counted. Empty without any. */
export function diagnosticsText(diagnostics: readonly Diagnostic[], style: Style): string {
  const bySeverity = (severity: Diagnostic["severity"]) =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity);
  const serious = [...bySeverity("error"), ...bySeverity("warning")];
  const remarks = bySeverity("info");
  const hidden = [
    ...(serious.length > shown ? [countedText(serious.length - shown, "more problem")] : []),
    ...(remarks.length > 0 ? [`${countedText(remarks.length, "remark")} (${codes(remarks)})`] : []),
  ];
  return [
    ...serious.slice(0, shown).map((diagnostic) => diagnosticText(diagnostic, style)),
    ...(hidden.length > 0
      ? [style.dim(`And ${hidden.join(" and ")}: see them all with --json.`)]
      : []),
  ].join("\n");
}

function codes(diagnostics: readonly Diagnostic[]): string {
  return [...new Set(diagnostics.map(({ code }) => code))].toSorted().join(", ");
}
