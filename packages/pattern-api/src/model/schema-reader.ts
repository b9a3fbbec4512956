import { errorCodes, type Json } from "@agentflow/core";
import type { Findings } from "../document/findings.js";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import { depthLimit, nestsDeeperThan } from "../document/nesting.js";
import type { OpenApiVersion } from "../document/openapi-document.js";
import type { References } from "../document/references.js";
import { schemaShape } from "../document/schema-keywords.js";
import { upgradeSchema } from "../document/swagger-2/upgrade-schema.js";
import { withChanges } from "../document/with-changes.js";
import type { JsonSchema } from "./api-model.js";

/**
 * Checks the schemas that operations use, and follows their references to all others.
 * A schema without a fault stays the document's own object. In the others, a place that cannot be read is left out,
 * which allows any value there, and is reported.
 */
export class SchemaReader {
  readonly #references: References;
  readonly #findings: Findings;
  readonly #version: OpenApiVersion;
  readonly #read = new WeakMap<JsonObject, JsonSchema>();
  readonly #named = new Map<string, JsonSchema>();
  /** Targets that were referred to and not read yet; a list, so that no chain of references is recursion. */
  readonly #waiting: { readonly pointer: string; readonly value: Json }[] = [];

  constructor(references: References, findings: Findings, version: OpenApiVersion) {
    this.#version = version;
    this.#references = references;
    this.#findings = findings;
  }

  /** A schema that an operation uses, with what it refers to. */
  read(schema: Json, pointer: string): JsonSchema {
    const known = isJsonObject(schema) ? this.#read.get(schema) : undefined;
    if (known !== undefined) return known;
    const sound = this.#sound(schema, pointer, 0);
    if (isJsonObject(schema)) this.#read.set(schema, sound);
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) {
      const value = this.#version === "2.0" ? upgradeSchema(next.value) : next.value;
      this.#named.set(next.pointer, this.#sound(value, next.pointer, 0));
    }
    return sound;
  }

  /** Every schema that was referred to, by its pointer. */
  get named(): ReadonlyMap<string, JsonSchema> {
    return this.#named;
  }

  #sound(schema: Json, pointer: string, depth: number): JsonSchema {
    if (typeof schema === "boolean") return schema;
    if (!isJsonObject(schema)) return this.#faulty(pointer, "A schema must be an object.") ?? true;
    if (depth > depthLimit) return this.#tooDeep(pointer) ?? true;
    let changed: Map<string, Json | undefined> | undefined;
    for (const keyword of Object.keys(schema)) {
      const value = schema[keyword] ?? null;
      if (typeof value !== "object" && keyword !== "$ref") continue;
      const sound = this.#soundKeyword(keyword, value, pointer, depth);
      if (sound !== value)
        changed = (changed ?? new Map<string, Json | undefined>()).set(keyword, sound);
    }
    return changed ? withChanges(schema, changed) : schema;
  }

  /** The value of a keyword; undefined when it cannot be read. */
  #soundKeyword(keyword: string, value: Json, pointer: string, depth: number): Json | undefined {
    if (keyword === "$ref") return this.#soundReference(value, pointer);
    const shape = schemaShape(keyword, value);
    if (shape === undefined) {
      return nestsDeeperThan(value, depthLimit)
        ? this.#tooDeep(pointerBelow(pointer, keyword))
        : value;
    }
    const below = pointerBelow(pointer, keyword);
    if (shape === "one") return this.#sound(value, below, depth + 1);
    if (shape === "list" ? !isJsonArray(value) : !isJsonObject(value)) {
      return this.#faulty(
        below,
        `\`${keyword}\` must be ${shape === "list" ? "an array" : "an object"}.`,
      );
    }
    if (isJsonArray(value)) {
      const parts = value.map((part, index) => this.#sound(part, `${below}/${index}`, depth + 1));
      return parts.every((part, index) => part === value[index]) ? value : parts;
    }
    return isJsonObject(value) ? this.#soundMap(value, below, depth) : value;
  }

  #soundMap(map: JsonObject, pointer: string, depth: number): JsonObject {
    let changed: Map<string, Json | undefined> | undefined;
    for (const name of Object.keys(map)) {
      const part = map[name] ?? null;
      const sound = this.#sound(part, pointerBelow(pointer, name), depth + 1);
      if (sound !== part)
        changed = (changed ?? new Map<string, Json | undefined>()).set(name, sound);
    }
    return changed ? withChanges(map, changed) : map;
  }

  /** The reference in the spelling of the models; undefined when it leads nowhere. */
  #soundReference(value: Json, pointer: string): Json | undefined {
    if (typeof value !== "string")
      return this.#faulty(`${pointer}/$ref`, "`$ref` must be a string.");
    const found = this.#findings.attempt(() => this.#references.find(value, pointer));
    if (!found) return undefined;
    if (found.pointer === "#" || (!isJsonObject(found.value) && typeof found.value !== "boolean")) {
      return this.#faulty(`${pointer}/$ref`, "The reference does not lead to a schema.");
    }
    if (!this.#named.has(found.pointer)) {
      // The place is kept until its turn comes, so that it is read once.
      this.#named.set(found.pointer, true);
      this.#waiting.push(found);
    }
    return found.pointer;
  }

  #faulty(pointer: string, message: string): undefined {
    this.#findings.warn(
      errorCodes.documentFaulty,
      pointer,
      `${message} It is left out, so any value is allowed there.`,
      "Correct the document.",
    );
  }

  #tooDeep(pointer: string): undefined {
    this.#findings.warn(
      errorCodes.documentTooLarge,
      pointer,
      `The schema nests deeper than ${depthLimit} levels; what is below is left out, so any value is allowed there.`,
      "Move the inner schemas to components and refer to them.",
    );
  }
}
