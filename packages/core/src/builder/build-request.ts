import type { Requirements } from "../contract/requirements.js";
import type { BuildJournal } from "./build-journal.js";
import type { BuildOptions } from "./builder.js";
import type { BuilderSetup } from "./builder-setup.js";

/** One build: what it works with, what is asked for, and what is noted on the way. */
export interface BuildRequest {
  readonly setup: BuilderSetup;
  readonly requirements: Requirements;
  readonly options: BuildOptions;
  readonly signal: AbortSignal;
  readonly journal: BuildJournal;
}
