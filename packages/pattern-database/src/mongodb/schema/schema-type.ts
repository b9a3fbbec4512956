import type { ScalarKind } from "@agentflow/database/mongodb";
import type { DocumentModel, FieldModel, ValueModel, ValueRules } from "../model/mongodb-model.js";
import { unionOf } from "../model/union-of.js";

/** A JSON schema as the server has it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Types by their names in `bsonType` and, where they are there too, in `type`. */
const scalars: ReadonlyMap<string, ScalarKind> = new Map<string, ScalarKind>([
  ["string", "string"],
  ["int", "int"],
  ["double", "double"],
  ["long", "long"],
  ["decimal", "decimal"],
  ["number", "number"],
  ["bool", "boolean"],
  ["boolean", "boolean"],
  ["date", "date"],
  ["objectId", "objectId"],
  ["binData", "bytes"],
  ["null", "null"],
]);

/** Words that restrict a type in a way that the model has no rules for. */
const others = [
  "pattern",
  "multipleOf",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "uniqueItems",
  "maxItems",
  "additionalItems",
  "not",
  "minProperties",
  "maxProperties",
  "patternProperties",
  "dependencies",
  "allOf",
  "anyOf",
  "oneOf",
];

function scalar(type: ScalarKind, rules: ValueRules = {}): ValueModel {
  return { kind: "scalar", type, rules };
}

/** The type that a schema describes. */
export function schemaType(schema: Schema): ValueModel {
  const alternatives = schemasOf(schema["anyOf"] ?? schema["oneOf"]);
  if (alternatives.length > 0 && !hasType(schema)) {
    return unionOf(alternatives.map((each) => withMore(schemaType(each))));
  }
  const types = typeNames(schema);
  if (types.length > 0) return unionOf(types.map((type) => namedType(type, schema)));
  if (isObject(schema["properties"])) return documentType(schema);
  const texts = textsOf(schema);
  return texts === undefined ? scalar("any", rulesOf(schema)) : scalar("string", { texts });
}

/** The document that a schema describes. */
export function documentType(schema: Schema): DocumentModel {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const required = textList(schema["required"]);
  const described = Object.entries(properties).map(([name, given]): FieldModel => {
    const own = isObject(given) ? given : {};
    return {
      name,
      value: schemaType(own),
      optional: !required.includes(name),
      seen: null,
      comment: commentOf(own),
    };
  });
  const known = new Set(described.map(({ name }) => name));
  const named = required.filter((name) => !known.has(name));
  return {
    kind: "document",
    fields: [...described, ...named.map((name) => requiredOnly(name))],
    open: schema["additionalProperties"] !== false,
  };
}

export function commentOf({ title, description }: Schema): string | null {
  const texts = [title, description].filter((text) => typeof text === "string" && text !== "");
  return texts.length === 0 ? null : texts.join("\n\n");
}

function requiredOnly(name: string): FieldModel {
  return { name, value: scalar("any"), optional: false, seen: null, comment: null };
}

function namedType(type: string, schema: Schema): ValueModel {
  if (type === "object") return objectType(schema);
  const rules = rulesOf(schema);
  if (type === "array") {
    const { items } = schema;
    return { kind: "array", items: isObject(items) ? schemaType(items) : scalar("any"), rules };
  }
  const texts = type === "string" ? textsOf(schema) : undefined;
  return scalar(scalars.get(type) ?? "any", texts === undefined ? rules : { texts });
}

function objectType(schema: Schema): ValueModel {
  const { additionalProperties, properties } = schema;
  if (!isObject(properties) && isObject(additionalProperties)) {
    return { kind: "record", values: schemaType(additionalProperties) };
  }
  const document = documentType(schema);
  return document.fields.length === 0 && document.open
    ? { kind: "record", values: scalar("any") }
    : document;
}

function rulesOf(schema: Schema): ValueRules {
  const names = ["minimum", "maximum", "minLength", "maxLength", "minItems"] as const;
  const given = names.flatMap((name) => {
    const value = Number(schema[name] ?? Number.NaN);
    return Number.isFinite(value) ? [[name, value] as const] : [];
  });
  const more = others.some((word) => schema[word] !== undefined) || schema["enum"] !== undefined;
  return { ...Object.fromEntries(given), ...(more && { more: true }) };
}

/** Which of several schemas a value has to meet is beyond the rules. */
function withMore(value: ValueModel): ValueModel {
  return value.kind === "scalar" ? { ...value, rules: { ...value.rules, more: true } } : value;
}

/** The texts that are all that a value may be. */
function textsOf(schema: Schema): readonly string[] | undefined {
  const { enum: values } = schema;
  if (!Array.isArray(values) || values.length === 0) return undefined;
  const texts = values.filter((value) => typeof value === "string");
  if (texts.length < values.length) return undefined;
  return others.some((word) => schema[word] !== undefined) ? undefined : [...new Set(texts)];
}

function hasType(schema: Schema): boolean {
  return typeNames(schema).length > 0;
}

function typeNames({ bsonType, type }: Schema): readonly string[] {
  return textList(bsonType ?? type);
}

function textList(value: unknown): readonly string[] {
  return [value].flat().filter((each) => typeof each === "string");
}

function schemasOf(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? value.filter((each) => isObject(each)) : [];
}

export function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
