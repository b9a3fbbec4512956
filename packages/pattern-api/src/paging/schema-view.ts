import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject, ownValue } from "../document/json-object.js";
import type { JsonSchema } from "../model/api-model.js";

/** The schema that a reference names; undefined when the model has none. */
export type FindSchema = (reference: string) => Json | undefined;

/** References and combinations that a schema may lead through before it counts as unknown. */
const hopLimit = 20;

/** Schemas as paging looks at them: through references, and through parts that hold together (`allOf`). */
export class SchemaView {
  readonly #find: FindSchema;

  constructor(find: FindSchema) {
    this.#find = find;
  }

  /** The schema of a property; undefined when none is declared. */
  property(schema: Json, name: string): Json | undefined {
    return this.#property(schema, name, 0);
  }

  /** Names and schemas of all properties, each once: the first of those that hold together. */
  properties(schema: Json): ReadonlyMap<string, Json> {
    const found = [...this.declarations(schema)];
    return new Map(found.map(([name, [first = true]]) => [name, first]));
  }

  /** Names of all properties, and every schema that a value has to meet. */
  declarations(schema: Json): ReadonlyMap<string, readonly Json[]> {
    const found = new Map<string, readonly Json[]>();
    this.#collect(schema, found, 0);
    return found;
  }

  /** The schema at a path of properties. */
  at(schema: Json, path: readonly string[]): Json | undefined {
    let found: Json | undefined = schema;
    for (const name of path) found = found === undefined ? undefined : this.property(found, name);
    return found;
  }

  /** Names of the types that a value may have, `null` left out; empty when the schema does not say. */
  types(schema: Json): ReadonlySet<string> {
    const found = new Set<string>();
    this.#types(schema, found, 0);
    found.delete("null");
    return found;
  }

  /**
   * Names of the types of a property; where a value is of one of several kinds, those of all kinds. Empty when it is not
   * declared, or one of the kinds lacks it.
   */
  memberTypes(schema: Json, name: string): ReadonlySet<string> {
    return this.#memberTypes(schema, name, 0);
  }

  /** The schema of one item when the schema is an array's, or each of its variants is; undefined when not. */
  item(schema: Json): JsonSchema | undefined {
    const target = this.target(schema);
    if (target === undefined) return undefined;
    const own = arrayItems(target);
    if (own !== undefined) return own;
    const variants = target["oneOf"] ?? target["anyOf"];
    if (!isJsonArray(variants) || variants.length === 0) return undefined;
    const items = variants.map((variant) => arrayItems(this.target(variant)));
    return items.some((item) => item === undefined)
      ? undefined
      : { anyOf: items.map((item) => item ?? true) };
  }

  isObject(schema: Json): boolean {
    const target = this.target(schema);
    return (
      target !== undefined && (target["type"] === "object" || this.properties(schema).size > 0)
    );
  }

  /** Where the references and single `allOf`s of a schema end. */
  target(schema: Json): JsonObject | undefined {
    let place: Json | undefined = schema;
    for (let hops = 0; hops < hopLimit && isJsonObject(place); hops++) {
      const parts: Json | undefined = place["allOf"];
      if (typeof place["$ref"] === "string") place = this.#find(place["$ref"]);
      else if (isJsonArray(parts) && parts.length === 1 && place["properties"] === undefined)
        place = parts[0];
      else return place;
    }
    return undefined;
  }

  #property(schema: Json, name: string, hops: number): Json | undefined {
    const target = hops < hopLimit ? this.target(schema) : undefined;
    if (target === undefined) return undefined;
    const declared = target["properties"];
    const own = isJsonObject(declared) ? ownValue(declared, name) : undefined;
    if (own !== undefined) return own;
    for (const part of listOf(target["allOf"])) {
      const found = this.#property(part, name, hops + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #collect(schema: Json, found: Map<string, readonly Json[]>, hops: number): void {
    const target = hops < hopLimit ? this.target(schema) : undefined;
    if (target === undefined) return;
    const declared = target["properties"];
    if (isJsonObject(declared)) {
      for (const name of Object.keys(declared)) {
        found.set(name, [...(found.get(name) ?? []), declared[name] ?? true]);
      }
    }
    for (const part of listOf(target["allOf"])) this.#collect(part, found, hops + 1);
  }

  #memberTypes(schema: Json, name: string, hops: number): ReadonlySet<string> {
    const own = this.#property(schema, name, hops);
    if (own !== undefined) return this.types(own);
    const target = hops < hopLimit ? this.target(schema) : undefined;
    const kinds = listOf(target?.["oneOf"] ?? target?.["anyOf"]).map((kind) =>
      this.#memberTypes(kind, name, hops + 1),
    );
    if (kinds.some(({ size }) => size === 0)) return new Set();
    return new Set(kinds.flatMap((types) => [...types]));
  }

  #types(schema: Json, found: Set<string>, hops: number): void {
    const target = hops < hopLimit ? this.target(schema) : undefined;
    if (target === undefined) return;
    const type = target["type"];
    for (const each of isJsonArray(type) ? type : [type]) {
      if (typeof each === "string") found.add(each);
    }
    for (const keyword of ["allOf", "oneOf", "anyOf"]) {
      for (const part of listOf(target[keyword])) this.#types(part, found, hops + 1);
    }
  }
}

function listOf(value: Json | undefined): readonly Json[] {
  return isJsonArray(value) ? value : [];
}

/** What an array holds; undefined for a schema that is not plainly an array's. */
function arrayItems(schema: JsonObject | undefined): JsonSchema | undefined {
  if (schema === undefined) return undefined;
  const type = schema["type"];
  if (type !== "array" && !(isJsonArray(type) && type.includes("array"))) return undefined;
  const items = schema["items"] ?? true;
  return typeof items === "boolean" || isJsonObject(items) ? items : true;
}
