/**
 * The target of the first link with a relation type in a `Link` header field (RFC 8288 §3), as it stands there:
 * absolute or relative. `undefined` when there is none.
 * @param relation in lower case
 */
export function findLink(field: string, relation: string): string | undefined {
  const scanner = new Scanner(field);
  while (scanner.skipTo("<")) {
    const target = scanner.until(">");
    if (target === undefined) return undefined;
    let relations: string | undefined;
    for (let parameter = scanner.parameter(); parameter; parameter = scanner.parameter()) {
      // RFC 8288 §3.3: further `rel` parameters of the same link are ignored.
      if (parameter.name === "rel") relations ??= parameter.value;
    }
    if (relations?.toLowerCase().split(/\s+/).includes(relation)) return target;
  }
  return undefined;
}

interface LinkParameter {
  readonly name: string;
  readonly value: string;
}

/** Reads a field from left to right; every character once. */
class Scanner {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Goes behind the next `character`; false when there is none. */
  skipTo(character: string): boolean {
    return this.until(character) !== undefined;
  }

  /** The text before the next `character`, which is skipped. */
  until(character: string): string | undefined {
    const end = this.#text.indexOf(character, this.#position);
    if (end === -1) return undefined;
    const text = this.#text.slice(this.#position, end);
    this.#position = end + 1;
    return text;
  }

  /** The next `; name=value` of a link; `undefined` at its end. */
  parameter(): LinkParameter | undefined {
    this.#take(/[\s;]*/y);
    const name = this.#take(/[^\s;,="]+/y);
    if (name === "") return undefined;
    const equals = this.#take(/\s*=\s*/y);
    return { name: name.toLowerCase(), value: equals === "" ? "" : this.#value() };
  }

  #value(): string {
    const quoted = this.#take(/"(?:[^"\\]|\\.)*"/y);
    if (quoted !== "") return quoted.slice(1, -1).replaceAll(/\\(.)/g, "$1");
    return this.#take(/[^\s;,]*/y);
  }

  /** @param pattern sticky */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    const text = pattern.exec(this.#text)?.[0] ?? "";
    this.#position += text.length;
    return text;
  }
}
