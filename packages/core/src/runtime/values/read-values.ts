import { DecodeError } from "../http/decode-answer.js";
import { type DatePlatform, type DateType, readDate } from "./date-values.js";
import { LargeInteger, setOwn } from "./exact-json.js";
import { fittingVariant, isRecord, type ValueFormat, type ValueShape } from "./value-shape.js";

/** How converted values are given to callers. */
export interface ValueTypes {
  /** Default: `string`. */
  readonly dates?: DateType;
  /** Default: `number`. */
  readonly int64?: "number" | "string" | "bigint";
}

/** Reads the values of an answer, in place: it was just parsed, and nobody else has it. */
export class ValueReader {
  readonly #types: ValueTypes;
  readonly #shapes: Readonly<Record<string, ValueShape>>;
  readonly #platform: DatePlatform;

  constructor(
    types: ValueTypes,
    shapes: Readonly<Record<string, ValueShape>>,
    platform: DatePlatform,
  ) {
    this.#types = types;
    this.#shapes = shapes;
    this.#platform = platform;
  }

  /** @throws {DecodeError} which names the place, and not what stands there */
  read(value: unknown, shape: ValueShape | null | undefined, path: string): unknown {
    if (value === null || value === undefined || shape === null || shape === undefined)
      return value;
    if (typeof shape === "string") return this.#leaf(value, shape, path);
    if ("ref" in shape) return this.read(value, this.#shapes[shape.ref], path);
    if ("all" in shape)
      return shape.all.reduce<unknown>((read, part) => this.read(read, part, path), value);
    if ("any" in shape) return this.read(value, fittingVariant(value, shape.any)?.shape, path);
    if ("items" in shape) {
      if (!Array.isArray(value)) return value;
      const { first = [], items } = shape;
      for (let index = 0; index < value.length; index += 1) {
        const own = index < first.length ? first[index] : items;
        value[index] = this.read(value[index], own, `${path}[${index}]`);
      }
      return value;
    }
    if (!isRecord(value) || value instanceof LargeInteger) return value;
    const { members = {}, others } = shape;
    for (const name of others === undefined ? Object.keys(members) : Object.keys(value)) {
      if (!Object.hasOwn(value, name)) continue;
      const own = Object.hasOwn(members, name) ? members[name] : others;
      const read = this.read(value[name], own, `${path}.${name}`);
      if (read !== value[name]) setOwn(value, name, read);
    }
    return value;
  }

  #leaf(value: unknown, format: ValueFormat, path: string): unknown {
    if (format === "int64") return this.#integer(value, path);
    if (typeof value !== "string") return value;
    const date = readDate(value, format, this.#types.dates ?? "string", this.#platform);
    if (date === undefined) throw new DecodeError(`there is no ${format} at ${path}`);
    return date;
  }

  #integer(value: unknown, path: string): unknown {
    const isLarge = value instanceof LargeInteger;
    if (!isLarge && typeof value !== "number") return value;
    if (!isLarge && !Number.isSafeInteger(value)) {
      throw new DecodeError(`there is no whole number that can be read exactly at ${path}`);
    }
    const text = isLarge ? value.source : String(value);
    return this.#types.int64 === "bigint" ? BigInt(text) : text;
  }
}
