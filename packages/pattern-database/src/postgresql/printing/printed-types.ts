import type { ValueKind } from "@agentflow/database";
import type { PrintedTypes } from "../../dialect/printing-dialect.js";
import type { DatabaseModel, TypeModel } from "../../model/database-model.js";
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

/** What values of PostgreSQL's types look like. */
export const printedTypes: PrintedTypes = {
  kind,
  family: ({ name, category }) => (category === "base" ? (families.get(name) ?? "other") : "other"),
  note(type, valueKind, sql) {
    if (plain.has(type.name)) return "";
    return valueKind === "text" ? `\`${sql}\`, as PostgreSQL writes it.` : `\`${sql}\`.`;
  },
};

function kind({ schema, name, category }: TypeModel, typing: DatabaseModel["typing"]): ValueKind {
  if (category !== "base" || schema !== "pg_catalog") return "text";
  if (name === "int8" && typing.bigints === "number") return "bigint-number";
  if (name === "numeric" && typing.numerics === "number") return "numeric-number";
  if ((name === "timestamp" || name === "timestamptz") && typing.timestamps === "date")
    return "date";
  return kinds.get(name) ?? "text";
}
