import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { withChanges } from "../document/with-changes.js";
import type { JsonSchema } from "./api-model.js";

/** Stands in the schema of a multipart form for a file, which no JSON schema describes. No document can refer to it. */
export const fileReference = "agentflow:file";

/** The schema that a reference names; undefined when the model has none. */
export type FindSchema = (reference: string) => Json | undefined;

/**
 * Whether the values of a schema are objects, as those of a form have to be. A schema that says nothing counts, one
 * that offers several must offer only objects.
 */
export function describesObject(
  schema: Json | undefined,
  find: FindSchema,
  seen = new Set<Json>(),
): boolean {
  if (schema === undefined || schema === true) return true;
  if (!isJsonObject(schema)) return false;
  // What refers to itself says no more the second time.
  if (seen.has(schema)) return true;
  seen.add(schema);
  const { type, $ref, items } = schema;
  const types = isJsonArray(type) ? type.filter((one) => one !== "null") : [type];
  if (type !== undefined && !types.every((one) => one === "object")) return false;
  if (type === undefined && items !== undefined) return false;
  if (typeof $ref === "string" && !describesObject(find($ref), find, seen)) return false;
  return combiners.every((keyword) => {
    const parts = schema[keyword];
    return !isJsonArray(parts) || parts.every((part) => describesObject(part, find, seen));
  });
}

const combiners = ["allOf", "oneOf", "anyOf"];

/** Schemas that one form may lead through, so that none which multiply make it slow or long. */
const visitLimit = 1000;
const depthLimit = 20;

/** What decides which strings are files. */
export interface FileRules {
  readonly find: FindSchema;
  /** The content type that the document gives a property, in small letters. */
  readonly contentType: (property: string) => string | undefined;
}

/**
 * The schema of a multipart form with a reference to `fileReference` for each property that is a file or a list of
 * files. Only what holds files is changed; named schemas that do are written out.
 */
export function withFiles(schema: JsonSchema, rules: FileRules): JsonSchema {
  return new FileMarker(rules).form(schema, 0) as JsonSchema; // a change keeps what it changes a schema
}

class FileMarker {
  readonly #rules: FileRules;
  #visits = 0;

  constructor(rules: FileRules) {
    this.#rules = rules;
  }

  form(schema: Json, depth: number): Json {
    const visit = (part: Json): Json => this.form(part, depth + 1);
    return this.#changed(schema, depth, visit, (object) => {
      const properties = object["properties"];
      if (!isJsonObject(properties)) return object;
      const files = new Map<string, Json>();
      for (const [name, property] of Object.entries(properties)) {
        const found = this.#property(property, this.#rules.contentType(name), 0);
        if (found !== property) files.set(name, found);
      }
      return files.size === 0
        ? object
        : withChanges(object, new Map([["properties", withChanges(properties, files)]]));
    });
  }

  /** A property with a file, or files, for the strings that are no text. */
  #property(schema: Json, contentType: string | undefined, depth: number): Json {
    const visit = (part: Json): Json => this.#property(part, contentType, depth + 1);
    return this.#changed(schema, depth, visit, (object) => {
      if (isFile(object, contentType)) return fileSchema(object);
      const items = object["items"];
      if (items === undefined || object["type"] !== "array") return object;
      const item = visit(items);
      return item === items ? object : withChanges(object, new Map([["items", item]]));
    });
  }

  /** A schema in which `own` may have changed the schema itself, what it refers to, or what it is combined of. */
  #changed(
    schema: Json,
    depth: number,
    visit: (part: Json) => Json,
    own: (object: JsonObject) => JsonObject,
  ): Json {
    this.#visits += 1;
    if (!isJsonObject(schema) || depth > depthLimit || this.#visits > visitLimit) return schema;
    let result = own(schema);
    for (const keyword of combiners) {
      const parts = result[keyword];
      if (!isJsonArray(parts)) continue;
      const visited = parts.map(visit);
      if (visited.some((part, index) => part !== parts[index])) {
        result = withChanges(result, new Map([[keyword, visited]]));
      }
    }
    const { $ref, ...rest } = result;
    const target = typeof $ref === "string" ? this.#rules.find($ref) : undefined;
    if (target === undefined) return result;
    const inlined = visit(target);
    if (inlined === target) return result;
    if (Object.keys(rest).length === 0) return inlined;
    const others = isJsonArray(rest["allOf"]) ? rest["allOf"] : [];
    return { ...rest, allOf: [inlined, ...others] };
  }
}

/** What remains of a file's schema: what people read of it. */
function fileSchema({ description, deprecated, nullable, type }: JsonObject): JsonObject {
  const absent = nullable === true || (isJsonArray(type) && type.includes("null"));
  return {
    $ref: fileReference,
    ...(description !== undefined && { description }),
    ...(deprecated !== undefined && { deprecated }),
    ...(absent && { nullable: true }),
  };
}

/**
 * OpenAPI 3.0.4 §4.7.14.2 and 3.1.1 §4.8.14.3: a string of the format `binary`, or one with a media type and no
 * content encoding, is bytes. So is a string that is sent as anything but text.
 */
function isFile(schema: JsonObject, contentType: string | undefined): boolean {
  const { type, format, contentMediaType, contentEncoding } = schema;
  const types = isJsonArray(type) ? type : [type];
  if (type !== undefined && !types.includes("string")) return false;
  if (format === "binary") return true;
  if (contentEncoding !== undefined || format === "byte" || "enum" in schema || "const" in schema) {
    return false;
  }
  if (typeof contentMediaType === "string") return !isText(contentMediaType);
  return type !== undefined && contentType !== undefined && !isText(contentType);
}

function isText(contentType: string): boolean {
  return /^text\/|json|xml|yaml|x-www-form-urlencoded/.test(contentType);
}
