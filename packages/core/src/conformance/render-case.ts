import { checkPaths } from "../builder/check-paths.js";
import type { AnyPattern, PatternModel, RenderedFile } from "../contract/pattern.js";
import type { PlannedFile } from "../contract/planned-file.js";
import { renderFile } from "../template/render-file.js";

/** A file of a generated package. */
export interface CaseFile extends RenderedFile {
  /** Shipped verbatim by the pattern: nothing of a model stands in it. */
  readonly verbatim: boolean;
}

/** Every file that a pattern plans for a model, in its order. */
export function planOf(pattern: AnyPattern, model: PatternModel): readonly PlannedFile[] {
  return pattern.decompose(model).flatMap((subtask) => subtask.plan());
}

/** The text of every file of a plan. */
export function renderPlan(plan: readonly PlannedFile[]): readonly CaseFile[] {
  return plan.map((file) => ({
    path: file.path,
    text: renderFile(file),
    verbatim: file.kind === "copy",
  }));
}

/**
 * Every file of the package that a model makes.
 * @throws what the pattern throws
 * @throws AF_PATH_UNSAFE or AF_PLAN_INVALID when its files make no package
 */
export function renderModel(pattern: AnyPattern, model: PatternModel): readonly CaseFile[] {
  return renderPlan(checkedPlan(pattern, model));
}

/** The same without what is shipped verbatim: nothing of a model stands in that. */
export function renderOwn(pattern: AnyPattern, model: PatternModel): readonly CaseFile[] {
  return renderPlan(checkedPlan(pattern, model).filter(({ kind }) => kind !== "copy"));
}

function checkedPlan(pattern: AnyPattern, model: PatternModel): readonly PlannedFile[] {
  const plan = planOf(pattern, model);
  checkPaths(plan.map(({ path }) => ({ path, subtask: pattern.id })));
  return plan;
}

/** Paths whose texts differ, or that only one of both has. */
export function differingPaths(
  left: Readonly<Record<string, string>>,
  right: Readonly<Record<string, string>>,
): readonly string[] {
  const paths = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...paths].filter((path) => left[path] !== right[path]);
}

export const textsByPath = (files: readonly RenderedFile[]): Readonly<Record<string, string>> =>
  Object.fromEntries(files.map(({ path, text }) => [path, text]));
