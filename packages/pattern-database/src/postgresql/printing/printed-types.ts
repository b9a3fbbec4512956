import type { ValueKind } from "@agentflow/database";
import type { PrintedTypes } from "../../dialect/printing-dialect.js";
import type { TypeModel } from "../../model/database-model.js";
import type { TypingDefaults, ValueChoice } from "../../types/typing.js";
import type { ValueFamily } from "../../types/value-family.js";

/** Kinds of the built-in types whose values are not plain text. */
const kinds = new Map<string, ValueKind>(
  Object.entries({
    bool: "boolean",
    int2: "number",
    int4: "number",
    oid: "number",
    int8: "bigint",
    float4: "float",
    float8: "float",
    bytea: "bytes",
    json: "json",
    jsonb: "json",
  }),
);

const families = new Map<string, ValueFamily>(
  Object.entries({
    int2: "integer",
    int4: "integer",
    int8: "integer",
    oid: "integer",
    float4: "float",
    float8: "float",
    numeric: "decimal",
    text: "text",
    varchar: "text",
    name: "text",
    citext: "text",
    bpchar: "padded-text",
  }),
);

/** Types whose values are what everyone expects. */
const plain = new Set([
  "text",
  "varchar",
  "bpchar",
  "uuid",
  "bool",
  "int2",
  "int4",
  "int8",
  "jsonb",
  "json",
  "bytea",
]);

/** Types by what their values can be, and the kind that they have then. */
const choices: Readonly<Record<ValueChoice, ReadonlyMap<string, ValueKind>>> = {
  text: new Map(
    ["int2", "int4", "int8", "oid", "numeric", "timestamp", "timestamptz", "json", "jsonb"].map(
      (name) => [name, "text"],
    ),
  ),
  number: new Map<string, ValueKind>([
    ["int2", "number"],
    ["int4", "number"],
    ["oid", "number"],
    ["int8", "bigint-number"],
    ["numeric", "numeric-number"],
  ]),
  bigint: new Map(["int2", "int4", "int8"].map((name) => [name, "bigint"])),
  boolean: new Map([["bool", "boolean"]]),
  date: new Map(["timestamp", "timestamptz"].map((name) => [name, "date"])),
};

/** What values of PostgreSQL's types look like. */
export const printedTypes: PrintedTypes = {
  kind,
  choose(type, choice) {
    if (choice === "text" && kinds.get(type.name) === undefined) return "text";
    return type.category === "base" ? choices[choice].get(type.name) : undefined;
  },
  family: ({ name, category }) => (category === "base" ? (families.get(name) ?? "other") : "other"),
  sizes,
  note(type, valueKind, sql) {
    if (plain.has(type.name)) return "";
    return valueKind === "text" ? `\`${sql}\`, as PostgreSQL writes it.` : `\`${sql}\`.`;
  },
};

function kind({ schema, name, category }: TypeModel, typing: TypingDefaults): ValueKind {
  if (category !== "base" || schema !== "pg_catalog") return "text";
  if (name === "int8" && typing.bigints === "number") return "bigint-number";
  if (name === "numeric" && typing.numerics === "number") return "numeric-number";
  if ((name === "timestamp" || name === "timestamptz") && typing.timestamps === "date")
    return "date";
  return kinds.get(name) ?? "text";
}

/** The numbers of `numeric(10,2)`. */
function sizes({ sql }: TypeModel): readonly number[] {
  const inside = /\((\d+)(?:,\s*(-?\d+))?\)/.exec(sql);
  return (inside ?? [])
    .slice(1)
    .filter((text) => text !== undefined)
    .map(Number);
}
