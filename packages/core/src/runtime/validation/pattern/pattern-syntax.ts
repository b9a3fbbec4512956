/** A regular expression as a tree, of the subset that documents use in `pattern`. */
export type PatternNode =
  | {
      readonly kind: "characters";
      readonly ranges: readonly CharacterRange[];
      readonly negated: boolean;
    }
  | { readonly kind: "start" }
  | { readonly kind: "end" }
  | { readonly kind: "sequence"; readonly members: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly members: readonly PatternNode[] }
  | {
      readonly kind: "repeat";
      readonly member: PatternNode;
      readonly min: number;
      readonly max: number;
    };

/** First and last code point, both included. */
export type CharacterRange = readonly [first: number, last: number];

const digits: readonly CharacterRange[] = [[0x30, 0x39]];
const words: readonly CharacterRange[] = [
  [0x61, 0x7a],
  [0x41, 0x5a],
  [0x30, 0x39],
  [0x5f, 0x5f],
];
/** ECMA-262 §22.2.2.9: white space and ends of lines. */
const spaces: readonly CharacterRange[] = [
  [0x20, 0x20],
  [0x09, 0x0d],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const lineEnds: readonly CharacterRange[] = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];
const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, "0": 0 };
const lastCodePoint = 0x10ffff;

/** Deeper groups and higher counts than any sensible document has are not read. */
const depthLimit = 50;
const countLimit = 1000;
const lengthLimit = 2000;

class UnreadablePattern extends Error {}

/**
 * Reads a pattern, or gives `undefined` for one that uses more than the subset (look-around, back references,
 * Unicode properties). The document's patterns are never given to `RegExp`: one can be written that never ends.
 */
export function parsePattern(text: string): PatternNode | undefined {
  if (text.length > lengthLimit) return undefined;
  try {
    return new PatternReader(text).read();
  } catch (error) {
    if (error instanceof UnreadablePattern) return undefined;
    throw error;
  }
}

class PatternReader {
  readonly #characters: readonly string[];
  #position = 0;
  #depth = 0;

  constructor(text: string) {
    this.#characters = Array.from(text);
  }

  read(): PatternNode {
    const node = this.#choice();
    if (this.#position < this.#characters.length) throw new UnreadablePattern();
    return node;
  }

  #next(): string {
    const character = this.#characters[this.#position];
    if (character === undefined) throw new UnreadablePattern();
    this.#position += 1;
    return character;
  }

