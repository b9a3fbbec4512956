import { createHash } from "node:crypto";

/** Texts that have a name at most, in each of two generations. */
const defaultLimit = 1_000;

/**
 * Names for the texts of statements: the same text has the same name, so that the server keeps it prepared. Names come
 * from the text alone, so forgetting one costs no more than making it again. What was used lately is kept: a text that
 * is found in the older generation moves to the younger; when that is full, it becomes the older one.
 */
export class StatementNames {
  readonly #limit: number;
  #young = new Map<string, string>();
  #old = new Map<string, string>();

  constructor(limit: number = defaultLimit) {
    this.#limit = limit;
  }

  /** Texts whose names are kept. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** The name of a statement with this text: `af_` and 22 characters. */
  nameOf(text: string): string {
    return this.#young.get(text) ?? this.#keep(text);
  }

  #keep(text: string): string {
    const name =
      this.#old.get(text) ??
      `af_${createHash("sha256").update(text).digest("base64url").slice(0, 22)}`;
    if (this.#young.size >= this.#limit) {
      this.#old = this.#young;
      this.#young = new Map();
    } else {
      this.#old.delete(text);
    }
    this.#young.set(text, name);
    return name;
  }
}
