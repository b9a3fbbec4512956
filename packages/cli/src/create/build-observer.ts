import type { BuildProgress, Candidate } from "@agentflow/core";

/** A file as a build plans it. */
export interface PlannedFileSize {
  readonly path: string;
  /** UTF-8. */
  readonly bytes: number;
}

/** Keeps what the build tells on its way and its report does not repeat. */
export class BuildObserver {
  candidates: readonly Candidate[] | undefined;
  files: readonly PlannedFileSize[] = [];

  listen(progress: BuildProgress): void {
    if (progress.type === "selected") this.candidates = progress.selection.candidates;
    if (progress.type === "rendered") this.files = progress.files;
  }
}
