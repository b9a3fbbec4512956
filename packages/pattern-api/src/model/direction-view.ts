import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { schemaShape } from "../document/schema-keywords.js";
import { withChanges } from "../document/with-changes.js";
import type { JsonSchema } from "./api-model.js";
import type { MemberAccess } from "./member-access.js";
import { type Follow, schemasOfValue } from "./member-schema.js";
import type { Direction } from "./schema-use.js";

const nobody: ReadonlySet<string> = new Set();

/** Schemas as one side sees them: without the members that the other side alone gives. */
export class DirectionView {
  readonly #access: MemberAccess;
  readonly #direction: Direction;
  readonly #follow: Follow;
  readonly #known = new WeakMap<JsonObject, JsonObject>();

  constructor(access: MemberAccess, direction: Direction, follow: Follow) {
    this.#access = access;
    this.#direction = direction;
    this.#follow = follow;
  }

  /** The schema itself when nothing in it is hidden. References stay what they are. */
  of(schema: JsonSchema): JsonSchema {
    return typeof schema === "boolean" ? schema : this.#view(schema, nobody);
  }

  /** @param around names that are hidden because schemas of the same value say so */
  #view(schema: JsonObject, around: ReadonlySet<string>): JsonObject {
    const known = around.size === 0 ? this.#known.get(schema) : undefined;
    if (known) return known;
    const hidden = new Set([...around, ...this.#hiddenIn(schema)]);
    const changes = new Map<string, Json>();
    for (const keyword of Object.keys(schema)) {
      const value = schema[keyword] ?? null;
      const seen = this.#keyword(keyword, value, hidden);
      if (seen !== value) changes.set(keyword, seen);
    }
    const view = changes.size === 0 ? schema : withChanges(schema, changes);
    if (around.size === 0) this.#known.set(schema, view);
    return view;
  }

  #hiddenIn(start: JsonObject): readonly string[] {
    if (!["properties", "allOf", "$ref"].some((keyword) => keyword in start)) return [];
    const hidden = new Set<string>();
    const tags = new Set<string>();
    for (const schema of schemasOfValue(start, this.#follow)) {
      const properties = isJsonObject(schema) ? schema["properties"] : undefined;
      if (!isJsonObject(properties)) continue;
      for (const name of Object.keys(properties)) {
        const property = properties[name] ?? true;
        if (this.#access.isHidden(property, this.#direction)) hidden.add(name);
        // The tag of a variant, by which it is told from others on either side, whatever its base says of it.
        else if (isJsonObject(property) && "const" in property) tags.add(name);
      }
    }
    return [...hidden].filter((name) => !tags.has(name));
  }

  #keyword(keyword: string, value: Json, hidden: ReadonlySet<string>): Json {
    if (keyword === "required" && isJsonArray(value) && hidden.size > 0)
      return value.filter((name) => typeof name !== "string" || !hidden.has(name));
    const shape = schemaShape(keyword, value);
    if (shape === "map" && isJsonObject(value))
      return this.#map(value, keyword === "properties" ? hidden : nobody);
    // The parts of these speak of the same value.
    const around = ["allOf", "oneOf", "anyOf"].includes(keyword) ? hidden : nobody;
    if (shape === "list" && isJsonArray(value)) {
      const parts = value.map((part) => (isJsonObject(part) ? this.#view(part, around) : part));
      return parts.every((part, index) => part === value[index]) ? value : parts;
    }
    return shape === "one" && isJsonObject(value) ? this.#view(value, nobody) : value;
  }

  #map(map: JsonObject, hidden: ReadonlySet<string>): JsonObject {
    const changes = new Map<string, Json | undefined>();
    for (const name of Object.keys(map)) {
      const schema = map[name] ?? true;
      if (hidden.has(name)) changes.set(name, undefined);
      else if (isJsonObject(schema)) {
        const view = this.#view(schema, nobody);
        if (view !== schema) changes.set(name, view);
      }
    }
    return changes.size === 0 ? map : withChanges(map, changes);
  }
}
