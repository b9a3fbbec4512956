/** What a check says, as far as it is understood. */
export type CheckNode =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "value"; readonly value: string | number }
  | { readonly kind: "list"; readonly items: readonly CheckNode[] }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly CheckNode[] }
  | {
      readonly kind: "operation";
      readonly operator: string;
      readonly left: CheckNode;
      readonly right: CheckNode;
    };

/** A word, a name in quotes, a text, a number or a sign of an expression. */
export interface CheckToken {
  readonly kind: "name" | "quoted" | "text" | "number" | "sign";
  /** Names in lower case; quoted names and texts without their quotes. */
  readonly text: string;
}

/**
 * Reads an expression of comparisons, joined by `AND`: with casts by `::`, which are dropped, and lists as
 * `ANY (ARRAY[…])`.
 * @returns undefined when anything in it is not understood
 */
export function parseCheckTokens(tokens: readonly CheckToken[]): CheckNode | undefined {
  const reader = new Reader(tokens);
  const node = reader.conjunction(0);
  return reader.atEnd ? node : undefined;
}

/** Comparisons, the tightest that a check needs. */
const comparisons = new Set(["=", "<>", "!=", "<", ">", "<=", ">=", "~", "~*", "!~", "~~", "~~*"]);

/** Deeper nesting is given up on. */
const deepest = 50;

class Reader {
  readonly #tokens: readonly CheckToken[];
  #position = 0;

  constructor(tokens: readonly CheckToken[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.#position === this.#tokens.length;
  }

  conjunction(depth: number): CheckNode | undefined {
    if (depth > deepest) return undefined;
    let left = this.#comparison(depth);
    while (left && this.#takes("name", "and")) {
      const right = this.#comparison(depth);
      left = right && { kind: "operation", operator: "and", left, right };
    }
    return left;
  }

  #comparison(depth: number): CheckNode | undefined {
    const left = this.#operand(depth);
    const operator = this.#tokens[this.#position];
    if (!left || operator?.kind !== "sign" || !comparisons.has(operator.text)) return left;
    this.#position += 1;
    const any = this.#takes("name", "any");
    const right = this.#operand(depth);
    return (
      right && {
        kind: "operation",
        operator: any ? `${operator.text} any` : operator.text,
        left,
        right,
      }
    );
  }

  #operand(depth: number): CheckNode | undefined {
    const node = this.#primary(depth);
    if (!node) return undefined;
    while (this.#takes("sign", "::")) if (!this.#skipType()) return undefined;
    return node;
  }

  #primary(depth: number): CheckNode | undefined {
    const next = this.#tokens[this.#position];
    this.#position += 1;
    if (next?.kind === "text") return { kind: "value", value: next.text };
    if (next?.kind === "number") return { kind: "value", value: Number(next.text) };
    if (next?.kind === "quoted") return { kind: "name", name: next.text };
    if (next?.kind === "sign" && next.text === "-") return this.#negative();
    if (next?.kind === "sign" && next.text === "(") {
      const inside = this.conjunction(depth + 1);
      return this.#takes("sign", ")") ? inside : undefined;
    }
    if (next?.kind !== "name") return undefined;
    if (next.text === "array") return this.#items("[", "]", depth);
    const call = this.#items("(", ")", depth);
    if (call?.kind !== "list") return { kind: "name", name: next.text };
    return { kind: "call", name: next.text, arguments: call.items };
  }

  #negative(): CheckNode | undefined {
    const next = this.#tokens[this.#position];
    if (next?.kind !== "number") return undefined;
    this.#position += 1;
    return { kind: "value", value: -Number(next.text) };
  }

  #items(open: string, close: string, depth: number): CheckNode | undefined {
    if (!this.#takes("sign", open)) return undefined;
    const items: CheckNode[] = [];
    do {
      const item = this.conjunction(depth + 1);
      if (!item) return undefined;
      items.push(item);
    } while (this.#takes("sign", ","));
    return this.#takes("sign", close) ? { kind: "list", items } : undefined;
  }

  /** `character varying(20)[]`, `"shop"."status"`, `timestamp with time zone`. */
  #skipType(): boolean {
    const start = this.#position;
    while (this.#isTypeWord() || this.#takes("sign", ".")) continue;
    if (this.#position === start) return false;
    if (this.#takes("sign", "(")) {
      while (!this.#takes("sign", ")"))
        if (this.#tokens[this.#position++] === undefined) return false;
    }
    while (this.#takes("sign", "[")) if (!this.#takes("sign", "]")) return false;
    return true;
  }

  #isTypeWord(): boolean {
    const next = this.#tokens[this.#position];
    if (next?.kind !== "quoted" && (next?.kind !== "name" || next.text === "and")) return false;
    this.#position += 1;
    return true;
  }

  #takes(kind: CheckToken["kind"], text: string): boolean {
    const next = this.#tokens[this.#position];
    if (next?.kind !== kind || next.text !== text) return false;
    this.#position += 1;
    return true;
  }
}
