import type { Json } from "@agentflow/core";
import type { ApiModel, JsonSchema, OperationModel, SchemaModel } from "../model/api-model.js";
import { DirectionView } from "../model/direction-view.js";
import { fileReference } from "../model/form-schema.js";
import { MemberAccess } from "../model/member-access.js";
import { ValueShapes } from "../values/value-shapes.js";
import { fileMark } from "./file-mark.js";
import { TypedValues } from "./typed-values.js";

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

type NamedSchema = Pick<SchemaModel, "pointer" | "schema"> & Partial<SchemaModel>;

/** Finds the schemas of a model by the pointer that a `$ref` names. */
export class SchemaIndex {
  readonly #byPointer: ReadonlyMap<string, JsonSchema>;
  readonly values: TypedValues | undefined;
  readonly #view: DirectionView | undefined;
  readonly #operations = new WeakMap<OperationModel, OperationModel>();
  #requests: SchemaIndex | undefined;

  /**
   * @param values how values are converted; left out: not at all
   * @param view how the schemas are seen; left out: as they stand in the document
   */
  constructor(schemas: readonly NamedSchema[], values?: TypedValues, view?: DirectionView) {
    this.#byPointer = new Map([
      ...schemas.map((model) => [model.pointer, model.schema] as const),
      [fileReference, { const: fileMark }] as const,
    ]);
    this.values = values;
    this.#view = view;
  }

  static of({ schemas, typing }: Pick<ApiModel, "schemas" | "typing">): SchemaIndex {
    return new SchemaIndex(schemas, new TypedValues(new ValueShapes({ schemas, typing }), typing));
  }

  /** The schemas as callers see them: without what the service alone gives. */
  get requests(): SchemaIndex {
    if (this.#requests) return this.#requests;
    const follow = (pointer: string): JsonSchema | undefined => this.#byPointer.get(pointer);
    const view = new DirectionView(new MemberAccess(follow), "request", follow);
    const schemas = [...this.#byPointer].map(([pointer, schema]) => ({ pointer, schema }));
    this.#requests = new SchemaIndex(schemas, this.values, view);
    return this.#requests;
  }

  /** The schema a `$ref` points to; `true` (anything) when the model has none of that pointer. */
  target(pointer: string): JsonSchema {
    return this.#seen(this.#byPointer.get(pointer) ?? true);
  }

  /** An operation with the parameters and the body that its schemas are seen to have. */
  operation(operation: OperationModel): OperationModel {
    const known = this.#operations.get(operation);
    if (known) return known;
    const { parameters, body } = operation;
    const seen: OperationModel = {
      ...operation,
      parameters: parameters.map((parameter) => ({
        ...parameter,
        schema: this.#seen(parameter.schema),
      })),
      body: body && {
        ...body,
        content: body.content.map((content) => ({
          ...content,
          schema: content.schema === null ? null : this.#seen(content.schema),
        })),
      },
    };
    this.#operations.set(operation, seen);
    return seen;
  }

  #seen(schema: JsonSchema): JsonSchema {
    return this.#view?.of(schema) ?? schema;
  }
}
