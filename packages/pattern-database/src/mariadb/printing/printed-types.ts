import type { ValueKind } from "@agentflow/database";
import type { PrintedTypes } from "../../dialect/printing-dialect.js";
import type { TypeModel } from "../../model/database-model.js";
import { exactTyping, type TypingDefaults, type ValueChoice } from "../../types/typing.js";
import type { ValueFamily } from "../../types/value-family.js";

/**
 * Kinds of the types whose values are not plain text. `tinyint(1)`, which is what `boolean` becomes, holds numbers from
 * -128 to 127, so it is a number; `bit(1)` holds two values. Geometries are bytes: their text leaves out the reference
 * system.
 */
const kinds = new Map<string, ValueKind>(
  Object.entries({
    tinyint: "number",
    smallint: "number",
    mediumint: "number",
    int: "number",
    year: "number",
    bigint: "bigint",
    float: "float",
    double: "float",
    json: "json",
    binary: "bytes",
    varbinary: "bytes",
    tinyblob: "bytes",
    blob: "bytes",
    mediumblob: "bytes",
    longblob: "bytes",
    vector: "bytes",
    geometry: "bytes",
    point: "bytes",
    linestring: "bytes",
    polygon: "bytes",
    multipoint: "bytes",
    multilinestring: "bytes",
    multipolygon: "bytes",
    geometrycollection: "bytes",
  }),
);

const families = new Map<string, ValueFamily>(
  Object.entries({
    tinyint: "integer",
    smallint: "integer",
    mediumint: "integer",
    int: "integer",
    bigint: "integer",
    float: "float",
    double: "float",
    decimal: "decimal",
    char: "text",
    varchar: "text",
    tinytext: "text",
    text: "text",
    mediumtext: "text",
    longtext: "text",
  }),
);

/** Types whose values are what everyone expects. */
const plain =
  /^(?:(?:small|medium|big)?int\(\d+\)|double|varchar\(\d+\)|(?:medium|long)?text|json|uuid)$/;

/** What values of MariaDB's types look like. */
export const printedTypes: PrintedTypes = {
  kind,
  choose,
  family: ({ name, category }) => (category === "base" ? (families.get(name) ?? "other") : "other"),
  sizes({ name, sql }) {
    // Of whole numbers, it is how wide they are shown.
    if (Object.hasOwn(integerBits, name) || ["bigint", "year"].includes(name)) return [];
    return (/\((\d+(?:,\d+)?)\)/.exec(sql)?.[1] ?? "").split(",").filter(Boolean).map(Number);
  },
  note(_, valueKind, sql) {
    if (plain.test(sql)) return "";
    return valueKind === "text" ? `\`${sql}\`, as MariaDB writes it.` : `\`${sql}\`.`;
  },
  bounds({ name, sql }) {
    const unsigned = /\bunsigned\b/.test(sql);
    const bits = Object.hasOwn(integerBits, name) ? integerBits[name] : undefined;
    if (bits === undefined) return unsigned ? { least: 0, most: Infinity } : undefined;
    return unsigned
      ? { least: 0, most: 2 ** bits - 1 }
      : { least: -(2 ** (bits - 1)), most: 2 ** (bits - 1) - 1 };
  },
};

function choose(type: TypeModel, choice: ValueChoice): ValueKind | undefined {
  const { name, category } = type;
  const whole = category === "base" && families.get(name) === "integer";
  switch (choice) {
    case "text":
      return whole || kind(type, exactTyping) === "text" ? "text" : undefined;
    case "number":
      if (category === "base" && name === "decimal") return "numeric-number";
      return whole ? (name === "bigint" ? "bigint-number" : "number") : undefined;
    case "bigint":
      return whole ? "bigint" : undefined;
    case "boolean":
      return type.sql === "bit(1)" || (category === "base" && name === "tinyint")
        ? "boolean"
        : undefined;
    case "date":
      return name === "datetime" || name === "timestamp" ? "date" : undefined;
  }
}

/** Bits of the whole numbers (MariaDB Server documentation, "Numeric Data Type Overview"). */
const integerBits: Readonly<Record<string, number>> = {
  tinyint: 8,
  smallint: 16,
  mediumint: 24,
  int: 32,
};

function kind({ name, category, sql }: TypeModel, typing: TypingDefaults): ValueKind {
  if (category !== "base") return "text";
  if (name === "bit") return sql === "bit(1)" ? "boolean" : "bigint";
  if (name === "bigint" && typing.bigints === "number") return "bigint-number";
  if (name === "decimal" && typing.numerics === "number") return "numeric-number";
  if ((name === "datetime" || name === "timestamp") && typing.timestamps === "date") return "date";
  return kinds.get(name) ?? "text";
}
