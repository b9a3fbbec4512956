/** A node of a query as PostgreSQL stores it in `pg_rewrite.ev_action` (its outfuncs.c writes them). */
export interface Node {
  /** `QUERY`, `VAR`, `JOINEXPR` … */
  readonly tag: string;
  /** By name, without the colon. */
  readonly fields: ReadonlyMap<string, NodeValue>;
}

/** A token, a node, a list, or nothing, which is written as `<>`. */
export type NodeValue = string | Node | readonly NodeValue[] | undefined;

/** @throws Error when the text is no node tree */
export function parseNodeTree(text: string): NodeValue {
  // A backslash keeps the next character from ending a token.
  const tokens = text.match(/[(){}]|(?:\\[^]|[^\s(){}\\])+/g) ?? [];
  return new NodeReader(tokens).value();
}

export function isNode(value: NodeValue): value is Node {
  return typeof value === "object" && "tag" in value;
}

/** A token; empty for anything else. */
export function token(value: NodeValue): string {
  return typeof value === "string" ? value : "";
}

/** The nodes of a list. */
export function nodes(value: NodeValue): readonly Node[] {
  return Array.isArray(value) ? value.filter((item) => isNode(item)) : [];
}

class NodeReader {
  readonly #tokens: readonly string[];
  #position = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  value(): NodeValue {
    const next = this.#next();
    if (next === "{") return this.#node();
    if (next === "(") return this.#list();
    return next === "<>" ? undefined : next.replaceAll(/\\([^])/g, "$1");
  }

  #list(): readonly NodeValue[] {
    const items: NodeValue[] = [];
    while (this.#peek() !== ")") items.push(this.value());
    this.#next();
    return items;
  }

  #node(): Node {
    const tag = this.#next();
    const fields = new Map<string, NodeValue>();
    while (this.#peek() !== "}") {
      const name = this.#next();
      // What follows a name is its value, also when it starts with a colon as a name does.
      fields.set(name.slice(1), this.value());
      // The bytes of a constant.
      while (!/^[:}]/.test(this.#peek())) this.value();
    }
    this.#next();
    return { tag, fields };
  }

  #peek(): string {
    const next = this.#tokens[this.#position];
    if (next === undefined) throw new Error("The node tree ends too early.");
    return next;
  }

  #next(): string {
    const next = this.#peek();
    this.#position += 1;
    return next;
  }
}
