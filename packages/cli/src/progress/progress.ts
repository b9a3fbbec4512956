import type { BuildProgressListener } from "@agentflow/core";
import type { CommandContext } from "../command-context.js";
import { LineProgress } from "./line-progress.js";
import { TerminalProgress } from "./terminal-progress.js";

/** Shows a build while it runs. */
export interface Progress {
  readonly listen: BuildProgressListener;
  /** Leaves the screen as it should stay; what is printed afterwards comes below. */
  end(): void;
}

/** Moving on a terminal, plain lines elsewhere and under CI, nothing when the user wants quiet. All on stderr. */
export function createProgress({ io, noteStyle }: CommandContext, quiet: boolean): Progress {
  const { stderr, environment } = io;
  if (quiet) return { listen: () => undefined, end: () => undefined };
  const style = noteStyle;
  const moving = stderr.isTTY === true && !environment["CI"] && environment["TERM"] !== "dumb";
  return moving ? new TerminalProgress(io, style) : new LineProgress(stderr, style);
}
