import type { BuildRequest } from "./build-request.js";
import type { Draft } from "./create-draft.js";
import { renderPackage } from "./render-package.js";

/** Paths that come out differently, or not at all, when the same model is rendered again. */
export async function renderAgain(
  { setup, signal }: BuildRequest,
  draft: Draft,
): Promise<readonly string[]> {
  const { pattern } = draft.chosen;
  const again = await renderPackage(pattern, draft.inspection.model, {
    clock: setup.clock,
    signal,
  });
  const digests = new Map(again.files.map(({ path, digest }) => [path, digest]));
  const first = Object.entries(draft.record.files);
  const changed = first
    .filter(([path, digest]) => digests.get(path) !== digest)
    .map(([path]) => path);
  const added = again.files.map(({ path }) => path).filter((path) => !(path in draft.record.files));
  return [...changed, ...added];
}
