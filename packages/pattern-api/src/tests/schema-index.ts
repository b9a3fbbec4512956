import type { Json } from "@agentflow/core";
import type { JsonSchema, SchemaModel } from "../model/api-model.js";
import { fileReference } from "../model/form-schema.js";

/** A schema that is not `true` or `false`. */
export type SchemaObject = Exclude<JsonSchema, boolean>;

/** True for a JSON object: the shape of a schema, and of a value with properties. */
export function isJsonObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of an own property; what the prototype has is not part of a document. */
export function ownValue(object: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The member of a keyword that holds schemas, or `undefined` when it holds something else. */
export function schemaAt(value: Json | undefined): JsonSchema | undefined {
  return typeof value === "boolean" || isJsonObject(value) ? value : undefined;
}

/** The schemas of a keyword such as `allOf`; empty when it is absent. */
export function schemasAt(value: Json | undefined): readonly JsonSchema[] {
  if (!Array.isArray(value)) return [];
  return value.map((member: Json) => schemaAt(member) ?? true);
}

/** The members of a keyword that takes one value or several; empty when it is absent. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/**
 * Stands in a sample for a file, which JSON cannot hold. With a lone surrogate in it, it is no text that an example of
 * a document is taken for.
 */
export const fileMark = "\uD800file";

/** Finds the schemas of a model by the pointer that a `$ref` names. */
export class SchemaIndex {
  readonly #byPointer: ReadonlyMap<string, JsonSchema>;

  constructor(schemas: readonly SchemaModel[]) {
    this.#byPointer = new Map([
      ...schemas.map((model) => [model.pointer, model.schema] as const),
      [fileReference, { const: fileMark }] as const,
    ]);
  }

  /** The schema a `$ref` points to; `true` (anything) when the model has none of that pointer. */
  target(pointer: string): JsonSchema {
    return this.#byPointer.get(pointer) ?? true;
  }
}
