import type { Json } from "@agentflow/core";
import { isJsonObject, type JsonObject, type JsonSchema } from "@agentflow/pattern-api";

/** One value, as each of the two clients is given it. */
export interface Pair {
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** What is in texts has to be encoded, and is what brackets and forms are made of. */
const difficult = " /?#&=+%é[0]";
const bytes = Buffer.from("%PDF-1.7 é\r\n--boundary\r\n");
const fileReference = "agentflow:file";

/**
 * Makes arguments from the schemas of requests, the same ones every time.
 *
 * The official client is given `Date` for what the document has as seconds, and `null` for the empty text that takes a
 * value away.
 */
export class Arguments {
  /** Of several alternatives and members of an enum the one with this number, modulo how many there are. */
  readonly #choice: number;
  /** Kinds of values that were made. */
  readonly kinds = new Set<string>();
  #texts = 0;

  constructor(choice: number) {
    this.#choice = choice;
  }

  /** @param name of the parameter, which texts begin with */
  value(schema: JsonSchema | Json, name: string): Pair {
    if (!isJsonObject(schema)) return same(name);
    const { $ref, anyOf, enum: members, type, format } = schema;
    if ($ref === fileReference) return this.#file();
    if (Array.isArray(anyOf)) {
      this.kinds.add("one of several");
      return this.value(anyOf[this.#choice % anyOf.length] ?? true, name);
    }
    if (Array.isArray(members)) return this.#member(members);
    if (type === "object") return this.#object(schema, name);
    if (type === "array") return this.#list(schema["items"] ?? true, name);
    if (format === "unix-time") return this.#date();
    if (type === "integer") return same(1000 + this.#choice);
    if (type === "number") return same(0.25 + this.#choice);
    if (type === "boolean") return same(this.#choice % 2 === 0);
    this.#texts += 1;
    return same(`${name} ${this.#texts}${difficult}`);
  }

  #member(members: readonly Json[]): Pair {
    const member = members[this.#choice % members.length] ?? "";
    if (member !== "") return same(member);
    this.kinds.add("null");
    return { ours: "", theirs: null };
  }

  #object({ properties, additionalProperties }: JsonObject, name: string): Pair {
    if (isJsonObject(properties)) {
      this.kinds.add("nested");
      return joined(
        Object.entries(properties).map(([key, schema]) => [key, this.value(schema, key)]),
      );
    }
    this.kinds.add(name === "metadata" ? "metadata" : "free names");
    const keys = ["one", "two words & more"];
    return joined(keys.map((key) => [key, this.value(additionalProperties ?? true, key)]));
  }

  #list(items: Json, name: string): Pair {
    this.kinds.add("list");
    const pairs = [this.value(items, `${name} a`), this.value(items, `${name} b`)];
    return { ours: pairs.map(({ ours }) => ours), theirs: pairs.map(({ theirs }) => theirs) };
  }

  #date(): Pair {
    this.kinds.add("date");
    const seconds = 1_700_000_000 + this.#choice;
    return { ours: seconds, theirs: new Date(seconds * 1000 + 999) };
  }

  #file(): Pair {
    this.kinds.add("file");
    const [name, type] = ['Grüße "1".pdf', "application/pdf"];
    return {
      ours: new File([bytes], name, { type }),
      theirs: { data: bytes, name, type },
    };
  }
}

function same(value: unknown): Pair {
  return { ours: value, theirs: value };
}

/** Members as an object for each client. */
export function joined(members: readonly (readonly [string, Pair])[]): Pair {
  return {
    ours: Object.fromEntries(members.map(([key, { ours }]) => [key, ours])),
    theirs: Object.fromEntries(members.map(([key, { theirs }]) => [key, theirs])),
  };
}
