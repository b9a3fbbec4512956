import type { ExitCode } from "./exit-code.js";

/** What a command came to, when it came to an end. */
export interface CommandOutcome {
  readonly exitCode: ExitCode;
  /** The one document that `--json` prints. */
  readonly document: object;
  /** The same for a person, without the final newline. */
  readonly text: string;
}

/** Takes the outcome of the command that ran. */
export type Finish = (outcome: CommandOutcome) => void;
