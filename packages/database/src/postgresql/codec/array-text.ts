import type { TextWireCodec } from "./text-wire-codec.js";
import { ValueError } from "../../codec/value-error.js";

export interface ArrayOptions {
  /** Between elements. Default: `,`, which only the type box does otherwise. */
  readonly delimiter?: string;
  /** False: an element that is an array is a value, as in an array of JSON. Default: true. */
  readonly nested?: boolean;
}

/** PostgreSQL takes no more dimensions (manual §8.15, MAXDIM). */
const deepest = 6;

/**
 * Arrays of any dimension, in PostgreSQL's own syntax (manual §8.15.6). Bounds other than 1 are not kept: an array of a
 * program begins where it begins.
 */
export function arrayCodec(element: TextWireCodec, options: ArrayOptions = {}): TextWireCodec {
  return {
    encode: (value) => encodeArray(value, element, options),
    decode: (text) => new ArrayReader(text, element, options.delimiter ?? ",").read(),
  };
}

/** @throws {ValueError} when it is no array, or none that PostgreSQL can hold */
export function encodeArray(
  value: unknown,
  element: Pick<TextWireCodec, "encode" | "plain">,
  options: ArrayOptions = {},
): string {
  if (!Array.isArray(value)) throw new ValueError("must be an array");
  return new ArrayWriter(element, options).write(value, 0);
}

/** Texts, or null, as an array of one dimension. @param plain none of them needs quotes */
export function arrayText(
  texts: readonly (string | null)[],
  plain: boolean,
  delimiter = ",",
): string {
  const items = texts.map((text) => (text === null ? "NULL" : plain ? text : quoted(text)));
  return `{${items.join(delimiter)}}`;
}

/** Quoted even where it is not needed: `NULL`, braces, spaces, the delimiter and nothing at all would be. */
function quoted(text: string): string {
  // Looking is four times as fast as replacing, and most texts have nothing to replace.
  if (!text.includes('"') && !text.includes("\\")) return `"${text}"`;
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

class ArrayWriter {
  readonly #element: Pick<TextWireCodec, "encode" | "plain">;
  readonly #delimiter: string;
  readonly #nested: boolean;
  /** Length of the arrays at each depth. */
  readonly #lengths: number[] = [];
  /** Depth at which elements are. */
  #leaves: number | undefined;

  constructor(
    element: Pick<TextWireCodec, "encode" | "plain">,
    { delimiter = ",", nested = true }: ArrayOptions,
  ) {
    this.#element = element;
    this.#delimiter = delimiter;
    this.#nested = nested;
  }

  write(array: readonly unknown[], depth: number): string {
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
    if (this.#nested && Array.isArray(item)) return this.write(item, depth + 1);
    this.#leaves ??= depth;
    // Elements beside arrays; arrays beside elements have lengths at a depth that has none yet.
    if (this.#leaves !== depth || this.#lengths.length > depth + 1) {
      throw new ValueError("holds arrays beside other values");
    }
    if (item === null) return "NULL";
    const text = this.#element.encode(item);
    return this.#element.plain ? text : quoted(text);
  }
}

class ArrayReader {
  readonly #text: string;
  readonly #element: TextWireCodec;
  readonly #delimiter: string;
  #at: number;

  constructor(text: string, element: TextWireCodec, delimiter: string) {
    this.#text = text;
    this.#element = element;
    this.#delimiter = delimiter;
    // `[0:2]={…}` where bounds are not 1.
    this.#at = text.startsWith("[") ? text.indexOf("=") + 1 : 0;
  }

  read(): unknown[] {
    const array = this.#array();
    if (this.#at !== this.#text.length) throw malformed();
    return array;
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