  #skip(text: string): boolean {
    const found = Array.from(text).every(
      (character, index) => this.#characters[this.#position + index] === character,
    );
    if (found) this.#position += text.length;
    return found;
  }

  #choice(): PatternNode {
    const members = [this.#sequence()];
    while (this.#skip("|")) members.push(this.#sequence());
    const [only] = members;
    return members.length === 1 && only ? only : { kind: "choice", members };
  }

  #sequence(): PatternNode {
    const members: PatternNode[] = [];
    for (;;) {
      const character = this.#characters[this.#position];
      if (character === undefined || character === "|" || character === ")") break;
      members.push(this.#repeated(this.#atom()));
    }
    return { kind: "sequence", members };
  }

  #atom(): PatternNode {
    const character = this.#next();
    if (character === "^") return { kind: "start" };
    if (character === "$") return { kind: "end" };
    if (character === "(") return this.#group();
    if (character === "[") return this.#class();
    if (character === ".") return { kind: "characters", ranges: lineEnds, negated: true };
    if (character === "\\") return this.#escape();
    if ("*+?{".includes(character)) throw new UnreadablePattern();
    return literalCharacter(character);
  }

  #group(): PatternNode {
    if (this.#skip("?") && !this.#skip(":")) {
      // A named group reads like any other; look-around does not.
      if (
        !this.#skip("<") ||
        this.#characters[this.#position] === "=" ||
        this.#characters[this.#position] === "!"
      ) {
        throw new UnreadablePattern();
      }
      while (this.#next() !== ">");
    }
    this.#depth += 1;
    if (this.#depth > depthLimit) throw new UnreadablePattern();
    const node = this.#choice();
    this.#depth -= 1;
    if (!this.#skip(")")) throw new UnreadablePattern();
    return node;
  }

  #escape(): PatternNode {
    const character = this.#next();
    const ranges = classRanges(character.toLowerCase());
    if (ranges)
      return { kind: "characters", ranges, negated: character !== character.toLowerCase() };
    return literalCharacter(this.#escapedCharacter(character));
  }

  #escapedCharacter(character: string): string {
    if (character === "x") return this.#hexadecimal(2);
    if (character === "u") return this.#hexadecimal(4);
    const control = controls[character];
    if (control !== undefined) return String.fromCodePoint(control);
    if (/[A-Za-z1-9]/.test(character)) throw new UnreadablePattern();
    return character;
  }

  #hexadecimal(length: number): string {
    const digitsText = Array.from({ length }, () => this.#next()).join("");
    if (!/^[\dA-Fa-f]+$/.test(digitsText)) throw new UnreadablePattern();
    return String.fromCodePoint(Number.parseInt(digitsText, 16));
  }

  #class(): PatternNode {
    const negated = this.#skip("^");
    const ranges: CharacterRange[] = [];
    while (!this.#skip("]")) {
      const first = this.#classMember(ranges);
      if (first === undefined) continue;
      if (
        this.#characters[this.#position] !== "-" ||
        this.#characters[this.#position + 1] === "]"
      ) {
        ranges.push([first, first]);
        continue;
      }
      this.#position += 1;
      const last = this.#classMember(ranges);
      if (last === undefined || last < first) throw new UnreadablePattern();
      ranges.push([first, last]);
    }
    return { kind: "characters", ranges, negated };
  }

  /** A code point, or `undefined` after a class such as `\d`, which is added to `ranges`. */
  #classMember(ranges: CharacterRange[]): number | undefined {
    const character = this.#next();
    if (character !== "\\") return character.codePointAt(0);
    const name = this.#next();
    const known = classRanges(name.toLowerCase());
    if (known) {
      ranges.push(...(name === name.toLowerCase() ? known : complement(known)));
      return undefined;
    }
    return (name === "b" ? "\b" : this.#escapedCharacter(name)).codePointAt(0);
  }

  #repeated(member: PatternNode): PatternNode {
    const bounds = this.#bounds();
    if (!bounds) return member;
    if (member.kind === "start" || member.kind === "end") throw new UnreadablePattern();
    this.#skip("?");
    return { kind: "repeat", member, min: bounds[0], max: bounds[1] };
  }

  #bounds(): readonly [min: number, max: number] | undefined {
    if (this.#skip("*")) return [0, Infinity];
    if (this.#skip("+")) return [1, Infinity];
    if (this.#skip("?")) return [0, 1];
    if (!this.#skip("{")) return undefined;
    let text = "";
    for (let character = this.#next(); character !== "}"; character = this.#next())
      text += character;
    const found = /^(\d{1,4})(,(\d{1,4})?)?$/.exec(text);
    if (!found) throw new UnreadablePattern();
    const min = Number(found[1]);
    const max = found[2] === undefined ? min : found[3] === undefined ? Infinity : Number(found[3]);
    if (min > countLimit || max < min || (max !== Infinity && max > countLimit))
      throw new UnreadablePattern();
    return [min, max];
  }
}

function literalCharacter(character: string): PatternNode {
  const codePoint = character.codePointAt(0) ?? 0;
  return { kind: "characters", ranges: [[codePoint, codePoint]], negated: false };
}

function classRanges(name: string): readonly CharacterRange[] | undefined {
  if (name === "d") return digits;
  if (name === "w") return words;
  return name === "s" ? spaces : undefined;
}

function complement(ranges: readonly CharacterRange[]): CharacterRange[] {
  const result: CharacterRange[] = [];
  let next = 0;
  for (const [first, last] of ranges.toSorted((left, right) => left[0] - right[0])) {
    if (first > next) result.push([next, first - 1]);
    next = last + 1;
  }
  result.push([next, lastCodePoint]);
  return result;
}
