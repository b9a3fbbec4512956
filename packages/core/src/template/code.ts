import { isIdentifierName, type Json, literal, stringLiteral, visible } from "./literal.js";

const brand = Symbol.for("agentflow.code");

/** Words that cannot name a binding in a module (ECMAScript 2026 §12.7.2, strict mode), and TypeScript's own types. */
const reserved = new Set(
  (
    "arguments as async await break case catch class const continue debugger default delete do else enum eval export " +
    "extends false finally for function if implements import in instanceof interface let new null package private " +
    "protected public return static super switch this throw true try typeof undefined var void while with yield " +
    "any bigint boolean never number object string symbol unknown"
  ).split(" "),
);

/** True for a name that may not be declared in a generated module. */
export function isReservedWord(name: string): boolean {
  return reserved.has(name);
}

/** Text that is safe to print verbatim into a generated file. Only this module can make one. */
export class Code {
  readonly [brand] = true;
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  /** For text that the pattern's author wrote or a printer of this package made. Never for text from a document. */
  static trusted(text: string): Code {
    return new Code(text);
  }

  /** A name that a module can declare. */
  static identifier(name: string): Code {
    if (!isIdentifierName(name) || isReservedWord(name)) {
      throw new TypeError(`${stringLiteral(name)} is not a name that a module can declare.`);
    }
    return new Code(name);
  }

  /** A name where reserved words are allowed: an export's name or a property after a dot. */
  static propertyName(name: string): Code {
    if (!isIdentifierName(name)) {
      throw new TypeError(`${stringLiteral(name)} is not an identifier name.`);
    }
    return new Code(name);
  }

  static literal(value: Json): Code {
    return new Code(literal(value));
  }

  /**
   * A JSDoc block that the text cannot leave. Without text: nothing.
   * @param indent spaces before each line but the first
   */
  static comment(text: string, indent = ""): Code {
    const lines = commentLines(text);
    if (lines.length === 0) return new Code("");
    if (lines.length === 1) return new Code(`/** ${lines[0]} */`);
    const body = lines.map((line) => `${indent} * ${line}`.trimEnd());
    return new Code(["/**", ...body, `${indent} */`].join("\n"));
  }
}

/** One line of printable ASCII in which no comment, escape, directive or tag can begin or end. */
const harmless = /^[ !"$-)+-;=-?A-[\]-~]*$/;

/**
 * Lines of a comment: never `*` + `/`, never a raw control, no unicode escape that a later tool would decode, no
 * directive such as `@ts-expect-error` that a compiler or bundler obeys, nothing that ends the script of a page.
 */
function commentLines(text: string): string[] {
  if (harmless.test(text)) return text.trimEnd() === "" ? [] : [text.trimEnd()];
  const lines = text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => (harmless.test(line) ? line.trimEnd() : harmlessLine(line)));
  while (lines[0] === "") lines.shift();
  while (lines.at(-1) === "") lines.pop();
  return lines.filter((line, index) => line !== "" || lines[index - 1] !== "");
}

function harmlessLine(line: string): string {
  return (
    visible(line.replaceAll("\t", "  ").replaceAll("\\u", "\\ u"))
      .trimEnd()
      .replaceAll("*/", "* /")
      .replaceAll("/*", "/ *")
      .replaceAll(/[@#](?=ts-|__)|<(?=\/script|!--)/gi, "$& ")
      // Some readers of source maps take the last such words of a file, wherever they stand.
      .replaceAll(/(?<=[@#]\s*source(?:Mapping)?URL)=/g, " =")
  );
}

/** Survives two copies of core. A document cannot forge one, because JSON carries no symbols. */
export function isCode(value: unknown): value is Code {
  return typeof value === "object" && value !== null && brand in value;
}
