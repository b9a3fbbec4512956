import type { ArrayDimensions } from "../../description/table-description.js";
import { ValueError } from "../../codec/value-error.js";
import type { ArrayOptions } from "./array-text.js";
import type { TextWireCodec } from "./text-wire-codec.js";

/** Reads one array. */
export class ArrayReader {
  readonly #text: string;
  readonly #element: TextWireCodec;
  readonly #delimiter: string;
  readonly #dimensions: ArrayDimensions;
  #at: number;

  constructor(
    text: string,
    element: TextWireCodec,
    { delimiter = ",", dimensions = "any" }: ArrayOptions,
  ) {
    this.#text = text;
    this.#element = element;
    this.#delimiter = delimiter;
    this.#dimensions = dimensions;
    // `[0:2]={…}` where bounds are not 1.
    this.#at = text.startsWith("[") ? text.indexOf("=") + 1 : 0;
  }

  /** @throws {ValueError} when it is no array, or has other dimensions */
  read(): unknown[] {
    this.#checkDimensions();
    const array = this.#array();
    if (this.#at !== this.#text.length) throw malformed();
    return array;
  }

  /** PostgreSQL's arrays have the same dimensions everywhere, so as many as braces at the beginning. */
  #checkDimensions(): void {
    if (this.#dimensions === "any" || this.#text.startsWith("{}", this.#at)) return;
    let count = 0;
    while (this.#text[this.#at + count] === "{") count += 1;
    if (count === 0 || count === this.#dimensions) return;
    throw new ValueError(
      `has ${count} ${count === 1 ? "dimension" : "dimensions"} in the database and not ${this.#dimensions}: ` +
        "say so with the column's `dimensions`, and of a generated data layer with `typing.dimensions`",
    );
  }

  #array(): unknown[] {
    this.#take("{");
    const items: unknown[] = [];
    if (this.#text[this.#at] === "}") {
      this.#at += 1;
      return items;
    }
    for (;;) {
      items.push(this.#item());
      if (this.#text[this.#at] === "}") {
        this.#at += 1;
        return items;
      }
      this.#take(this.#delimiter);
    }
  }

  #item(): unknown {
    const first = this.#text[this.#at];
    if (first === "{") return this.#array();
    if (first === '"') return this.#element.decode(this.#quoted());
    const start = this.#at;
    while (this.#at < this.#text.length && !this.#ends(this.#text[this.#at])) this.#at += 1;
    const text = this.#text.slice(start, this.#at);
    if (text === "") throw malformed();
    return text === "NULL" ? null : this.#element.decode(text);
  }

  #quoted(): string {
    const start = this.#at + 1;
    let end = start;
    let escaped = false;
    while (this.#text[end] !== '"') {
      if (end >= this.#text.length) throw malformed();
      if (this.#text[end] === "\\") {
        escaped = true;
        end += 1;
      }
      end += 1;
    }
    this.#at = end + 1;
    const text = this.#text.slice(start, end);
    return escaped ? text.replaceAll(/\\([^])/g, "$1") : text;
  }

  #ends(character: string | undefined): boolean {
    return character === this.#delimiter || character === "}";
  }

  #take(character: string): void {
    if (this.#text[this.#at] !== character) throw malformed();
    this.#at += 1;
  }
}

function malformed(): ValueError {
  return new ValueError("was no array in the database");
}
