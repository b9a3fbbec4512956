import { ParameterError } from "../parameters/parameter-text.js";
import { dateText } from "./date-values.js";
import { setOwn } from "./exact-json.js";
import { fittingVariant, isRecord, type ValueFormat, type ValueShape } from "./value-shape.js";

/** Writes the values of a request. What is the caller's is copied where it changes. */
export class ValueWriter {
  readonly #shapes: Readonly<Record<string, ValueShape>>;

  constructor(shapes: Readonly<Record<string, ValueShape>>) {
    this.#shapes = shapes;
  }

  /** @throws {ParameterError} which names the place, and not what stands there */
  write(value: unknown, shape: ValueShape | null | undefined, path: string): unknown {
    if (value === null || value === undefined || shape === null || shape === undefined)
      return value;
    if (typeof shape === "string") return leaf(value, shape, path);
    if ("ref" in shape) return this.write(value, this.#shapes[shape.ref], path);
    if ("all" in shape)
      return shape.all.reduce<unknown>((written, part) => this.write(written, part, path), value);
    if ("any" in shape) return this.write(value, fittingVariant(value, shape.any)?.shape, path);
    if ("items" in shape) {
      if (!Array.isArray(value)) return value;
      const { first = [], items } = shape;
      return value.map((item: unknown, index) =>
        this.write(item, index < first.length ? first[index] : items, `${path}[${index}]`),
      );
    }
    if (!isRecord(value)) return value;
    const { members = {}, others } = shape;
    let copy: object | undefined;
    for (const name of Object.keys(value)) {
      const own = Object.hasOwn(members, name) ? members[name] : others;
      if (own === undefined) continue;
      const written = this.write(value[name], own, path === "" ? name : `${path}.${name}`);
      if (written === value[name]) continue;
      copy ??= { ...value };
      setOwn(copy, name, written);
    }
    return copy ?? value;
  }
}

function leaf(value: unknown, format: ValueFormat, path: string): unknown {
  if (format === "int64") return integer(value, path);
  const text = dateText(value, format);
  // In a union with other types, what is no date is one of those.
  if (text === undefined && typeof value === "object")
    throw new ParameterError(`the parameter "${path}" is no ${format}`);
  return text ?? value;
}

/** Text becomes a `bigint`, which is written as a number with all its digits. */
function integer(value: unknown, path: string): unknown {
  if (typeof value !== "string") return value;
  if (/^-?\d{1,20}$/.test(value)) return BigInt(value);
  throw new ParameterError(`the parameter "${path}" is no whole number of 64 bits`);
}
