import type { Diagnostic } from "@agentflow/core";
import { diagnosticText, locationText } from "../diagnostic-text.js";
import { countText, countedText } from "../figures.js";
import type { Style } from "../style.js";
import { terminalText } from "../terminal-text.js";

/** Warnings of one code that are shown: enough to see what they have in common. */
const shown = 3;

/** Warnings of one code as one: how many there are, the first few with their places, and what to do. */
export function warningGroupText(
  group: readonly Diagnostic[],
  style: Style,
): { readonly text: string; readonly hidden: readonly string[] } {
  const [first] = group;
  if (!first) return { text: "", hidden: [] };
  if (group.length === 1) return { text: diagnosticText(first, style), hidden: [] };
  const listed = group.slice(0, shown);
  const help = [...new Set(listed.map((warning) => warning.help))];
  const more = group.length - listed.length;
  return {
    text: [
      `${style.caution("warning")} ${first.code} × ${countText(group.length)}:`,
      ...listed.flatMap(({ message, location }) => [
        `  ${terminalText(message)}`,
        ...(location ? [`    at ${style.link(locationText(location))}`] : []),
      ]),
      ...help.map((text) => `  → ${terminalText(text)}`),
    ].join("\n"),
    hidden: more > 0 ? [countedText(more, `more ${first.code}`, `more ${first.code}`)] : [],
  };
}
