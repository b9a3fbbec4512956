import type { Json } from "@agentflow/core";
import type { JsonObject } from "../json-object.js";
import { upgradeSchema } from "./upgrade-schema.js";

/** What says how a value looks, and stands in the parameter itself (Swagger 2.0, "Parameter Object"). */
const schemaKeywords = [
  "type",
  "format",
  "items",
  "default",
  "enum",
  "maximum",
  "exclusiveMaximum",
  "minimum",
  "exclusiveMinimum",
  "maxLength",
  "minLength",
  "pattern",
  "maxItems",
  "minItems",
  "uniqueItems",
  "multipleOf",
  "x-nullable",
  "description",
] as const;

/** Styles by `collectionFormat`; there is none for tabs, so the reader names the one that it does not know. */
const styles = new Map<unknown, JsonObject>([
  ["multi", { style: "form", explode: true }],
  ["ssv", { style: "spaceDelimited", explode: false }],
  ["pipes", { style: "pipeDelimited", explode: false }],
  ["tsv", { style: "tsv", explode: false }],
]);

/** A parameter in path, query or header as OpenAPI 3.0 writes it. */
export function upgradeParameter(parameter: JsonObject): JsonObject {
  const { type, collectionFormat } = parameter;
  const example = parameter["x-example"] ?? parameter["example"];
  const kept = Object.entries(parameter).filter(([key]) => !replaced.has(key));
  return {
    ...Object.fromEntries(kept),
    // Some documents give a schema although none is allowed here.
    schema: parameter["schema"] ?? valueSchema(parameter),
    ...(type === "array" && (styles.get(collectionFormat) ?? { explode: false })),
    ...(example !== undefined && { example }),
  };
}

/** The schema of a value that is described in the parameter itself. */
export function valueSchema(parameter: JsonObject): Json {
  const keywords = schemaKeywords.flatMap((keyword): [string, Json][] => {
    const value = parameter[keyword];
    return value === undefined ? [] : [[keyword, value]];
  });
  return upgradeSchema(Object.fromEntries(keywords));
}

const replaced: ReadonlySet<string> = new Set<string>([
  ...schemaKeywords.filter((keyword) => keyword !== "description"),
  "collectionFormat",
]);
