import type { Json } from "@agentflow/core";
import type { JsonSchema } from "../model/api-model.js";
import { bound, conforms } from "./conforms.js";
import { flattenSchema } from "./flatten-schema.js";
import { examplesOf, hintFor, isPresentable, ownExample } from "./given-values.js";
import { sampleNumber } from "./sample-number.js";
import { sampleString } from "./sample-string.js";
import {
  isJsonObject,
  listOf,
  schemaAt,
  type SchemaIndex,
  type SchemaObject,
  schemasAt,
} from "./schema-index.js";

/** What a sample should be like. */
export interface SampleOptions {
  /** What strings without any other hint are called after: the parameter's or the property's name. */
  readonly name: string;
  /** Give every optional property once, not only the required ones. */
  readonly optional?: boolean;
  /** An example of the whole value: it, or what of it satisfies the schema, is preferred. */
  readonly example?: Json | undefined;
}

/** Values after which a sample gives up: documents exist whose schemas multiply without end. */
const nodeLimit = 3000;
const depthLimit = 60;
/** Optional properties of deeper objects are left out, which keeps samples readable. */
const optionalDepthLimit = 8;

/**
 * A value that satisfies a schema, the same one every time, and that TypeScript accepts as a literal of its type.
 * The document's own examples and defaults are preferred when they satisfy the schema.
 * @returns `undefined` when no such value is found simply
 */
export function sampleValue(
  schema: JsonSchema,
  index: SchemaIndex,
  options: SampleOptions,
): Json | undefined {
  const value = new Sampler(index, options.optional === true).value(
    schema,
    options.name,
    options.example,
    0,
    [],
  );
  if (value !== undefined || options.optional !== true) return value;
  // With everything optional it became too large or contradicted itself.
  return new Sampler(index, false).value(schema, options.name, options.example, 0, []);
}

class Sampler {
  readonly #index: SchemaIndex;
  #optional: boolean;
  #nodes = 0;

  constructor(index: SchemaIndex, optional: boolean) {
    this.#index = index;
    this.#optional = optional;
  }

