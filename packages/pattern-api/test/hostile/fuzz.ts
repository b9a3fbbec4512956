import { newKinds, packageShape, textEscapes } from "./escapes.js";
import { generate } from "./generate.js";
import { type Form, templates, written } from "./hostile-document.js";
import { openApiDocument } from "./openapi-places.js";
import { payloads } from "./payloads.js";
import { swaggerDocument } from "./swagger-places.js";
import { usualShapes } from "./usual-shapes.js";

const fragments: readonly [string, ...string[]] = [
  "",
  ..."\" ' ` ${ } */ /* // \\ \\u002a/ ; ]: => </script> <!-- \0 \u2028 \u2029 \u202e \u2066 \ufeff \ud800 \udc00 %2e # ? & = | { } ( ) [ ] ~1 ~0 .. / : @ts-ignore globalThis.canary=1 __proto__ constructor 1 -1 a Z é 用".split(
    " ",
  ),
  "\n",
  "\r",
  " ",
  "\t",
];
const versions: readonly [string, ...string[]] = ["3.0.3", "3.1.0", "3.2.0"];
const forms: readonly [Form, ...Form[]] = ["json", "yaml"];
/** Values that are no text, where a text is expected. */
const values: readonly [unknown, ...unknown[]] = [
  null,
  true,
  0,
  -1,
  1e21,
  [],
  {},
  ["a"],
  { $ref: "#" },
  { a: 1 },
];

/** What a fuzz run came to. */
export interface FuzzResult {
  readonly documents: number;
  readonly refused: number;
  /** Seed of the document, and what got out. */
  readonly escapes: readonly string[];
}

/** Tries documents that have hostile texts in some of their places; the same seeds make the same documents. */
export function fuzz(first: number, count: number): FuzzResult {
  const everyShape = Object.values(templates).flatMap((template) => usualShapes(template));
  let refused = 0;
  const escapes: string[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const random = randomNumbers(seed);
    const one: Choose = (items) => items[Math.floor(random() * items.length)] ?? items[0];
    const share = random() * 0.3;
    const document = one([openApiDocument, swaggerDocument])((_place, harmless) =>
      random() < share ? hostileText(random, one) : harmless,
    );
    const files = generate(written(mutated(document, random, one), one(forms)));
    if (typeof files === "string") refused += 1;
    else {
      const strange = newKinds(packageShape(files), everyShape).filter((kind) => !isUsual(kind));
      escapes.push(...[...textEscapes(files), ...strange].map((what) => `${seed}: ${what}`));
    }
  }
  return { documents: count, refused, escapes };
}

/**
 * Types nest in any way, and never run; `as never` is how a test gives a value that its type forbids. Values may be
 * negative, boolean or null, and the examples tell one documented error from another.
 */
function isUsual(kind: string): boolean {
  return (
    /: TS| TS\w+ $|UnaryExpression(?: -|\.argument a number)$| a (?:boolean|null or pattern)$/.test(
      kind,
    ) ||
    // The schema of a body of bytes: what its class is called stands in the generator alone.
    kind === "src: CallExpression.arguments Uint8Array" ||
    // A file of a form that is sent in parts; what is called is another kind.
    kind === "test: Property.value NewExpression " ||
    // A tuple of schemas, where a value of another kind made one; what is called in it is another kind.
    kind === "src: ArrayExpression.elements CallExpression " ||
    /^examples: IfStatement\.(?:test CallExpression|alternate IfStatement) $/.test(kind)
  );
}

type Choose = <Item>(items: readonly [Item, ...Item[]]) => Item;

/** A payload, or a few fragments in a row. */
function hostileText(random: () => number, one: Choose): string {
  if (random() < 0.4) return one(payloads).text;
  const length = 1 + Math.floor(random() * 6);
  return Array.from({ length }, () => one(fragments)).join("");
}

/** The document with another version, and now and then a value of another kind. */
function mutated(document: object, random: () => number, one: Choose): object {
  const rate = random() < 0.5 ? 0 : 0.02;
  const copy: object = JSON.parse(JSON.stringify(document), (_key, value: unknown) =>
    typeof value !== "object" && random() < rate ? one(values) : value,
  );
  return "openapi" in copy ? { ...copy, openapi: one(versions) } : copy;
}

/** Mulberry32 (Tommy Ettinger, public domain): numbers from 0 to 1, the same for each seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
