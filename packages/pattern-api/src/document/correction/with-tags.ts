import { isJsonArray, type JsonObject } from "../json-object.js";
import { changedOperations } from "./changed-operations.js";

/** A description in which every operation without tags has one, made from its path. */
export function withTags(root: JsonObject, tagOf: (path: string) => string): JsonObject {
  return changedOperations(root, (operation, _method, path) => {
    const { tags } = operation;
    return isJsonArray(tags) && tags.length > 0 ? operation : { ...operation, tags: [tagOf(path)] };
  });
}
