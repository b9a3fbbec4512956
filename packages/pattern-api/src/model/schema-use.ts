import type { JsonObject } from "../document/json-object.js";
import type { SchemaUse } from "./api-model.js";

/** Whether a schema stands in what a caller sends or in what the service sends. */
export type Direction = "request" | "answer";

/** Remembers which schemas refer to which, and so which of them requests and answers reach. */
export class SchemaUses {
  readonly #targets = new Map<JsonObject | string, Set<string>>();
  readonly #starts: Readonly<Record<Direction, Set<JsonObject | string>>> = {
    request: new Set(),
    answer: new Set(),
  };
  #holder: JsonObject | string = "";

  /** From here on, references are those of this schema: one without a name, or the pointer of one that has one. */
  begin(holder: JsonObject | string): void {
    this.#holder = holder;
  }

  /** The schema that is being read refers to the one at `pointer`. */
  refers(pointer: string): void {
    const known = this.#targets.get(this.#holder);
    if (known) known.add(pointer);
    else this.#targets.set(this.#holder, new Set([pointer]));
  }

  /** A schema without a name stands in requests or in answers. */
  used(holder: JsonObject, direction: Direction): void {
    this.#starts[direction].add(holder);
  }

  /** Where each schema is used, by its pointer. */
  all(): (pointer: string) => SchemaUse {
    const [requests, answers] = [this.#reached("request"), this.#reached("answer")];
    return (pointer) => {
      if (!requests.has(pointer)) return "answers";
      return answers.has(pointer) ? "both" : "requests";
    };
  }

  #reached(direction: Direction): ReadonlySet<JsonObject | string> {
    const reached = new Set<JsonObject | string>(this.#starts[direction]);
    // A set yields what is added while it is gone through.
    for (const holder of reached) {
      for (const target of this.#targets.get(holder) ?? []) reached.add(target);
    }
    return reached;
  }
}
