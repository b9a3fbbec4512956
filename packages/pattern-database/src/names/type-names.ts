import { isReservedWord, pascalCase } from "@agentflow/core";
import { NamePool } from "./name-pool.js";
import { singular } from "./singular.js";

/** Names of the types of one table. */
export interface TableTypeNames {
  /** A row: `Order`. */
  readonly row: string;
  /** What an insert takes: `NewOrder`. */
  readonly insert: string;
  /** What an update takes: `OrderChanges`. */
  readonly changes: string;
  /** What finds one row: `OrderKey`. */
  readonly key: string;
  /** Rows of other tables that belong to a row: `OrderRelations`. */
  readonly relations: string;
}

/** Types of the language and of what the generated modules use, which a table's name would hide. */
const globals = (
  "Array BigInt Boolean Buffer Date Error Exclude Extract Function Infinity Iterable Iterator JSON Map Math NaN " +
  "NonNullable Number Object Omit Parameters Partial Pick Promise Proxy Readonly ReadonlyArray ReadonlyMap " +
  "ReadonlySet Record Reflect RegExp Required ReturnType Set String Symbol URL Uint8Array WeakMap WeakSet " +
  "AbortSignal Connection Database DatabaseError DatabaseOptions Driver JsonValue Secret Statement StoredValue Transaction " +
  "Scene RowMaker"
).split(" ");

/** True for a name that a generated type must not have. */
export function isGlobalType(name: string): boolean {
  return globals.includes(name);
}

/** Gives types names that are unique in the whole package. */
export class TypeNames {
  readonly #pool: NamePool;

  /** @param reserved names of the client's own types */
  constructor(reserved: readonly string[]) {
    this.#pool = new NamePool([...globals, ...reserved]);
  }

  /** Names of a table's types, from the words of its name: the last of them is made singular. */
  table(words: readonly string[]): TableTypeNames {
    const one = singularPascal(words);
    const candidates = [one, pascalCase(words), `${one}Row`];
    const free = candidates.find((row) =>
      Object.values(namesOf(row)).every((name) => this.#free(name)),
    );
    const names = namesOf(free ?? this.#numbered(`${one}Row`));
    for (const name of Object.values(names)) this.#pool.take(name);
    return names;
  }

  /** The name of a union of an enum's values. */
  enumeration(words: readonly string[]): string {
    const name = pascalCase(words);
    return isReservedWord(name) || name === ""
      ? this.#pool.take("EnumValue")
      : this.#pool.take(name, `${name}Value`);
  }

  #free(name: string): boolean {
    return !this.#pool.has(name) && !isReservedWord(name);
  }

  #numbered(base: string): string {
    for (let number = 2; ; number++) {
      const row = `${base}${number}`;
      if (Object.values(namesOf(row)).every((name) => this.#free(name))) return row;
    }
  }
}

/** `order`, `items` as `OrderItem`. */
function singularPascal(words: readonly string[]): string {
  return pascalCase([...words.slice(0, -1), singular(words.at(-1) ?? "")]);
}

function namesOf(row: string): TableTypeNames {
  return {
    row,
    insert: `New${row}`,
    changes: `${row}Changes`,
    key: `${row}Key`,
    relations: `${row}Relations`,
  };
}
