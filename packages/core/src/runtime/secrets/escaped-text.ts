/** One way in which a character is written as several. */
interface Escape {
  /** Stands in every escape of this kind. */
  readonly sign: string;
  /** Matches one character that is escaped. */
  readonly pattern: RegExp;
  readonly decode: (escaped: string) => string;
}

/** What stands for control characters in JSON (RFC 8259 §7). */
const shortEscapes: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

const namedReferences: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
};

const escapes: readonly Escape[] = [
  {
    // Percent-encoding (RFC 3986 §2.1) of one character in UTF-8, else of one byte.
    sign: "%",
    pattern:
      /%(?:[0-7][\da-f]|[cd][\da-f]%[89ab][\da-f]|e[\da-f](?:%[89ab][\da-f]){2}|f[0-7](?:%[89ab][\da-f]){3}|[\da-f]{2})/gi,
    decode: decodePercent,
  },
  {
    // JSON, also with characters escaped that need not be; `\x41` and `\'` are JavaScript's.
    sign: "\\",
    pattern: /\\(?:u[\da-f]{4}|x[\da-f]{2}|[bfnrt"'`\\/])/gi,
    decode: (escaped) =>
      escaped.length > 2
        ? String.fromCharCode(Number.parseInt(escaped.slice(2), 16))
        : (shortEscapes[escaped.charAt(1)] ?? escaped.charAt(1)),
  },
  {
    // Character references of HTML and XML.
    sign: "&",
    pattern: /&(?:#\d{1,6}|#x[\da-f]{1,5}|amp|lt|gt|quot|apos);/gi,
    decode: (escaped) => namedReferences[escaped.toLowerCase()] ?? decodeNumber(escaped),
  },
];

function decodePercent(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return String.fromCharCode(Number.parseInt(escaped.slice(1, 3), 16));
  }
}

function decodeNumber(escaped: string): string {
  const digits = escaped.slice(2, -1);
  const code = /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number(digits);
  return String.fromCodePoint(code);
}

/** A text, or what it says when one kind of escapes is undone, which knows where each character stood. */
export class EscapedText {
  readonly text: string;
  readonly #origin: EscapedText | undefined;
  /** Where the text and its origin run out of step: from `#here[n]` on, which is `#there[n]` of the origin. */
  readonly #here: readonly number[];
  readonly #there: readonly number[];

  constructor(
    text: string,
    origin?: EscapedText,
    here: readonly number[] = [],
    there: readonly number[] = [],
  ) {
    this.text = text;
    this.#origin = origin;
    this.#here = here;
    this.#there = there;
  }

  /** False when there is nothing to undo. */
  get isEscaped(): boolean {
    return escapes.some(({ sign }) => this.text.includes(sign));
  }

  /** Where the first text has the character that stands at `index` here. */
  sourceIndex(index: number): number {
    if (this.#origin === undefined) return index;
    let low = 0;
    let high = this.#here.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#here[middle] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    const here = this.#here[low - 1] ?? 0;
    const there = this.#there[low - 1] ?? 0;
    return this.#origin.sourceIndex(there + index - here);
  }

  /** The text with each kind of escapes undone that it holds. */
  *undone(): Generator<EscapedText> {
    for (const escape of escapes) {
      const text = this.#undo(escape);
      if (text !== undefined) yield text;
    }
  }

  #undo({ sign, pattern, decode }: Escape): EscapedText | undefined {
    if (!this.text.includes(sign)) return undefined;
    const here: number[] = [];
    const there: number[] = [];
    let result = "";
    let end = 0;
    for (const { 0: escaped, index } of this.text.matchAll(pattern)) {
      result += this.text.slice(end, index);
      here.push(result.length);
      there.push(index);
      result += decode(escaped);
      end = index + escaped.length;
      here.push(result.length);
      there.push(end);
    }
    if (end === 0) return undefined;
    return new EscapedText(result + this.text.slice(end), this, here, there);
  }
}
