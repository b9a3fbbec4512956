import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { Located, References } from "../document/references.js";

/**
 * What a path has: where its `$ref` leads, and what stands beside that `$ref`. Of two fields with one name the one beside
 * it counts, which OpenAPI leaves open (3.1.1 §4.8.9.1); each part has the other's parameters and servers too.
 * @throws what following a reference throws
 */
export function pathItems(
  value: Json,
  pointer: string,
  references: References,
): readonly Located[] {
  const found = references.follow(value, pointer);
  if (!isJsonObject(value) || typeof value["$ref"] !== "string" || !isJsonObject(found.value)) {
    return [found];
  }
  const { $ref: _followed, ...beside } = value;
  if (Object.keys(beside).every((key) => key === "summary" || key === "description")) {
    return [found];
  }
  placeParameters(beside, pointer, references);
  placeParameters(found.value, found.pointer, references);
  const shared = { ...sharedFields(found.value), ...sharedFields(beside) };
  const rest = Object.entries(found.value).filter(([key]) => !Object.hasOwn(beside, key));
  return [
    { pointer: found.pointer, value: { ...Object.fromEntries(rest), ...shared } },
    { pointer, value: { ...beside, ...shared } },
  ];
}

function sharedFields({ parameters, servers, summary, description }: JsonObject): JsonObject {
  const fields = Object.entries({ parameters, servers, summary, description });
  return Object.fromEntries(
    fields.filter((field): field is [string, Json] => field[1] !== undefined),
  );
}

/** They will stand in another object than the document has them in. */
function placeParameters(item: JsonObject, pointer: string, references: References): void {
  const { parameters } = item;
  if (!isJsonArray(parameters)) return;
  const list = pointerBelow(pointer, "parameters");
  parameters.forEach((parameter, index) => references.place(parameter, `${list}/${index}`));
}
