import type { ValueKind } from "@agentflow/database";
import type { PrintedTypes } from "../../dialect/printing-dialect.js";
import type { DatabaseModel, TypeModel } from "../../model/database-model.js";
import type { ValueFamily } from "../../types/value-family.js";
import { type Affinity, affinityOf, conventionOf } from "./declared-type.js";

const kinds: Readonly<Record<Affinity, ValueKind>> = {
  integer: "bigint",
  text: "text",
  blob: "bytes",
  real: "float",
  numeric: "text",
  none: "any",
};

const families: Readonly<Record<Affinity, ValueFamily>> = {
  integer: "integer",
  text: "text",
  blob: "other",
  real: "float",
  numeric: "decimal",
  none: "other",
};

/** Types whose values are what everyone expects. */
const plain = new Set(["integer", "int", "text", "blob", "real", "boolean", "bool", "json"]);

/** What values of SQLite's types look like: by what the type's name says, as SQLite itself has it. */
export const printedTypes: PrintedTypes = {
  kind,
  family: (type) => (conventionOf(type) === undefined ? families[affinityOf(type)] : "other"),
  // Lengths and digits mean nothing to SQLite.
  sizes: () => [],
  note({ name }, _kind, sql) {
    if (plain.has(name)) return "";
    return name === "any" ? "Any value that SQLite stores." : `\`${sql}\`.`;
  },
};

function kind(type: TypeModel, typing: DatabaseModel["typing"]): ValueKind {
  const convention = conventionOf(type);
  if (convention === "boolean" || convention === "json") return convention;
  if (convention === "timestamp" && typing.timestamps === "date") return "date";
  if (convention !== undefined) return "text";
  const affinity = affinityOf(type);
  if (affinity === "integer" && typing.bigints === "number") return "bigint-number";
  if (affinity === "numeric" && typing.numerics === "number") return "numeric-number";
  return kinds[affinity];
}
