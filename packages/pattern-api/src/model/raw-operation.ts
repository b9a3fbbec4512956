import { compareText, errorCodes, takeName } from "@agentflow/core";
import { type Findings, quoted } from "../document/findings.js";
import { isJsonArray, isJsonObject, type JsonObject, textOf } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { OpenApiDocument, OpenApiVersion } from "../document/openapi-document.js";
import type { References } from "../document/references.js";
import type { OperationModel } from "./api-model.js";
import { operationMethods } from "./operation-methods.js";
import { pathItems } from "./path-items.js";

/** An operation as the document has it: enough to name, group and choose it by. */
export interface RawOperation {
  /** The operationId, or method and path when there is none or it is used before. */
  readonly id: string;
  readonly method: OperationModel["method"];
  readonly path: string;
  readonly tags: readonly string[];
  readonly item: JsonObject;
  readonly itemPointer: string;
  readonly value: JsonObject;
  readonly pointer: string;
}

/** Every operation of the document, sorted by path and method, so that its order decides nothing. */
export function rawOperations(
  document: OpenApiDocument,
  references: References,
  findings: Findings,
): readonly RawOperation[] {
  const paths = isJsonObject(document.root["paths"]) ? document.root["paths"] : {};
  const ids = new Set<string>();
  return Object.keys(paths)
    .filter((path) => path.startsWith("/") || !path.startsWith("x-"))
    .toSorted(compareText)
    .flatMap((path) => {
      const pointer = pointerBelow("#/paths", path);
      const items = findings.attempt(() => pathItems(paths[path] ?? null, pointer, references));
      return (items ?? []).map((item) => ({ path, item }));
    })
    .flatMap(({ path, item }) => {
      if (!isJsonObject(item.value)) {
        findings.warn(
          errorCodes.documentFaulty,
          item.pointer,
          "A path holds something that is no object, so it has no operations.",
          "Correct the document.",
        );
        return [];
      }
      return operationsOf(path, item.value, item.pointer, document.version, ids, findings);
    });
}

function operationsOf(
  path: string,
  item: JsonObject,
  itemPointer: string,
  version: OpenApiVersion,
  ids: Set<string>,
  findings: Findings,
): readonly RawOperation[] {
  return operationMethods(item, itemPointer, version, findings).flatMap((field) => {
    const { method, value, pointer } = field;
    if (!isJsonObject(value)) {
      findings.warn(
        errorCodes.operationUnusable,
        pointer,
        `${method} ${path} is no object.`,
        "Correct the document.",
      );
      return [];
    }
    const declared = textOf(value["operationId"]);
    if (declared !== undefined && ids.has(declared)) {
      findings.warn(
        errorCodes.documentFaulty,
        pointer,
        `The operationId ${quoted(declared)} is used before; this operation is known as ${quoted(`${method} ${path}`)}.`,
        "Give each operation an id of its own.",
      );
    }
    const place = `${method} ${path}`;
    const id = declared === undefined ? takeName(ids, place) : takeName(ids, declared, place);
    const tags = isJsonArray(value["tags"]) ? value["tags"] : [];
    return [
      {
        id,
        method,
        path,
        tags: tags.filter((tag): tag is string => typeof tag === "string" && tag !== ""),
        item,
        itemPointer,
        value,
        pointer,
      },
    ];
  });
}
