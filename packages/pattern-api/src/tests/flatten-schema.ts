import type { Json } from "@agentflow/core";
import type { JsonSchema } from "../model/api-model.js";
import { equalJson } from "./equal-json.js";
import {
  isJsonObject,
  schemaAt,
  type SchemaIndex,
  type SchemaObject,
  schemasAt,
  listOf,
} from "./schema-index.js";

/** Members after which a schema is given up: documents exist whose `allOf`s multiply without end. */
const memberLimit = 500;

/** A schema without references and `allOf`: one object of keywords, and the choices that remain. */
export interface FlatSchema {
  readonly keywords: SchemaObject;
  /** Each is a `oneOf` or an `anyOf`, of which one member has to be added to the keywords. */
  readonly choices: readonly (readonly JsonSchema[])[];
  /** Pointers of the components that were passed through: to notice a recursion. */
  readonly references: readonly string[];
}

const composed = ["$ref", "allOf", "oneOf", "anyOf"];

/**
 * Resolves the reference and merges the `allOf` of a schema, one level deep.
 * @returns `undefined` when nothing satisfies the schema, or when it is too large to tell
 */
export function flattenSchema(schema: JsonSchema, index: SchemaIndex): FlatSchema | undefined {
  // Most schemas are flat already.
  if (typeof schema === "object" && !composed.some((keyword) => keyword in schema)) {
    return { keywords: schema, choices: [], references: [] };
  }
  const choices: (readonly JsonSchema[])[] = [];
  const references = new Set<string>();
  let keywords: SchemaObject | undefined;
  const pending: JsonSchema[] = [schema];
  let members = 0;
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    members += 1;
    if (next === false || members > memberLimit) return undefined;
    if (next === true) continue;
    const { $ref, allOf, oneOf, anyOf, ...own } = next;
    if (typeof $ref === "string") {
      // A component that contains itself in its own `allOf` adds nothing the second time.
      if (!references.has($ref)) pending.unshift(index.target($ref));
      references.add($ref);
    }
    pending.unshift(...schemasAt(allOf));
    if (oneOf !== undefined) choices.push(schemasAt(oneOf));
    if (anyOf !== undefined) choices.push(schemasAt(anyOf));
    // Beside a reference mostly stands nothing.
    const alone = keywords === undefined || Object.keys(keywords).length === 0;
    keywords = alone ? own : mergeKeywords(keywords ?? {}, own);
  }
  return { keywords: keywords ?? {}, choices, references: [...references] };
}

function mergeKeywords(left: SchemaObject, right: SchemaObject): SchemaObject {
  const merged: Record<string, Json> = { ...left };
  for (const [keyword, value] of Object.entries(right)) {
    const known = left[keyword];
    merged[keyword] = known === undefined ? value : mergeKeyword(keyword, known, value);
  }
  return merged;
}

function mergeKeyword(keyword: string, left: Json, right: Json): Json {
  switch (keyword) {
    case "properties":
      return isJsonObject(left) && isJsonObject(right) ? mergeProperties(left, right) : right;
    case "items":
    case "additionalProperties":
      return both(left, right);
    case "required":
      return [...new Set([...listOf(left), ...listOf(right)])];
    case "enum":
      return listOf(left).filter((member) =>
        listOf(right).some((other) => equalJson(member, other)),
      );
    case "type":
      return commonTypes(listOf(left), listOf(right));
    case "minimum":
    case "exclusiveMinimum":
    case "minLength":
    case "minItems":
    case "minProperties":
      return typeof left === "number" && typeof right === "number" ? Math.max(left, right) : right;
    case "maximum":
    case "exclusiveMaximum":
    case "maxLength":
    case "maxItems":
    case "maxProperties":
      return typeof left === "number" && typeof right === "number" ? Math.min(left, right) : right;
    case "nullable":
      return left === true && right === true;
    default:
      // Examples, formats, patterns: the first is as good as the second.
      return left;
  }
}

function mergeProperties(left: SchemaObject, right: SchemaObject): SchemaObject {
  const entries = new Map(Object.entries(left));
  for (const [name, value] of Object.entries(right)) {
    const known = entries.get(name);
    entries.set(name, known === undefined ? value : both(known, value));
  }
  return Object.fromEntries(entries);
}

function both(left: Json, right: Json): Json {
  const [first, second] = [schemaAt(left) ?? true, schemaAt(right) ?? true];
  if (first === true) return second;
  if (second === true) return first;
  return first === false || second === false ? false : { allOf: [first, second] };
}

function commonTypes(left: readonly Json[], right: readonly Json[]): readonly Json[] {
  return left.flatMap((type) => {
    if (right.includes(type)) return [type];
    if (type === "number" && right.includes("integer")) return ["integer"];
    return type === "integer" && right.includes("number") ? ["integer"] : [];
  });
}