  /** @param ancestors pointers of the components that the value is inside of */
  value(
    schema: JsonSchema,
    name: string,
    hint: Json | undefined,
    depth: number,
    ancestors: readonly string[],
  ): Json | undefined {
    this.#nodes += 1;
    if (this.#nodes > nodeLimit || depth > depthLimit) return undefined;
    const flat = flattenSchema(schema, this.#index);
    if (!flat || flat.references.some((pointer) => ancestors.includes(pointer))) return undefined;
    const inside = flat.references.length > 0 ? [...ancestors, ...flat.references] : ancestors;
    const { keywords, choices } = flat;
    const known = this.#known(schema, keywords, hint);
    if (known !== undefined) return known;
    const example = hint ?? ownExample(keywords);
    const [choice, ...others] = choices;
    if (!choice) return this.#ofType(keywords, name, example, depth, inside);
    const variants = choice.map((member) => ({
      allOf: [keywords, member, ...others.map((anyOf) => ({ anyOf }))],
    }));
    return this.#variant(schema, variants, (variant) =>
      this.value(variant, name, example, depth + 1, inside),
    );
  }

  /**
   * The first variant's value that satisfies the whole. Two variants of a `oneOf` often differ in what they require
   * only: then a value with fewer or more optional properties tells them apart.
   */
  #variant(
    schema: JsonSchema,
    variants: readonly JsonSchema[],
    sample: (variant: JsonSchema) => Json | undefined,
  ): Json | undefined {
    const asked = this.#optional;
    let ambiguous: Json | undefined;
    for (const optional of [asked, !asked]) {
      for (const variant of variants) {
        this.#optional = optional;
        const value = sample(variant);
        this.#optional = asked;
        if (value !== undefined && conforms(value, schema, this.#index)) return value;
        ambiguous ??= value;
      }
    }
    return ambiguous;
  }

  /** A value the document itself gives. Objects are not taken whole, so that every property is decided by itself. */
  #known(schema: JsonSchema, keywords: SchemaObject, hint: Json | undefined): Json | undefined {
    for (const value of givenValues(keywords, hint)) {
      if (value === undefined || value === null || isJsonObject(value)) continue;
      if (isPresentable(value) && conforms(value, schema, this.#index, { declaredOnly: true }))
        return value;
    }
    return undefined;
  }

  #ofType(
    keywords: SchemaObject,
    name: string,
    hint: Json | undefined,
    depth: number,
    ancestors: readonly string[],
  ): Json | undefined {
    if (Array.isArray(keywords["enum"]))
      return keywords["enum"].find((member: Json) => isJsonObject(member) || member === null);
    if (keywords["const"] !== undefined) return keywords["const"];
    switch (typeName(keywords)) {
      case "string":
        return sampleString(keywords, name);
      case "integer":
      case "number":
        return sampleNumber(keywords);
      case "boolean":
        return true;
      case "null":
        return null;
      case "array":
        return this.#array(keywords, name, hint, depth, ancestors);
      case "object":
        return this.#object(keywords, hint, depth, ancestors);
      default:
        // Nothing is known of the value; every type of it is `unknown`.
        return keywords["type"] === undefined ? name || "text" : undefined;
    }
  }

  #array(
    keywords: SchemaObject,
    name: string,
    hint: Json | undefined,
    depth: number,
    ancestors: readonly string[],
  ): Json | undefined {
    const first = schemasAt(keywords["prefixItems"]);
    const rest = schemaAt(keywords["items"]) ?? true;
    const minimum = bound(keywords["minItems"], 0);
    const maximum = bound(keywords["maxItems"], Infinity);
    const wanted = Math.min(Math.max(minimum, first.length, 1), Math.max(maximum, 0), nodeLimit);
    const items: Json[] = [];
    for (let position = 0; position < wanted; position += 1) {
      const itemHint = Array.isArray(hint) ? (hint[position] as Json | undefined) : undefined;
      const label = position === 0 ? name : `${name} ${position + 1}`;
      const item = this.value(first[position] ?? rest, label, itemHint, depth + 1, ancestors);
      // Recursion through an array ends in an empty one.
      if (item === undefined)
        return items.length >= minimum && items.length >= first.length ? items : undefined;
      items.push(item);
    }
    return items;
  }

  #object(
    keywords: SchemaObject,
    hint: Json | undefined,
    depth: number,
    ancestors: readonly string[],
  ): Json | undefined {
    const properties = isJsonObject(keywords["properties"]) ? keywords["properties"] : {};
    const required = new Set(listOf(keywords["required"]));
    const result = new Map<string, Json>();
    const minimum = bound(keywords["minProperties"], 0);
    const everything = this.#optional && depth <= optionalDepthLimit;
    for (const name of Object.keys(properties)) {
      const needed = required.has(name);
      if (!needed && !(everything || result.size < minimum)) continue;
      const property = properties[name];
      if (!needed && isJsonObject(property) && property["readOnly"] === true) continue;
      const value = this.value(
        schemaAt(property) ?? true,
        name,
        hintFor(hint, name),
        depth + 1,
        ancestors,
      );
      if (value !== undefined) result.set(name, value);
      else if (needed) return undefined;
    }
    const additional = schemaAt(keywords["additionalProperties"]) ?? true;
    const undeclared = [...required].filter(
      (name) => typeof name === "string" && !result.has(name),
    );
    const extra = this.#extraKeys(keywords, hint, result.size + undeclared.length, everything);
    for (const name of [...undeclared, ...extra] as string[]) {
      const value = this.value(additional, name, hintFor(hint, name), depth + 1, ancestors);
      if (value === undefined && required.has(name)) return undefined;
      if (value !== undefined) result.set(name, value);
    }
    return Object.fromEntries(result);
  }

  /** Keys of a map: those of the example, or as many as the schema asks for, and one when everything is wanted. */
  #extraKeys(
    keywords: SchemaObject,
    hint: Json | undefined,
    size: number,
    everything: boolean,
  ): readonly string[] {
    const additional = keywords["additionalProperties"];
    if (additional === false || "patternProperties" in keywords || "propertyNames" in keywords)
      return [];
    const minimum = bound(keywords["minProperties"], 0);
    const wanted = Math.max(
      minimum - size,
      everything && size === 0 && isJsonObject(additional) ? 1 : 0,
    );
    if (wanted === 0) return [];
    const properties = isJsonObject(keywords["properties"]) ? keywords["properties"] : {};
    const given = isJsonObject(hint)
      ? Object.keys(hint).filter((key) => !Object.hasOwn(properties, key))
      : [];
    const made = Array.from(
      { length: Math.min(wanted, nodeLimit) },
      (_, position) => `key${position + 1}`,
    );
    return [...given, ...made].slice(0, wanted);
  }
}

/** One after the other, because the first mostly does. */
function* givenValues(
  keywords: SchemaObject,
  hint: Json | undefined,
): Generator<Json | undefined, void> {
  yield keywords["const"];
  yield hint;
  yield* examplesOf(keywords);
  yield keywords["default"];
  yield* listOf(keywords["enum"]);
}

function typeName(keywords: SchemaObject): Json | undefined {
  const types = listOf(keywords["type"]);
  if (types.length > 0) return types.find((type) => type !== "null") ?? types[0];
  if (
    ["properties", "required", "additionalProperties", "minProperties"].some(
      (keyword) => keyword in keywords,
    )
  ) {
    return "object";
  }
  if ("items" in keywords || "prefixItems" in keywords) return "array";
  if (["pattern", "format", "minLength", "maxLength"].some((keyword) => keyword in keywords))
    return "string";
  return "minimum" in keywords || "maximum" in keywords || "multipleOf" in keywords
    ? "number"
    : undefined;
}
