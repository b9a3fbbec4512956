import type { Difference } from "@agentflow/core";

/** Differences as they are found. */
export class Differences {
  readonly found: Difference[] = [];
  /** Names that something was said about, without the word for what they are. */
  readonly names = new Set<string>();
  /** Those of them that came or went. */
  readonly wholes = new Set<string>();

  /** @param word what it is: `column` */
  add(
    kind: Difference["kind"],
    [word, name]: readonly [word: string, name: string],
    detail = "",
    breaking = false,
  ): void {
    this.names.add(name);
    if (kind !== "changed") this.wholes.add(name);
    this.found.push({ kind, subject: `${word} ${name}`, detail, breaking });
  }

  /** Says what became of a value, unless it is the same. */
  changed(
    subject: readonly [word: string, name: string],
    what: string,
    before: unknown,
    after: unknown,
    breaking = false,
  ): void {
    const [one, other] = [valueText(before), valueText(after)];
    if (one === other) return;
    this.add(
      "changed",
      subject,
      `${what === "" ? "" : `${what} `}${one} becomes ${other}`,
      breaking,
    );
  }
}

/** What may be said of two lists of things with names. */
export interface NamedChanges<Item> {
  readonly name: (item: Item) => string;
  readonly added: (item: Item) => void;
  readonly removed: (item: Item) => void;
  readonly both: (before: Item, after: Item) => void;
}

/** Compares two lists by the names of what is in them; what is gone comes first, all in the lists' own order. */
export function compareNamed<Item>(
  before: readonly Item[],
  after: readonly Item[],
  { name, added, removed, both }: NamedChanges<Item>,
): void {
  const old = new Map(before.map((item) => [name(item), item]));
  const present = new Map(after.map((item) => [name(item), item]));
  for (const [key, item] of old) if (!present.has(key)) removed(item);
  for (const [key, item] of present) {
    const previous = old.get(key);
    if (previous === undefined) added(item);
    else both(previous, item);
  }
}

/** Longer texts, such as a view's query, are told by having changed. */
const longest = 200;

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
