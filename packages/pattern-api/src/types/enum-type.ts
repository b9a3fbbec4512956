import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { literalType } from "./literal-type.js";
import type { SchemaScope } from "./schema-place.js";
import { type TypeNode, union } from "./type-node.js";

/** Values of an enum that a type lists. Compilers slow down with every one, and nobody reads as many. */
export const enumLimit = 2_000;

/**
 * The type of an enum's values. In answers it has room for values that the service adds later, so that these break
 * nobody: `"a" | "b" | (string & {})` is still completed by editors. One value alone is a constant and stays one.
 */
export function enumType(schema: JsonObject, scope: SchemaScope): TypeNode | undefined {
  const values = enumValues(schema);
  if (values.length === 0) return undefined;
  const types = new Set(values.map((value) => typeof value));
  if (values.length > enumLimit) return union([...types].map(wideType));
  const literals = values.map((value) => literalType(value));
  if (!isOpenEnum(values, scope)) return union(literals);
  const open = [...types].filter((type) => type === "string" || type === "number");
  return union([...literals, ...open.map((type) => `(${type} & {})`)]);
}

/** True when an answer may have other values than the document lists. */
export function isOpenEnum(
  values: readonly Json[],
  { direction, typing }: Pick<SchemaScope, "direction" | "typing">,
): boolean {
  if (direction === "request" || typing.enums === "exhaustive") return false;
  const open = values.filter((value) => typeof value === "string" || typeof value === "number");
  return open.length > 1;
}

/** The values of `enum` without those that `not` excludes. */
function enumValues(schema: JsonObject): readonly Json[] {
  const { enum: values, not } = schema;
  if (!isJsonArray(values)) return [];
  if (!isJsonObject(not)) return values;
  const excluded = isJsonArray(not["enum"]) ? not["enum"] : [];
  const all = not["const"] === undefined ? excluded : [...excluded, not["const"]];
  return values.filter((value) => !all.includes(value));
}

function wideType(type: string): string {
  return type === "string" || type === "number" || type === "boolean" ? type : "unknown";
}
