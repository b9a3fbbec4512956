import type { ArrayDimensions } from "../../description/table-description.js";
import { ValueError } from "../../codec/value-error.js";
import { type ArrayOptions, quoted } from "./array-text.js";
import type { TextWireCodec } from "./text-wire-codec.js";

/** PostgreSQL takes no more dimensions (manual §8.15, MAXDIM). */
const deepest = 6;

/** Writes one array. */
export class ArrayWriter {
  readonly #element: Pick<TextWireCodec, "encode" | "plain">;
  readonly #delimiter: string;
  readonly #dimensions: ArrayDimensions;
  /** Length of the arrays at each depth. */
  readonly #lengths: number[] = [];
  /** Depth at which elements are. */
  #leaves: number | undefined;

  constructor(
    element: Pick<TextWireCodec, "encode" | "plain">,
    { delimiter = ",", dimensions = "any" }: ArrayOptions,
  ) {
    this.#element = element;
    this.#delimiter = delimiter;
    this.#dimensions = dimensions;
    if (dimensions !== "any") this.#leaves = dimensions - 1;
  }

  /** @throws {ValueError} when PostgreSQL can hold no such array, or it has other dimensions */
  write(array: readonly unknown[], depth = 0): string {
    if (depth >= deepest) throw new ValueError(`has more than ${deepest} dimensions`);
    // PostgreSQL would make an empty array of all of it.
    if (depth > 0 && array.length === 0)
      throw new ValueError("holds an empty array within an array");
    this.#lengths[depth] ??= array.length;
    if (this.#lengths[depth] !== array.length)
      throw new ValueError("holds arrays of different lengths");
    // Not `map`, which leaves holes out.
    return `{${Array.from(array, (item) => this.#item(item, depth)).join(this.#delimiter)}}`;
  }

  #item(item: unknown, depth: number): string {
    if (this.#isDimension(item, depth)) return this.write(item, depth + 1);
    this.#leaves ??= depth;
    // Elements beside arrays; arrays beside elements have lengths at a depth that has none yet.
    if (this.#leaves !== depth || this.#lengths.length > depth + 1) {
      throw new ValueError("holds arrays beside other values");
    }
    if (item === null) return "NULL";
    const text = this.#element.encode(item);
    return this.#element.plain ? text : quoted(text);
  }

  /** Where the depth of elements is known, what stands there is one: JSON may be an array. */
  #isDimension(item: unknown, depth: number): item is readonly unknown[] {
    if (this.#dimensions === "any") return Array.isArray(item);
    if (depth === this.#leaves) return false;
    if (Array.isArray(item)) return true;
    throw new ValueError(`must have ${this.#dimensions} dimensions`);
  }
}
