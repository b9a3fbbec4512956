import type { CommandIo } from "./command-io.js";
import type { CandidateReport } from "./create/candidates.js";
import { createStyle, type Style } from "./style.js";

/** One run of one command: the process around it, and how it prints. */
export class CommandContext {
  readonly io: CommandIo;
  /** For what goes to stdout. */
  readonly style: Style;
  /** For what goes to stderr. */
  readonly noteStyle: Style;
  /** Whether stdout gets exactly one JSON document; a configuration file may turn it on. */
  json: boolean;
  /** Whether a person gets every warning and remark in full; a configuration file may turn it on. */
  verbose: boolean;
  /** How each pattern fits, once it was explained; a failure reports it too. */
  candidates: readonly CandidateReport[] | undefined;

  constructor(io: CommandIo, json: boolean) {
    this.io = io;
    this.json = json;
    this.verbose = false;
    this.style = createStyle(io.stdout, io.environment);
    this.noteStyle = createStyle(io.stderr, io.environment);
  }

  /** Prints lines that are not the result, to stderr. */
  note(text: string): void {
    this.io.stderr.write(`${text}\n`);
  }
}
