import type { Json } from "@agentflow/core";
import { isJsonObject, type JsonObject } from "../json-object.js";
import { withChanges } from "../with-changes.js";

/** An operation as it should be. */
export type OperationChange = (operation: JsonObject, method: string, path: string) => JsonObject;

/** The fields of a path item that are operations (OpenAPI 3.1.1 §4.8.9.1). */
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** A description with every operation as `change` gives it; those behind a `$ref` of their path stay as they are. */
export function changedOperations(root: JsonObject, change: OperationChange): JsonObject {
  const paths = isJsonObject(root["paths"]) ? root["paths"] : {};
  const changed = Object.entries(paths).map(([path, item]): [string, Json] => {
    if (!isJsonObject(item)) return [path, item];
    const operations = methods.flatMap((method): [string, Json][] => {
      const operation = item[method];
      return isJsonObject(operation) ? [[method, change(operation, method, path)]] : [];
    });
    return [path, withChanges(item, new Map(operations))];
  });
  return withChanges(root, new Map([["paths", Object.fromEntries(changed)]]));
}
