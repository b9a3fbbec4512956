import type { Json } from "@agentflow/core";
import type { JsonSchema } from "../model/api-model.js";
import { equalJson } from "./equal-json.js";
import { rangeOf } from "../validation/number-checks.js";
import { stringConforms } from "./string-conforms.js";
import {
  isJsonObject,
  ownValue,
  schemaAt,
  type SchemaIndex,
  type SchemaObject,
  schemasAt,
} from "./schema-index.js";

/** Steps after which a check gives up: documents exist whose schemas multiply without end. */
const stepLimit = 10_000;
const depthLimit = 200;

/** How strictly a value is compared with its schema. */
export interface ConformsOptions {
  /**
   * Refuse properties that no part of the schema declares, although JSON Schema allows them:
   * TypeScript refuses them in a literal.
   */
  readonly declaredOnly?: boolean;
}

/** Whether a value satisfies a schema (the keywords that OpenAPI 3.0 and 3.1 share with one meaning). */
export function conforms(
  value: Json,
  schema: JsonSchema,
  index: SchemaIndex,
  options: ConformsOptions = {},
): boolean {
  return new Conformance(index, options.declaredOnly === true).check(value, schema, 0);
}

class Conformance {
  readonly #index: SchemaIndex;
  readonly #declaredOnly: boolean;
  #steps = 0;

  constructor(index: SchemaIndex, declaredOnly: boolean) {
    this.#index = index;
    this.#declaredOnly = declaredOnly;
  }

  /** @param closed whether `declaredOnly` applies here: parts of an `allOf` leave it to the whole */
  check(value: Json, schema: JsonSchema, depth: number, closed = this.#declaredOnly): boolean {
    this.#steps += 1;
    if (this.#steps > stepLimit || depth > depthLimit) return false;
    if (typeof schema === "boolean") return schema;
    if (value === null && schema["nullable"] === true) return true;
    const reference = schema["$ref"];
    if (
      typeof reference === "string" &&
      !this.check(value, this.#index.target(reference), depth + 1, closed)
    ) {
      return false;
    }
    // Beside a reference stand, in OpenAPI 3.1, keywords that hold as well.
    const closedHere = closed && typeof reference !== "string";
    return (
      typeConforms(value, schema) &&
      (typeof value !== "string" || stringConforms(value, schema)) &&
      (typeof value !== "number" || numberConforms(value, schema)) &&
      (!Array.isArray(value) || this.#array(value, schema, depth)) &&
      (!isJsonObject(value) || this.#object(value, schema, depth, closedHere)) &&
      this.#combined(value, schema, depth)
    );
  }

  #array(value: readonly Json[], schema: SchemaObject, depth: number): boolean {
    if (
      value.length < bound(schema["minItems"], 0) ||
      value.length > bound(schema["maxItems"], Infinity)
    ) {
      return false;
    }
    if (
      schema["uniqueItems"] === true &&
      value.some((item, position) =>
        value.slice(0, position).some((earlier) => equalJson(earlier, item)),
      )
    ) {
      return false;
    }
    const first = schemasAt(schema["prefixItems"]);
    const rest = schemaAt(schema["items"]) ?? true;
    return value.every((item, position) => this.check(item, first[position] ?? rest, depth + 1));
  }

  #object(
    value: { readonly [key: string]: Json },
    schema: SchemaObject,
    depth: number,
    closed: boolean,
  ): boolean {
    const keys = Object.keys(value);
    if (keys.length < bound(schema["minProperties"], 0)) return false;
    if (keys.length > bound(schema["maxProperties"], Infinity)) return false;
    const required = schema["required"];
    if (
      Array.isArray(required) &&
      required.some((key) => typeof key === "string" && !Object.hasOwn(value, key))
    ) {
      return false;
    }
    const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
    const additional = schemaAt(schema["additionalProperties"]) ?? true;
    const patterned = isJsonObject(schema["patternProperties"]);
    const declared = closed ? this.#declared(schema, depth) : undefined;
    return keys.every((key) => {
      const declaredSchema = schemaAt(ownValue(properties, key));
      if (declared && !declared.has(key)) return false;
      return this.check(
        value[key] ?? null,
        declaredSchema ?? (patterned ? true : additional),
        depth + 1,
      );
    });
  }

  /** Names that any part of the schema declares; `undefined` when a part allows any name. */
  #declared(schema: SchemaObject, depth: number): ReadonlySet<string> | undefined {
    const names = new Set<string>();
    return this.#collect(schema, names, depth) ? names : undefined;
  }

  #collect(schema: JsonSchema, names: Set<string>, depth: number): boolean {
    this.#steps += 1;
    if (typeof schema === "boolean" || this.#steps > stepLimit || depth > depthLimit) return true;
    const reference = schema["$ref"];
    if (typeof reference === "string")
      return this.#collect(this.#index.target(reference), names, depth + 1);
    const additional = schema["additionalProperties"];
    if (
      additional === true ||
      isJsonObject(additional) ||
      isJsonObject(schema["patternProperties"])
    )
      return false;
    const combined = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => schemasAt(schema[keyword]));
    const required = Array.isArray(schema["required"]) ? schema["required"] : [];
    const silent = combined.length === 0 && required.length === 0 && !("properties" in schema);
    // An object about which nothing is said is printed as a map of unknown values.
    if (silent && additional !== false) return false;
    for (const name of [
      ...Object.keys(isJsonObject(schema["properties"]) ? schema["properties"] : {}),
      ...required,
    ]) {
      if (typeof name === "string") names.add(name);
    }
    return combined.every((member) => this.#collect(member, names, depth + 1));
  }

  #combined(value: Json, schema: SchemaObject, depth: number): boolean {
    const matching = (keyword: string): number =>
      schemasAt(schema[keyword]).filter((member) => this.check(value, member, depth + 1, false))
        .length;
    if ("allOf" in schema && matching("allOf") !== schemasAt(schema["allOf"]).length) return false;
    if ("anyOf" in schema && matching("anyOf") === 0) return false;
    if ("oneOf" in schema && matching("oneOf") !== 1) return false;
    const not = schemaAt(schema["not"]);
    return not === undefined || !this.check(value, not, depth + 1, false);
  }
}

