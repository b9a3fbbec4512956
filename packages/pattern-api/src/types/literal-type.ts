import { type Json, keyLiteral, numberLiteral, stringLiteral } from "@agentflow/core";
import { isJsonArray, isJsonObject } from "../document/json-object.js";
import { depthLimit } from "../document/nesting.js";
import type { TypeNode } from "./type-node.js";

/** The type that holds exactly one JSON value. */
export function literalType(value: Json): TypeNode {
  const text = literalText(value, 0);
  return isJsonArray(value) || isJsonObject(value) ? { kind: "constant", value, text } : text;
}

function literalText(value: Json, depth: number): string {
  if (depth > depthLimit) return "unknown";
  if (typeof value === "string") return stringLiteral(value);
  // `1e999` in a document is Infinity, which has no literal.
  if (typeof value === "number") return Number.isFinite(value) ? numberLiteral(value) : "number";
  if (isJsonArray(value))
    return `[${value.map((item) => literalText(item, depth + 1)).join(", ")}]`;
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(
      ([key, item]) => `${keyLiteral(key)}: ${literalText(item, depth + 1)}`,
    );
    return members.length === 0 ? "{ [key: string]: never }" : `{ ${members.join("; ")} }`;
  }
  return String(value);
}
