import { errorCodes, type Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import { depthLimit, nestsDeeperThan } from "../document/nesting.js";
import type { Reading } from "./reading.js";

/** The document's own example for a parameter or a body; without the key when there is none. */
export interface Example {
  readonly example?: Json;
}

/**
 * Looks in this order: `example`, the first of `examples`, and the schema's `example`, `examples` and `default`.
 * @param holder a parameter or a media type object
 */
export function readExample(holder: JsonObject, pointer: string, reading: Reading): Example {
  const example = holder["example"] ?? namedExample(holder, pointer, reading);
  const found =
    example ?? schemaExample(holder["schema"], pointerBelow(pointer, "schema"), reading);
  if (found === undefined) return {};
  if (nestsDeeperThan(found, depthLimit)) {
    reading.findings.warn(
      errorCodes.documentTooLarge,
      pointer,
      `The example nests deeper than ${depthLimit} levels and is left out.`,
      "Shorten the example.",
    );
    return {};
  }
  return { example: found };
}

function namedExample(holder: JsonObject, pointer: string, reading: Reading): Json | undefined {
  const examples = holder["examples"];
  if (!isJsonObject(examples)) return undefined;
  for (const name of Object.keys(examples)) {
    const place = pointerBelow(pointer, "examples", name);
    const named = reading.findings.attempt(() =>
      reading.references.follow(examples[name] ?? null, place),
    );
    // An example may also be an address (`externalValue`), which is not read.
    if (named && isJsonObject(named.value) && named.value["value"] !== undefined)
      return named.value["value"];
  }
  return undefined;
}

function schemaExample(
  schema: Json | undefined,
  pointer: string,
  reading: Reading,
): Json | undefined {
  if (schema === undefined) return undefined;
  const value = reading.findings.attempt(() => reading.references.follow(schema, pointer))?.value;
  if (!isJsonObject(value)) return undefined;
  const examples = value["examples"];
  return value["example"] ?? (isJsonArray(examples) ? examples[0] : undefined) ?? value["default"];
}
