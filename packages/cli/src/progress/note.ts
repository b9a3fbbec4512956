import type { CommandContext } from "../command-context.js";
import { terminalLine } from "../terminal-text.js";

/** One line to stderr about a step that takes a while, before it is taken; nothing with `--quiet` or `--json`. */
export function note(
  context: CommandContext,
  given: Readonly<Record<string, unknown>>,
  step: string,
): void {
  if (given["quiet"] === true || context.json) return;
  context.note(context.noteStyle.dim(`${terminalLine(step)} …`));
}
