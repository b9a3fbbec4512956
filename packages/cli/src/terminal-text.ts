import { stripVTControlCharacters } from "node:util";
import { visible } from "@agentflow/core";

/**
 * Text from outside as a terminal may show it: without escape sequences, with every other control character visible.
 * Lines after the first are indented, so that none of them can pass for a line of the command's own.
 */
export function terminalText(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll("\t", "  ")
    .split(/\r\n|\n/)
    .map((line) => visible(line))
    .join("\n    ");
}

/** A text of several lines, such as a file, that is known not to be the command's own; its lines are not indented. */
export function terminalBlock(text: string): string {
  return text
    .split("\n")
    .map((line) => terminalText(line))
    .join("\n");
}

/** The same on one line. */
export function terminalLine(text: string): string {
  return terminalText(text.replaceAll(/\s+/g, " ").trim());
}
