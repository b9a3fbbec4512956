import { fittingVariant, type Json, keyLiteral, literal, stringLiteral } from "@agentflow/core";
import type { ValueFormat, ValueShape } from "@agentflow/core/runtime";
import { isJsonArray, isJsonObject } from "../document/json-object.js";
import type { JsonSchema, TypingModel } from "../model/api-model.js";
import { fileCode, fileMark } from "./file-mark.js";
import type { ValueShapes } from "../values/value-shapes.js";

/** What stands where the document's own example is no value of its format. */
const usual = { date: "2024-02-29", "date-time": "2024-02-29T12:34:56Z", int64: 1 } as const;

/** Writes one converted value, as JSON or as code. */
type WriteLeaf<Written> = (value: Json, format: ValueFormat) => Written;

/** Sampled values as callers give and get them, where an option converts dates or large numbers. */
export class TypedValues {
  readonly #shapes: ValueShapes;
  readonly #named: Readonly<Record<string, ValueShape>>;
  readonly #typing: TypingModel;

  constructor(shapes: ValueShapes, typing: TypingModel) {
    this.#shapes = shapes;
    this.#named = shapes.named();
    this.#typing = typing;
  }

  /** A value as it stands in an answer: what is converted is of its format. */
  answered(value: Json, schema: JsonSchema | null): Json {
    return this.#mapped(value, this.#shapes.of(schema), (leaf) => leaf);
  }

  /** A value as it is sent when it was given as `code` has it. */
  sent(value: Json, schema: JsonSchema | null): Json {
    return this.#mapped(value, this.#shapes.of(schema), (leaf, format) => {
      if (format !== "date-time" || typeof leaf !== "string") return leaf;
      const time = new Date(leaf).toISOString();
      // Temporal writes no zeros at the end of a fraction.
      return this.#typing.dates === "date" ? time : time.replace(/\.(\d*?)0+Z$/, fraction);
    });
  }

  /** The code of a value that callers give; undefined where nothing in it can be converted. */
  code(value: Json, schema: JsonSchema | null): string | undefined {
    const shape = this.#shapes.of(schema);
    return shape === undefined ? undefined : this.#code(value, shape);
  }

  #code(value: Json, shape: ValueShape | null | undefined): string {
    const known = this.#resolved(value, shape);
    if (typeof known === "string") return this.#leafCode(sound(value, known), known);
    if (isJsonArray(value)) {
      const items = value.map((item, at) => this.#code(item, itemShape(known, at)));
      return `[${items.join(", ")}]`;
    }
    if (value === fileMark) return fileCode;
    if (!isJsonObject(value)) return literal(value);
    const members = Object.entries(value).map(
      ([key, item]) => `${keyLiteral(key)}: ${this.#code(item, memberShape(known, key))}`,
    );
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }

  #mapped(value: Json, shape: ValueShape | null | undefined, write: WriteLeaf<Json>): Json {
    const known = this.#resolved(value, shape);
    if (known === undefined) return value;
    if (typeof known === "string") return write(sound(value, known), known);
    if (isJsonArray(value))
      return value.map((item, at) => this.#mapped(item, itemShape(known, at), write));
    if (!isJsonObject(value)) return value;
    // From entries, because a member may be called `__proto__`.
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        this.#mapped(item, memberShape(known, key), write),
      ]),
    );
  }

  /** The shape without references, unions and formats of other types. */
  #resolved(value: Json, shape: ValueShape | null | undefined): ValueShape | undefined {
    if (shape === null || shape === undefined) return undefined;
    if (typeof shape === "string") {
      const type = shape === "int64" ? "number" : "string";
      return typeof value === type ? shape : undefined;
    }
    if ("ref" in shape) return this.#resolved(value, this.#named[shape.ref]);
    if ("any" in shape) return this.#resolved(value, fittingVariant(value, shape.any)?.shape);
    if (!("all" in shape)) return shape;
    const parts = shape.all.map((part) => this.#resolved(value, part));
    const found = parts.filter((part) => part !== undefined);
    return found.find((part) => typeof part === "string") ?? { all: found };
  }

  #leafCode(value: string | number, format: ValueFormat): string {
    if (format === "int64")
      return this.#typing.int64 === "bigint" ? `${String(value)}n` : stringLiteral(String(value));
    const text = stringLiteral(String(value));
    if (this.#typing.dates === "date") return `new Date(${text})`;
    return `Temporal.${format === "date" ? "PlainDate" : "Instant"}.from(${text})`;
  }
}

function fraction(_: string, digits: string): string {
  return digits === "" ? "Z" : `.${digits}Z`;
}

/** The value itself, or the usual one where it is not what its format says. */
function sound(value: Json, format: ValueFormat): string | number {
  if (format === "int64")
    return typeof value === "number" && Number.isSafeInteger(value) ? value : usual.int64;
  const form =
    format === "date" ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;
  const isSound = typeof value === "string" && form.test(value) && !Number.isNaN(Date.parse(value));
  return isSound ? value : usual[format];
}

function itemShape(shape: ValueShape | undefined, at: number): ValueShape | null | undefined {
  if (typeof shape !== "object") return undefined;
  if ("all" in shape) return joined(shape.all.map((part) => itemShape(part, at)));
  if (!("items" in shape)) return undefined;
  const { first = [], items } = shape;
  return at < first.length ? first[at] : items;
}

function memberShape(shape: ValueShape | undefined, name: string): ValueShape | null | undefined {
  if (typeof shape !== "object") return undefined;
  if ("all" in shape) return joined(shape.all.map((part) => memberShape(part, name)));
  if ("items" in shape || "ref" in shape || "any" in shape) return undefined;
  const { members = {}, others } = shape;
  return Object.hasOwn(members, name) ? members[name] : others;
}

function joined(shapes: readonly (ValueShape | null | undefined)[]): ValueShape | undefined {
  const found = shapes.filter((shape) => shape !== null && shape !== undefined);
  return found.length > 1 ? { all: found } : found[0];
}
