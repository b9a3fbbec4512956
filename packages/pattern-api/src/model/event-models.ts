import { compareText, type Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import type { StreamEventModel, JsonSchema } from "./api-model.js";
import type { FindSchema } from "./form-schema.js";
import { contentKind, mediaTypeOf } from "./media-type.js";

/** The two properties of an event that decide its type, as far as a schema names them. */
interface EventShape {
  readonly event?: JsonObject;
  readonly data?: JsonObject;
}

/** Schemas that one event may lead through, so that none which multiply make it slow. */
const visitLimit = 500;

/**
 * The events that the schema of one event describes (OpenAPI 3.2 §4.14.4.2): `event` has a constant or a list of names,
 * `data` is text, or JSON when it has a JSON media type and a schema of its content, or is anything else than text.
 * What the schema leaves open is any event with text.
 */
export function eventModels(schema: JsonSchema, find: FindSchema): readonly StreamEventModel[] {
  const models = new ShapeReader(find).shapes(schema, {}).flatMap(modelsOf);
  const distinct = new Map(models.map((model) => [JSON.stringify(model), model]));
  return [...distinct.values()].toSorted((left, right) =>
    compareText(left.name ?? "", right.name ?? ""),
  );
}

class ShapeReader {
  readonly #find: FindSchema;
  #visits = 0;

  constructor(find: FindSchema) {
    this.#find = find;
  }

  /** What a schema makes of a shape: one for each of its variants. */
  shapes(schema: Json, base: EventShape): readonly EventShape[] {
    this.#visits += 1;
    if (!isJsonObject(schema) || this.#visits > visitLimit) return [base];
    const { $ref, allOf, oneOf, anyOf, properties } = schema;
    const own = isJsonObject(properties) ? properties : {};
    const event = this.#property(own["event"], base.event);
    const data = this.#property(own["data"], base.data);
    const start: EventShape = { ...(event && { event }), ...(data && { data }) };
    const parts = [
      ...(typeof $ref === "string" ? [this.#find($ref) ?? true] : []),
      ...(isJsonArray(allOf) ? allOf : []),
    ];
    let result: readonly EventShape[] = [start];
    for (const part of parts) result = result.flatMap((shape) => this.shapes(part, shape));
    for (const variants of [oneOf, anyOf]) {
      if (!isJsonArray(variants) || variants.length === 0) continue;
      result = result.flatMap((shape) => variants.flatMap((one) => this.shapes(one, shape)));
    }
    return result;
  }

  /** The keywords of a property, over those that were known. */
  #property(schema: Json | undefined, known: JsonObject | undefined): JsonObject | undefined {
    if (!isJsonObject(schema)) return known;
    const { $ref } = schema;
    const target = typeof $ref === "string" ? this.#find($ref) : undefined;
    // The reference itself is kept beside what it leads to: it is the name of the type.
    return { ...known, ...(isJsonObject(target) && target), ...schema };
  }
}

function modelsOf({ event = {}, data = {} }: EventShape): readonly StreamEventModel[] {
  const { const: constant, enum: members } = event;
  const names = (
    constant === undefined ? (isJsonArray(members) ? members : []) : [constant]
  ).filter(
    // Line ends and NUL would end the name, or the event.
    (name): name is string => typeof name === "string" && !/[\r\n\0]/.test(name),
  );
  const content = dataOf(data);
  return names.length === 0
    ? [{ name: null, ...content }]
    : names.map((name) => ({ name, ...content }));
}

function dataOf(data: JsonObject): Omit<StreamEventModel, "name"> {
  const { contentMediaType, contentSchema, type, $ref } = data;
  const isJson =
    typeof contentMediaType === "string" &&
    contentKind(mediaTypeOf(contentMediaType) ?? "") === "json";
  if (isJson) return { json: true, schema: schemaOf(contentSchema) };
  if (type === "object" || type === "array" || type === "integer" || type === "number") {
    return { json: true, schema: typeof $ref === "string" ? { $ref } : data };
  }
  return { json: false, schema: { type: "string" } };
}

function schemaOf(value: Json | undefined): JsonSchema {
  return isJsonObject(value) || typeof value === "boolean" ? value : true;
}
