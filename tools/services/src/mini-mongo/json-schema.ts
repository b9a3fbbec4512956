import { bsonTypeOf, isOfType } from "#mini-mongo/bson-type";
import { type Fields, identity, isFields, numberOf } from "#mini-mongo/bson-values";
import { compareValues } from "#mini-mongo/compare";

/** A rule of a schema that a value breaks, as MongoDB's `errInfo` writes it. */
export type BrokenRule = Fields;

/** JSON schema's own names of types (manual, "$jsonSchema"). */
const jsonTypes: Readonly<Record<string, string>> = {
  object: "object",
  array: "array",
  string: "string",
  number: "number",
  boolean: "bool",
  null: "null",
};

/** The rules that a value breaks; empty when it meets the schema. */
export function brokenRules(value: unknown, schema: Fields): readonly BrokenRule[] {
  const ofType = typeRules(value, schema);
  return ofType.length > 0
    ? ofType
    : [
        ...choiceRules(value, schema),
        ...numberRules(value, schema),
        ...textRules(value, schema),
        ...objectRules(value, schema),
        ...arrayRules(value, schema),
      ];
}

function typeRules(value: unknown, schema: Fields): readonly BrokenRule[] {
  const { bsonType, type } = schema;
  const wanted =
    bsonType ?? (type === undefined ? undefined : texts(type).map((name) => jsonTypes[name]));
  if (wanted === undefined || [wanted].flat().some((each) => isOfType(value, each))) return [];
  return [
    {
      operatorName: bsonType === undefined ? "type" : "bsonType",
      specifiedAs: { bsonType: wanted },
      reason: "type did not match",
      consideredType: bsonTypeOf(value) ?? "missing",
    },
  ];
}

function choiceRules(value: unknown, schema: Fields): readonly BrokenRule[] {
  const fits = (each: unknown): boolean => isFields(each) && brokenRules(value, each).length === 0;
  const all = schemas(schema["allOf"]);
  const any = schemas(schema["anyOf"]);
  const one = schemas(schema["oneOf"]);
  const { enum: choices, not } = schema;
  return [
    ...rule(
      "enum",
      !Array.isArray(choices) || choices.some((each) => compareValues(each, value) === 0),
    ),
    ...rule("allOf", all.every(fits)),
    ...rule("anyOf", any.length === 0 || any.some(fits)),
    ...rule("oneOf", one.length === 0 || one.filter(fits).length === 1),
    ...rule("not", not === undefined || !fits(not)),
  ];
}

function numberRules(value: unknown, schema: Fields): readonly BrokenRule[] {
  if (!isOfType(value, "number")) return [];
  const { minimum, maximum } = schema;
  const low = minimum === undefined ? 1 : compareValues(value, minimum);
  const high = maximum === undefined ? -1 : compareValues(value, maximum);
  return [
    ...rule("minimum", schema["exclusiveMinimum"] === true ? low > 0 : low >= 0),
    ...rule("maximum", schema["exclusiveMaximum"] === true ? high < 0 : high <= 0),
  ];
}

function textRules(value: unknown, schema: Fields): readonly BrokenRule[] {
  if (typeof value !== "string") return [];
  const { length } = Array.from(value);
  const { pattern } = schema;
  return [
    ...within("minLength", "maxLength", length, schema),
    ...rule("pattern", typeof pattern !== "string" || new RegExp(pattern, "u").test(value)),
  ];
}

function objectRules(value: unknown, schema: Fields): readonly BrokenRule[] {
  if (!isFields(value)) return [];
  const names = Object.keys(value);
  const properties = isFields(schema["properties"]) ? schema["properties"] : {};
  const patterns = isFields(schema["patternProperties"]) ? schema["patternProperties"] : {};
  const broken = names.flatMap((name) => {
    const own = Object.hasOwn(properties, name) ? [properties[name]] : [];
    const byPattern = Object.keys(patterns)
      .filter((pattern) => new RegExp(pattern, "u").test(name))
      .map((pattern) => patterns[pattern]);
    const details = [...own, ...byPattern].flatMap((each) =>
      isFields(each) ? brokenRules(value[name], each) : [],
    );
    return details.length === 0 ? [] : [{ propertyName: name, details }];
  });
  const missing = texts(schema["required"]).filter((name) => !names.includes(name));
  const others = names.filter(
    (name) =>
      !Object.hasOwn(properties, name) &&
      !Object.keys(patterns).some((pattern) => new RegExp(pattern, "u").test(name)),
  );
  const { additionalProperties } = schema;
  const refused = isFields(additionalProperties)
    ? others.filter((name) => brokenRules(value[name], additionalProperties).length > 0)
    : others;
  return [
    ...rule("properties", broken.length === 0, { propertiesNotSatisfied: broken }),
    ...rule("required", missing.length === 0, { missingProperties: missing }),
    ...rule(
      "additionalProperties",
      refused.length === 0 || additionalProperties === undefined || additionalProperties === true,
      { additionalProperties: refused },
    ),
    ...within("minProperties", "maxProperties", names.length, schema),
  ];
}

function arrayRules(value: unknown, schema: Fields): readonly BrokenRule[] {
  if (!Array.isArray(value)) return [];
  const { items, uniqueItems } = schema;
  const different = new Set(value.map((item) => identity(item))).size === value.length;
  return [
    ...rule(
      "items",
      !isFields(items) || value.every((item) => brokenRules(item, items).length === 0),
    ),
    ...rule("uniqueItems", uniqueItems !== true || different),
    ...within("minItems", "maxItems", value.length, schema),
  ];
}

function within(least: string, most: string, count: number, schema: Fields): readonly BrokenRule[] {
  return [
    ...rule(least, count >= (numberOf(schema[least]) ?? 0)),
    ...rule(most, count <= (numberOf(schema[most]) ?? Infinity)),
  ];
}

function rule(operatorName: string, holds: boolean, details: Fields = {}): readonly BrokenRule[] {
  return holds ? [] : [{ operatorName, ...details }];
}

function texts(value: unknown): readonly string[] {
  return [value].flat().filter((each) => typeof each === "string");
}

function schemas(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
