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
import type { JsonSchema, SchemaUse, ValidateModel } from "./api-model.js";
import { Discriminators } from "./discriminators.js";
import { reportPatterns } from "../validation/report-patterns.js";
import { type Direction, SchemaUses } from "./schema-use.js";

/** A schema that was referred to and not read yet. */
interface Waiting {
  /** What the models call it: the pointer, unless others inherit from it and have its pointer for their union. */
  readonly name: string;
  readonly pointer: string;
  readonly value: Json;
}

/**
 * Checks the schemas that operations use, and follows their references to all others.
 * A schema without a fault stays the document's own object. In the others, a place that cannot be read is left out,
 * which allows any value there, and is reported.
 */
export class SchemaReader {
  readonly #references: References;
  readonly #findings: Findings;
  readonly #version: OpenApiVersion;
  /** Values are checked at run time. */
  readonly #checks: boolean;
  readonly #read = new WeakMap<JsonObject, JsonSchema>();
  readonly #named = new Map<string, JsonSchema>();
  /** A list, so that no chain of references is recursion. */
  readonly #waiting: Waiting[] = [];
  readonly #uses = new SchemaUses();
  readonly #discriminators: Discriminators;

  constructor(
    references: References,
    findings: Findings,
    version: OpenApiVersion,
    validate: ValidateModel = "none",
  ) {
    this.#version = version;
    this.#checks = validate !== "none";
    this.#references = references;
    this.#findings = findings;
    const components = version === "2.0" ? "#/definitions" : "#/components/schemas";
    this.#discriminators = new Discriminators(references, findings, components);
  }

  /** A schema that an operation uses, with what it refers to. */
  read(schema: Json, pointer: string, direction: Direction = "answer"): JsonSchema {
    if (!isJsonObject(schema)) return this.#sound(schema, pointer, 0);
    this.#uses.used(schema, direction);
    const known = this.#read.get(schema);
    if (known !== undefined) return known;
    this.#uses.begin(schema);
    const sound = this.#sound(schema, pointer, 0);
    this.#read.set(schema, sound);
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) this.#readNamed(next);
    return sound;
  }

  #readNamed({ name, pointer, value }: Waiting): void {
    const schema = this.#version === "2.0" ? upgradeSchema(value) : value;
    const family =
      name === pointer ? this.#discriminators.family({ pointer, value: schema }) : undefined;
    this.#uses.begin(name);
    this.#named.set(name, this.#sound(family?.union ?? schema, pointer, 0, true));
  }

  /** Every schema that was referred to, by its pointer. */
  get named(): ReadonlyMap<string, JsonSchema> {
    return this.#named;
  }

  /** Where each of the named schemas is used, by its pointer. */
  uses(): (pointer: string) => SchemaUse {
    return this.#uses.all();
  }

  /** @param inherits whether what the parts of an `allOf` refer to is what the schema inherits from */
  #sound(given: Json, pointer: string, depth: number, inherits = false): JsonSchema {
    if (typeof given === "boolean") return given;
    if (!isJsonObject(given)) return this.#faulty(pointer, "A schema must be an object.") ?? true;
    if (depth > depthLimit) return this.#tooDeep(pointer) ?? true;
    const schema = this.#plain(given, pointer);
    if (this.#checks) reportPatterns(schema, pointer, this.#findings);
    let changed: Map<string, Json | undefined> | undefined;
    for (const keyword of Object.keys(schema)) {
      const value = schema[keyword] ?? null;
      if (typeof value !== "object" && keyword !== "$ref") continue;
      const sound =
        keyword === "$ref"
          ? this.#soundReference(schema, pointer, inherits && depth > 0)
          : this.#soundKeyword(keyword, value, pointer, depth, inherits);
      if (sound !== value)
        changed = (changed ?? new Map<string, Json | undefined>()).set(keyword, sound);
    }
    return changed ? withChanges(schema, changed) : schema;
  }

  /** The schema with the keywords that count, as those that every reader knows. */
  #plain(schema: JsonObject, pointer: string): JsonObject {
    if (typeof schema["$ref"] === "string" && this.#ignoresSiblings) return loneReference(schema);
    const { $dynamicRef } = schema;
    const plain =
      typeof $dynamicRef === "string" ? this.#resolved(schema, $dynamicRef, pointer) : schema;
    return plain["discriminator"] === undefined
      ? plain
      : this.#discriminators.tagged(plain, pointer);
  }

  /** OpenAPI 3.0.3 §4.7.23.1; from 3.1 on, keywords beside a reference hold as well. */
  get #ignoresSiblings(): boolean {
    return this.#version === "2.0" || this.#version === "3.0";
  }

  /** A `$dynamicRef` with one possible target is a `$ref`. */
  #resolved(schema: JsonObject, reference: string, pointer: string): JsonObject {
    const rest = withChanges(schema, new Map([["$dynamicRef", undefined]]));
    if (this.#references.isDynamic(reference, pointer)) {
      const what = "`$dynamicRef` may mean several places, depending on where a reader began.";
      this.#faulty(`${pointer}/$dynamicRef`, what);
      return rest;
    }
    return rest["$ref"] === undefined ? { ...rest, $ref: reference } : rest;
  }

  /** The value of a keyword; undefined when it cannot be read. */
  #soundKeyword(
    keyword: string,
    value: Json,
    pointer: string,
    depth: number,
    inherits: boolean,
  ): Json | undefined {
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
      const inherited = inherits && keyword === "allOf";
      const parts = value.map((part, index) =>
        this.#sound(part, `${below}/${index}`, depth + 1, inherited),
      );
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
  #soundReference(schema: JsonObject, pointer: string, inherits: boolean): Json | undefined {
    const { $ref: value } = schema;
    if (typeof value !== "string")
      return this.#faulty(`${pointer}/$ref`, "`$ref` must be a string.");
    const found =
      this.#discriminators.placeOf(schema) ??
      this.#findings.attempt(() => this.#references.find(value, pointer));
    if (!found) return undefined;
    if (found.pointer === "#" || (!isJsonObject(found.value) && typeof found.value !== "boolean")) {
      return this.#faulty(`${pointer}/$ref`, "The reference does not lead to a schema.");
    }
    const base = inherits ? this.#discriminators.family(found)?.base : undefined;
    const name = base ?? found.pointer;
    this.#uses.refers(name);
    if (!this.#named.has(name)) {
      // The place is kept until its turn comes, so that it is read once.
      this.#named.set(name, true);
      const origin = this.#discriminators.originOf(name) ?? name;
      this.#waiting.push({ name, pointer: origin, value: found.value });
    }
    return name;
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

/** A reference with what it says to people. Many documents mean what they say by `nullable`, so that counts, too. */
function loneReference(schema: JsonObject): JsonObject {
  const others = Object.keys(schema).filter(
    (keyword) =>
      !saidOfReferences.has(keyword) && !(keyword === "nullable" && schema[keyword] === true),
  );
  if (others.length === 0) return schema;
  return withChanges(schema, new Map(others.map((keyword) => [keyword, undefined])));
}

const saidOfReferences = new Set(["$ref", "title", "summary", "description", "deprecated"]);
