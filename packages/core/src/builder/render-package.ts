import type { AnyPattern, PatternModel } from "../contract/pattern.js";
import type { Subtask } from "../contract/subtask.js";
import type { Cost } from "../orchestrator/budget.js";
import type { GraphEvent } from "../orchestrator/graph-event.js";
import { runGraph } from "../orchestrator/run-graph.js";
import { compareText } from "../template/compare-text.js";
import type { Clock } from "../runtime/clock.js";
import { renderFile } from "../template/render-file.js";
import { checkPaths } from "./check-paths.js";
import { modelText } from "./model-file.js";
import { modelPath } from "./package-path.js";
import { type PackageFile, packageFile } from "./rendered-package.js";

/** How the subtasks of a package are run. */
export interface RenderRequest {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** US dollars. */
  readonly budget?: number;
  readonly onEvent?: (event: GraphEvent<Subtask>) => void;
}

/** The files of a package, without its record. */
export interface RenderedFiles {
  /** Sorted by path. */
  readonly files: readonly PackageFile[];
  readonly cost: Cost;
}

/**
 * Plans and renders every file of a package, and its model when the pattern compares models; equal models give equal bytes.
 * @throws AF_PLAN_INVALID or AF_PATH_UNSAFE when the files do not make a package
 * @throws AF_SUBTASK_FAILED when a subtask throws
 */
export async function renderPackage(
  pattern: AnyPattern,
  model: PatternModel,
  request: RenderRequest,
): Promise<RenderedFiles> {
  const run = await runGraph(pattern.decompose(model), renderSubtask, request);
  const planned = run.outcomes.flatMap(({ id, result }) =>
    result.map((file) => ({ ...file, subtask: id })),
  );
  const recorded = pattern.compare
    ? [{ path: modelPath, text: modelText(model), subtask: "the builder" }]
    : [];
  const claims = [...recorded, ...planned];
  checkPaths(claims);
  const files = claims
    .map(({ path, text }) => packageFile(path, text))
    .toSorted((left, right) => compareText(left.path, right.path));
  return { files, cost: run.cost };
}

function renderSubtask(
  subtask: Subtask,
): readonly { readonly path: string; readonly text: string }[] {
  return subtask.plan().map((file) => ({ path: file.path, text: renderFile(file) }));
}
