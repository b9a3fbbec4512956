import type { Diagnostic, SourceLocation } from "@agentflow/core";
import type { Style } from "./style.js";
import { terminalLine, terminalText } from "./terminal-text.js";

/** `error AF_X: sentence`, where it is, and what to do next. */
export function diagnosticText(
  { severity, code, message, location, help }: Diagnostic,
  style: Style,
): string {
  const label = { error: style.bad, warning: style.caution, info: style.dim }[severity](severity);
  return [
    `${label} ${code}: ${terminalText(message)}`,
    ...(location ? [`  at ${style.link(locationText(location))}`] : []),
    `  → ${terminalText(help)}`,
  ].join("\n");
}

/** `spec.json:12:3 (/paths/~1repos/get)`, as editors recognise it. */
export function locationText({ source, line, column, pointer }: SourceLocation): string {
  const position = [source, line, line === undefined ? undefined : column]
    .filter((part) => part !== undefined)
    .join(":");
  return terminalLine(pointer === undefined ? position : `${position} (${pointer})`);
}
