import type { PlannedFile } from "./planned-file.js";

/** What a model may be asked to improve in one subtask. Its answer counts only if it passes the checks. */
export interface Assist {
  /** The instruction; holds no secret and no text that the user did not choose to send. */
  readonly prompt: string;
  /** Path of the one planned file that the answer may replace. */
  readonly file: string;
}

/** One independent piece of a build. Subtasks form a graph that the orchestrator runs in parallel. */
export interface Subtask {
  /** Unique within the build: `client`, `operations`, `tests`, `docs` … */
  readonly id: string;
  readonly title: string;
  readonly artifact: "adapter" | "tests" | "docs" | "config" | "examples";
  /** Ids of subtasks that must finish first. */
  readonly dependsOn: readonly string[];
  readonly difficulty: "low" | "medium" | "high";
  /** What a model would spend on it, in tokens; the budget is planned from the sum. */
  readonly estimatedTokens: number;
  /** Pure and deterministic: equal models give equal files. */
  plan(): readonly PlannedFile[];
  readonly assist?: Assist;
}
