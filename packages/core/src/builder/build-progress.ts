import type { Diagnostic } from "../errors/diagnostic.js";
import type { GraphEvent } from "../orchestrator/graph-event.js";
import type { Subtask } from "../contract/subtask.js";
import type { Selection } from "../registry/select-pattern.js";

/**
 * The stages of a build, in this order; `typecheck` and `tests` run at the same time. A comparison selects, inspects,
 * renders and compares.
 */
export type BuildStage =
  | "select"
  | "inspect"
  | "render"
  | "write"
  | "typecheck"
  | "tests"
  | "score"
  | "compare"
  | "swap";

/** What happens during a build, for showing progress. */
export type BuildProgress =
  | { readonly type: "stage-started"; readonly stage: BuildStage }
  /** `duration` in whole milliseconds. */
  | { readonly type: "stage-finished"; readonly stage: BuildStage; readonly duration: number }
  /** Which pattern was chosen, and how every candidate did. */
  | { readonly type: "selected"; readonly selection: Selection }
  /** A description is being read; `total` is `undefined` when its size is not known. */
  | {
      readonly type: "document";
      readonly source: string;
      readonly bytes: number;
      readonly total: number | undefined;
    }
  /**
   * A file was read while the service was inspected, or was to be: what the package depends on. `digest` is
   * `sha256-<hex>` of its bytes; `undefined` when it could not be read.
   */
  | { readonly type: "file"; readonly path: string; readonly digest: string | undefined }
  | { readonly type: "subtask"; readonly event: GraphEvent<Subtask> }
  /** Every file as it will be written, sorted by path; what `--dry-run` lists. `bytes` are UTF-8. */
  | {
      readonly type: "rendered";
      readonly files: readonly { readonly path: string; readonly bytes: number }[];
    }
  | { readonly type: "diagnostic"; readonly diagnostic: Diagnostic };

/** Told what happens, as it happens. */
export type BuildProgressListener = (progress: BuildProgress) => void;
