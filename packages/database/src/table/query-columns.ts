import type { Codec } from "../codec/codec.js";
import type { JsonValue } from "../codec/json-text.js";
import { ValueError } from "../codec/value-error.js";
import type { ArrayDimensions, StoredValue, ValueKind } from "../description/table-description.js";
import type { Dialect } from "../dialect/dialect.js";
import type { WireValue } from "../driver/driver.js";
import { DatabaseError } from "../errors/database-error.js";
import { shown } from "./usage-error.js";

/**
 * How a column of a query looks: a kind, with `[]` for each dimension of arrays of it, and with `?` at the end where it
 * can be null.
 */
export type QueryColumn = `${ValueKind}${Brackets}${"" | "?"}`;

/** As many dimensions as PostgreSQL takes. */
type Brackets = "" | "[]" | "[][]" | "[][][]" | "[][][][]" | "[][][][][]" | "[][][][][][]";

/** The columns of a query by the keys that they get, in the order of the query. */
export type QueryColumns = Readonly<Record<string, QueryColumn>>;

/** A row of a query. */
export type QueryRow<Columns extends QueryColumns> = {
  readonly [Key in keyof Columns]: QueryValue<Columns[Key]>;
};

type QueryValue<Column> = Column extends `${infer Rest}?`
  ? QueryValue<Rest> | null
  : Column extends `${infer Item}[]`
    ? readonly (QueryValue<Item> | NullOf<Item>)[]
    : Column extends keyof KindValues
      ? KindValues[Column]
      : never;

/** Elements may be null, and arrays within an array never are. */
type NullOf<Item> = Item extends `${string}[]` ? never : null;

interface KindValues {
  readonly boolean: boolean;
  readonly number: number;
  readonly bigint: bigint;
  readonly float: number;
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly json: JsonValue;
  readonly date: Date;
  readonly "numeric-number": number;
  readonly "bigint-number": number;
  readonly any: StoredValue;
}

/** Typed only: the keys say that the list is whole. */
const kinds: Readonly<Record<ValueKind, true>> = {
  boolean: true,
  number: true,
  bigint: true,
  float: true,
  text: true,
  bytes: true,
  json: true,
  date: true,
  "numeric-number": true,
  "bigint-number": true,
  any: true,
};

interface ResultColumn {
  readonly key: string;
  readonly codec: Codec;
  readonly nullable: boolean;
}

/** Reads the rows of a query that a user wrote. */
export class QueryReader {
  readonly #columns: readonly ResultColumn[];

  /**
   * @throws TypeError when a column is none that there is, or a key is a number, whose order is lost
   * @throws {DatabaseError} kind "syntax" when the database has no such values
   */
  constructor(columns: QueryColumns, dialect: Dialect) {
    this.#columns = Object.entries(columns).map(([key, column]) =>
      resultColumn(key, column, dialect),
    );
  }

  /** @throws {DatabaseError} kind "data" when the row has other columns than was said */
  read(values: readonly WireValue[]): object {
    if (values.length !== this.#columns.length) {
      const message = `The query gave ${values.length} columns instead of ${this.#columns.length}.`;
      throw new DatabaseError(message, { kind: "data" });
    }
    // From entries, because a column may be called `__proto__`.
    return Object.fromEntries(
      this.#columns.map((column, index) => [column.key, valueOf(values[index] ?? null, column)]),
    );
  }
}

function resultColumn(key: string, column: string, dialect: Dialect): ResultColumn {
  const [, kind = "", brackets = "", nullable] =
    /^([a-z-]+?)((?:\[\]){0,6})(\?)?$/.exec(column) ?? [];
  if (!Object.hasOwn(kinds, kind))
    throw new TypeError(`There is no kind of value ${shown(column)}.`);
  if (/^\d+$/.test(key)) throw new TypeError(`The column ${shown(key)} is called by a number.`);
  return {
    key,
    codec: dialect.codecOf({
      // The lines above have looked.
      kind: kind as ValueKind,
      type: "",
      ...(brackets !== "" && {
        array: true,
        dimensions: (brackets.length / 2) as Exclude<ArrayDimensions, "any">,
      }),
    }),
    nullable: nullable !== undefined,
  };
}

function valueOf(wire: WireValue, { key, codec, nullable }: ResultColumn): unknown {
  if (wire === null) {
    if (nullable) return null;
    throw invalid(key, "is null; say so with a question mark");
  }
  try {
    return codec.decode(wire);
  } catch (error) {
    throw error instanceof ValueError ? invalid(key, error.message) : error;
  }
}

function invalid(key: string, reason: string): DatabaseError {
  return new DatabaseError(`The value of ${shown(key)} ${reason}.`, { kind: "data" });
}
