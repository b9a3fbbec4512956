import type { Json } from "@agentflow/core";
import type { JsonObject } from "../document/json-object.js";
import type { SchemaScope } from "./schema-place.js";

/** The type of values of a JSON type that has nothing inside; undefined for the other types. */
export function primitiveType(
  type: Json | undefined,
  { format }: JsonObject,
  { typing }: Pick<SchemaScope, "typing">,
): string | undefined {
  if (type === "string" && (format === "date" || format === "date-time"))
    return dateTypes[typing.dates][format];
  if (type === "integer" && (format === "int64" || format === "uint64")) return typing.int64;
  return primitives.get(type);
}

const dateTypes = {
  string: { date: "string", "date-time": "string" },
  date: { date: "Date", "date-time": "Date" },
  temporal: { date: "Temporal.PlainDate", "date-time": "Temporal.Instant" },
} as const;

const primitives = new Map<Json | undefined, string>([
  ["string", "string"],
  // A file inside JSON can only be text.
  ["file", "string"],
  ["integer", "number"],
  ["number", "number"],
  ["boolean", "boolean"],
]);
