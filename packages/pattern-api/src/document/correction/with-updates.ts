import { isJsonObject, type JsonObject } from "../json-object.js";
import { selectLocations } from "../overlay/json-path.js";
import { mergeUpdate } from "../overlay/merge-update.js";
import { OverlayDraft } from "../overlay/overlay-draft.js";

/**
 * A description with objects merged in at what JSONPaths (RFC 9535) select, as the updates of an Overlay are. A path
 * that selects nothing changes nothing: another edition may do without.
 * @throws JsonPathProblem when a path is none
 */
export function withUpdates(
  root: JsonObject,
  updates: Readonly<Record<string, JsonObject>>,
): JsonObject {
  const draft = new OverlayDraft(root);
  for (const [path, update] of Object.entries(updates)) {
    for (const location of selectLocations(path, draft.root)) {
      const place = draft.container(location);
      if (isJsonObject(place)) mergeUpdate(place, update, draft, "");
    }
  }
  return draft.root as JsonObject; // it was given one, and nothing replaces it
}