/** The name JSON Schema gives to the type of a value. */
function typeOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function typeConforms(value: Json, schema: SchemaObject): boolean {
  const types = schema["type"];
  if (
    Array.isArray(schema["enum"]) &&
    !schema["enum"].some((member: Json) => equalJson(member, value))
  )
    return false;
  const constant = schema["const"];
  if (constant !== undefined && !equalJson(constant, value)) return false;
  // With properties and no type, a schema means an object, as its printed type does.
  if (types === undefined) return !("properties" in schema) || typeOf(value) === "object";
  return (Array.isArray(types) ? types : [types]).some(
    (type) => type === typeOf(value) || (type === "integer" && Number.isInteger(value)),
  );
}

/** Whether a number lies in the bounds of its schema. */
export function numberConforms(value: number, schema: SchemaObject): boolean {
  const minimum = bound(schema["minimum"], -Infinity);
  const maximum = bound(schema["maximum"], Infinity);
  const { exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
  const range = rangeOf(format);
  if (range && !(Number.isInteger(value) && value >= range[0] && value <= range[1])) return false;
  // A boolean in OpenAPI 3.0, a number in 3.1.
  if (exclusiveMinimum === true ? value <= minimum : value < minimum) return false;
  if (exclusiveMaximum === true ? value >= maximum : value > maximum) return false;
  if (typeof exclusiveMinimum === "number" && value <= exclusiveMinimum) return false;
  if (typeof exclusiveMaximum === "number" && value >= exclusiveMaximum) return false;
  if (typeof multipleOf !== "number" || multipleOf <= 0) return true;
  const quotient = value / multipleOf;
  // 0.3 / 0.1 is not 3 in binary fractions.
  return Math.abs(quotient - Math.round(quotient)) < 1e-9;
}

/** A numeric keyword, or the bound that stands for its absence. */
export function bound(value: Json | undefined, absent: number): number {
  return typeof value === "number" ? value : absent;
}
