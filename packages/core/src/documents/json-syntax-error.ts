import { stringLiteral } from "../template/literal.js";

/** Where a text stops being JSON, and how. */
export interface JsonSyntaxError {
  /** The end of a sentence that begins with the document's name. */
  readonly problem: string;
  /** In UTF-16 code units. */
  readonly offset: number;
}

type Container = "{" | "[";
/** What may come next. */
type Expectation = "value" | "value or ]" | "key" | "key or }" | "colon" | "separator" | "nothing";

const containerNames = { "{": "an object", "[": "an array" } as const;
const closers = { "{": "}", "[": "]" } as const;
const expected: Readonly<Record<Expectation, string>> = {
  value: "a value has to come",
  "value or ]": "a value has to come",
  key: "a property name in double quotes has to come",
  "key or }": "a property name in double quotes has to come",
  colon: "a colon has to come",
  separator: "a comma or the end has to come",
  nothing: "the document has ended",
};

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /[\w$.+-]+/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
/** A sequence that the end of the text cuts off. */
const cutEscape = /^\\(?:u[0-9a-fA-F]{0,3})?$/;

/**
 * Finds the first place where a text is not JSON (RFC 8259); undefined when it is. Engines word and place their own
 * messages differently from version to version, so theirs are not read.
 */
export function findJsonSyntaxError(text: string): JsonSyntaxError | undefined {
  return new JsonScanner(text).scan();
}

/** A pattern's match exactly at an offset; the patterns are sticky. */
function matchAt(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}

/** Keeps its own stack: a document may be nested deeper than a program's. */
class JsonScanner {
  readonly #text: string;
  readonly #open: Container[] = [];
  #expect: Expectation = "value";
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): JsonSyntaxError | undefined {
    for (;;) {
      this.#offset += matchAt(space, this.#text, this.#offset)?.length ?? 0;
      if (this.#offset >= this.#text.length) return this.#atEnd();
      const error = this.#step(this.#text[this.#offset] ?? "");
      if (error) return error;
    }
  }

  #atEnd(): JsonSyntaxError | undefined {
    if (this.#expect === "nothing") return undefined;
    const container = this.#open.at(-1);
    const where = container ? `in the middle of ${containerNames[container]}` : "before any value";
    return { problem: `ends ${where}`, offset: this.#text.trimEnd().length };
  }

  #step(character: string): JsonSyntaxError | undefined {
    switch (this.#expect) {
      case "value":
      case "value or ]":
        return this.#value(character);
      case "key":
      case "key or }":
        if (character === '"') return this.#string("colon");
        return this.#expect === "key or }" && character === "}"
          ? this.#close()
          : this.#unexpected();
      case "colon":
        return character === ":" ? this.#take(1, "value") : this.#unexpected();
      case "separator":
        return this.#separator(character);
      default:
        return this.#unexpected();
    }
  }

  #value(character: string): JsonSyntaxError | undefined {
    if (character === "{" || character === "[") {
      this.#open.push(character);
      return this.#take(1, character === "{" ? "key or }" : "value or ]");
    }
    if (character === '"') return this.#string(this.#afterValue());
    if (character === "]" && this.#expect === "value or ]") return this.#close();
    return this.#scalar();
  }

  /** A number, `true`, `false` or `null`. */
  #scalar(): JsonSyntaxError | undefined {
    const found = matchAt(word, this.#text, this.#offset);
    if (found === undefined) return this.#unexpected();
    const isNumber = matchAt(number, this.#text, this.#offset) === found;
    if (isNumber || ["true", "false", "null"].includes(found)) {
      return this.#take(found.length, this.#afterValue());
    }
    const isCut = this.#offset + found.length === this.#text.trimEnd().length;
    if (isCut && ["true", "false", "null"].some((name) => name.startsWith(found))) {
      return this.#cutIn(`the word ${stringLiteral(found)}`);
    }
    return isCut && /^-?(?:\d+(?:\.|(?:\.\d+)?[eE][+-]?))?$/.test(found)
      ? this.#cutIn("a number")
      : this.#unexpected();
  }

  #string(next: Expectation): JsonSyntaxError | undefined {
    for (let offset = this.#offset + 1; offset < this.#text.length; offset += 1) {
      const character = this.#text[offset] ?? "";
      if (character === '"') return this.#take(offset + 1 - this.#offset, next);
      if (character < " ") {
        return { problem: `has a raw ${stringLiteral(character)} inside a string`, offset };
      }
      if (character === "\\") {
        const sequence = matchAt(escape, this.#text, offset);
        if (sequence === undefined && cutEscape.test(this.#text.slice(offset))) break;
        if (sequence === undefined) {
          const shown = stringLiteral(this.#text.slice(offset, offset + 2));
          return { problem: `has the unknown escape ${shown} inside a string`, offset };
        }
        offset += sequence.length - 1;
      }
    }
    return this.#cutIn("a string");
  }

  #separator(character: string): JsonSyntaxError | undefined {
    const container = this.#open.at(-1);
    if (container === undefined) return this.#unexpected();
    if (character === ",") return this.#take(1, container === "{" ? "key" : "value");
    return character === closers[container] ? this.#close() : this.#unexpected();
  }

  #close(): undefined {
    this.#open.pop();
    return this.#take(1, this.#afterValue());
  }

  #afterValue(): Expectation {
    return this.#open.length === 0 ? "nothing" : "separator";
  }

  #take(length: number, next: Expectation): undefined {
    this.#offset += length;
    this.#expect = next;
  }

  #cutIn(what: string): JsonSyntaxError {
    return { problem: `ends in the middle of ${what}`, offset: this.#text.trimEnd().length };
  }

  #unexpected(): JsonSyntaxError {
    const character = String.fromCodePoint(this.#text.codePointAt(this.#offset) ?? 0);
    const found = matchAt(word, this.#text, this.#offset)?.slice(0, 40) ?? character;
    const problem = `has ${stringLiteral(found)} where ${expected[this.#expect]}`;
    return { problem, offset: this.#offset };
  }
}
